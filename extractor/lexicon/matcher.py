"""Finding the lexicon's phrases on laid-out pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml
from rapidfuzz import process
from rapidfuzz.distance import OSA
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extractor.document import BoundingBox, LabelMention, Page
from extractor.document.geometry import union
from extractor.lexicon.tokens import tokenise

CHOICE = "choice"
"""First part of the concept of a choice mention: `choice:payment_means:transfer`."""

_BREAK = "\u2029"
_FORGIVEN_QUALITY = 0.85
_MIN_FUZZY_LENGTH = 4


class _Position(NamedTuple):
    line: int
    word: int
    block: int
    quality: float


class Lexicon:
    """A compiled lexicon; immutable, safe to share between threads after construction.

    Args:
        data: the parsed content of `labels.yaml`.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._synonyms = {
            folded: canonical
            for canonical, words in data["synonyms"].items()
            for word in words
            for folded in ("".join(tokenise(str(word))),)
        }
        self._stopwords = frozenset(token for word in data["stopwords"] for token in tokenise(word))
        self._links = tuple(token for word in data["links"] for token in tokenise(word))
        self._vocab = Vocab()
        self._labels = PhraseMatcher(self._vocab, attr="ORTH")
        self._choices = PhraseMatcher(self._vocab, attr="ORTH")
        self.concepts: tuple[str, ...] = tuple(data["concepts"])
        known: set[str] = set()
        for concept, phrases in data["concepts"].items():
            known |= self._add(self._labels, concept, phrases)
        for field, options in data["choices"].items():
            for option, phrases in options.items():
                known |= self._add(self._choices, f"{CHOICE}:{field}:{option}", phrases)
        self._known = known | set(self._synonyms) | self._stopwords
        self._fuzzy_targets = sorted(w for w in self._known if len(w) >= _MIN_FUZZY_LENGTH)
        self._forgive = lru_cache(maxsize=20_000)(self._closest)

    def _add(self, matcher: PhraseMatcher, key: str, phrases: Iterable[str]) -> set[str]:
        patterns = {
            variant
            for phrase in phrases
            for variant in self._variants(self._canonical_phrase(str(phrase)))
        }
        matcher.add(key, [Doc(self._vocab, words=list(tokens)) for tokens in sorted(patterns)])
        return {token for tokens in patterns for token in tokens}

    def _canonical_phrase(self, phrase: str) -> tuple[str, ...]:
        tokens = [self._synonyms.get(token, token) for token in tokenise(phrase)]
        kept = [token for token in tokens if token not in self._stopwords] or tokens
        last = len(kept) - 1
        return tuple(t for i, t in enumerate(kept) if i in (0, last) or t not in self._links)

    def _variants(self, phrase: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
        """The phrase, and the phrase with one link word between any two of its tokens."""
        yield phrase
        for gap in range(1, len(phrase)):
            for link in self._links:
                yield (*phrase[:gap], link, *phrase[gap:])

    def _closest(self, token: str) -> str | None:
        """The lexicon's word within one edit (two for long words), or None."""
        allowed = 1 if len(token) < 8 else 2
        found = process.extractOne(
            token, self._fuzzy_targets, scorer=OSA.distance, score_cutoff=allowed
        )
        return None if found is None else str(found[0])

    def find_labels(self, page: Page) -> tuple[LabelMention, ...]:
        """All labels on a page, the longest where several overlap.

        Letters are forgiven only on words that OCR read.

        Args:
            page: the page, laid out.

        Returns:
            Mentions whose concept is one of `concepts`, in reading order.
        """
        return self._find(page, self._labels)

    def find_choices(self, page: Page) -> tuple[LabelMention, ...]:
        """Phrases that state a choice; their concept is `choice:<field>:<value>`."""
        return self._find(page, self._choices)

    def _find(self, page: Page, matcher: PhraseMatcher) -> tuple[LabelMention, ...]:
        tokens, positions = self._stream(page)
        if not tokens:
            return ()
        matches = matcher(Doc(self._vocab, words=tokens))
        spans = [(start, end, self._vocab.strings[key]) for key, start, end in matches]
        spans.sort(key=lambda s: (_straddles(positions, s[0], s[1]), s[0] - s[1], s[0]))
        taken: dict[int, tuple[int, int]] = {}
        mentions = []
        lines = page.lines
        for start, end, concept in spans:
            first, last = positions[start], positions[end - 1]
            owner = {taken[i] for i in range(start, end) if i in taken}
            if owner and owner != {(start, end)}:
                continue
            for i in range(start, end):
                taken[i] = (start, end)
            boxes: list[BoundingBox] = [
                lines[p.line].words[p.word].bbox for p in positions[start:end]
            ]
            mentions.append(
                LabelMention(
                    concept,
                    page.number,
                    union(boxes),
                    " ".join(lines[p.line].words[p.word].text for p in positions[start:end]),
                    min(p.quality for p in positions[start:end]),
                    last.line,
                    first.word if first.line == last.line else 0,
                    last.word,
                )
            )
        return tuple(sorted(mentions, key=lambda m: (m.line, m.first_word)))

    def _stream(self, page: Page) -> tuple[list[str], list[_Position]]:
        """The page's tokens without stopwords, a break between blocks, and where each stands."""
        tokens: list[str] = []
        positions: list[_Position] = []
        line_index = 0
        for block_index, block in enumerate(page.blocks):
            for line in block.lines:
                for word_index, word in enumerate(line.words):
                    for token in tokenise(word.text):
                        canonical, quality = self._canonical(token, forgiving=word.source == "ocr")
                        if canonical not in self._stopwords:
                            tokens.append(canonical)
                            positions.append(
                                _Position(line_index, word_index, block_index, quality)
                            )
                line_index += 1
            tokens.append(_BREAK)
            positions.append(_Position(-1, -1, block_index, 0.0))
        return tokens, positions

    def _canonical(self, token: str, *, forgiving: bool) -> tuple[str, float]:
        if forgiving and len(token) >= _MIN_FUZZY_LENGTH and token not in self._known:
            closest = self._forgive(token)
            if closest is not None:
                return self._synonyms.get(closest, closest), _FORGIVEN_QUALITY
        return self._synonyms.get(token, token), 1.0


def _straddles(positions: Sequence[_Position], start: int, end: int) -> bool:
    """Whether a match covers parts of two lines rather than whole ones.

    "Date de / facture" in one cell is a label; "FACTURE / N° client" are the beginnings of two.
    """
    first, last = positions[start].line, positions[end - 1].line
    if first == last:
        return False
    starts_line = start == 0 or positions[start - 1].line != first
    return not (starts_line and positions[end].line != last)


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """The shipped lexicon, compiled once a process."""
    text = files("extractor.lexicon").joinpath("labels.yaml").read_text(encoding="utf-8")
    return Lexicon(yaml.safe_load(text))
