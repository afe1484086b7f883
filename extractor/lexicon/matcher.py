"""Finding the lexicon's phrases on laid-out pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from operator import attrgetter
from typing import Any, NamedTuple

import yaml
from rapidfuzz import process
from rapidfuzz.distance import OSA
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extractor.document import LabelMention, Line, Page
from extractor.document.geometry import union
from extractor.lexicon.stream import TokenStream
from extractor.lexicon.tokens import tokenise

CHOICE = "choice"
"""First part of the concept of a choice mention: `choice:payment_means:transfer`."""

_UNKNOWN = "\ufffd"
"""Stands for all tokens of no phrase, so that the vocabulary does not grow with the pages read."""
_FORGIVEN_QUALITY = 0.85
_MIN_FUZZY_LENGTH = 4

_Phrase = tuple[str, ...]
"""A phrase as canonical tokens."""
_Span = tuple[int, int]
"""Where a phrase begins and ends among a page's tokens."""


class Mentions(NamedTuple):
    """What the lexicon finds on a page, in reading order.

    Attributes:
        labels: phrases that say what a value is; their concept is one of `Lexicon.concepts`.
        choices: phrases that state a choice; their concept is `choice:<field>:<value>`.
    """

    labels: tuple[LabelMention, ...]
    choices: tuple[LabelMention, ...]


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
        self._halves = frozenset(data["halves"])
        self._vocab = Vocab()
        self._labels = PhraseMatcher(self._vocab, attr="ORTH")
        self._choices = PhraseMatcher(self._vocab, attr="ORTH")
        self.concepts: tuple[str, ...] = tuple(data["concepts"])
        known: set[str] = set()
        for concept, phrases in data["concepts"].items():
            forms = self._forms(concept, phrases, data["affixes"])
            known |= self._add(self._labels, concept, forms)
        for field, options in data["choices"].items():
            for option, phrases in options.items():
                forms = self._forms("", phrases, ())
                known |= self._add(self._choices, f"{CHOICE}:{field}:{option}", forms)
        self._known = known | set(self._synonyms) | self._stopwords
        self._fuzzy_targets = sorted(w for w in self._known if len(w) >= _MIN_FUZZY_LENGTH)
        self._forgive = lru_cache(maxsize=20_000)(self._closest)
        self._read_word = lru_cache(maxsize=20_000)(self._canonical_tokens)

    def _forms(
        self, concept: str, phrases: Iterable[str], affixes: Iterable[Mapping[str, Any]]
    ) -> set[_Phrase]:
        """A concept's phrases in all their forms."""
        plain = {form for phrase in phrases for form in self._plain(str(phrase))}
        forms = {variant for phrase in plain for variant in self._variants(phrase)}
        for affix in affixes:
            if concept not in affix["concepts"]:
                continue
            before = [tokenise(words) for words in affix.get("before", ())]
            behind = [tokenise(words) for words in affix.get("behind", ())]
            forms |= {
                (*front, *phrase, *back)
                for phrase in plain
                for front in ((), *self._foreign(before, phrase))
                for back in ((), *self._foreign(behind, phrase))
            }
        return forms

    def _foreign(self, affixes: Iterable[_Phrase], phrase: _Phrase) -> list[_Phrase]:
        """The affixes, unless the phrase has the words of one."""
        own = {token for words in affixes for token in words}.difference(self._links)
        return list(affixes) if own.isdisjoint(phrase) else []

    def _add(self, matcher: PhraseMatcher, key: str, forms: Iterable[_Phrase]) -> set[str]:
        # Hashes, as a pickled matcher holds them: a document for each phrase takes seconds.
        add = self._vocab.strings.add
        hashes: Any = [[add(token) for token in tokens] for tokens in sorted(forms)]
        matcher.add(key, hashes)
        return {token for tokens in forms for token in tokens}

    def _plain(self, phrase: str) -> tuple[_Phrase, _Phrase]:
        """A phrase's tokens without the links between them, and with them as written."""
        tokens = [self._synonyms.get(token, token) for token in tokenise(phrase)]
        kept = tuple(token for token in tokens if token not in self._stopwords) or tuple(tokens)
        last = len(kept) - 1
        bare = tuple(t for i, t in enumerate(kept) if i in (0, last) or t not in self._links)
        return bare, kept

    def _variants(self, phrase: _Phrase) -> Iterable[_Phrase]:
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

    def find(self, page: Page) -> Mentions:
        """All labels and choices on a page, the longest where several of a sort overlap.

        Letters are forgiven only on words that OCR read.

        Args:
            page: the page, laid out.

        Returns:
            The mentions, each sort in reading order.
        """
        stream = TokenStream.of(page, self._read_word)
        if not stream.tokens:
            return Mentions((), ())
        doc = Doc(self._vocab, words=stream.tokens)
        return Mentions(
            self._mentions(page, stream, self._labels(doc)),
            self._mentions(page, stream, self._choices(doc)),
        )

    def _mentions(
        self, page: Page, stream: TokenStream, matches: Iterable[tuple[int, int, int]]
    ) -> tuple[LabelMention, ...]:
        _, words, places, qualities = stream
        at: dict[_Span, set[int]] = {}
        for key, start, end in matches:
            at.setdefault((start, end), set()).add(key)
        loose = {
            span for span in at if stream.straddles(*span) or self._is_stack(page, stream, span, at)
        }
        spans = sorted(matches, key=lambda m: (m[1:] in loose, m[1] - m[2], m[1]))
        owners: list[_Span | None] = [None] * len(words)
        mentions = []
        for key, start, end in spans:
            span = (start, end)
            if not {None, span}.issuperset(owners[start:end]):
                continue
            owners[start:end] = [span] * (end - start)
            covered = words[start:end]
            (first_line, first_word), (last_line, last_word) = places[start], places[end - 1]
            mentions.append(
                LabelMention(
                    self._vocab.strings[key],
                    page.number,
                    union([word.bbox for word in covered]),
                    " ".join([word.text for word in covered]),
                    min(qualities[start:end]),
                    last_line,
                    first_word if first_line == last_line else 0,
                    last_word,
                )
            )
        mentions.sort(key=attrgetter("line", "first_word"))
        return tuple(mentions)

    def _is_stack(
        self, page: Page, stream: TokenStream, span: _Span, at: Mapping[_Span, set[int]]
    ) -> bool:
        """Whether a phrase is two labels, one under the other: "Total" and "Acompte".

        "Date" and "échéance" are one, unless a figure stands beside each.
        """
        start, end = span
        middle = stream.second_line(start, end)
        above, below = at.get((start, middle)), at.get((middle, end))
        if not above or not below or above & below:
            return False
        halves = (stream.tokens[start:middle], stream.tokens[middle:end])
        if not any(len(half) == 1 and half[0] in self._halves for half in halves):
            return True
        lines = (page.lines[stream.places[i][0]] for i in (start, middle))
        return all(_has_figure_beside(line, page.lines) for line in lines)

    def _canonical_tokens(self, text: str, forgiving: bool) -> tuple[tuple[str, float], ...]:
        """A word's tokens without stopwords, each with the quality of its match."""
        canonical = (self._canonical(token, forgiving=forgiving) for token in tokenise(text))
        return tuple(
            (token if token in self._known else _UNKNOWN, quality)
            for token, quality in canonical
            if token not in self._stopwords
        )

    def _canonical(self, token: str, *, forgiving: bool) -> tuple[str, float]:
        if forgiving and len(token) >= _MIN_FUZZY_LENGTH and token not in self._known:
            closest = self._forgive(token)
            if closest is not None:
                return self._synonyms.get(closest, closest), _FORGIVEN_QUALITY
        return self._synonyms.get(token, token), 1.0


def _has_figure_beside(line: Line, lines: Sequence[Line]) -> bool:
    """Whether what stands next to a line on its right has a digit."""
    beside = [
        other
        for other in lines
        if other.bbox.left >= line.bbox.right
        and abs(other.bbox.centre_y - line.bbox.centre_y) < line.bbox.height / 2
    ]
    nearest = min(beside, key=lambda other: other.bbox.left, default=None)
    return nearest is not None and any(map(str.isdecimal, nearest.text))


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """The shipped lexicon, compiled once a process."""
    text = files("extractor.lexicon").joinpath("labels.yaml").read_text(encoding="utf-8")
    return Lexicon(yaml.safe_load(text))
