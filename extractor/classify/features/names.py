"""What a party's name looks like, and what stands around it."""

from __future__ import annotations

import re
from collections import Counter

import numpy as np

from extractor.classify.features.domains import find_domains, share_in_domain
from extractor.classify.scene import BlockFacts, Floats, Ints, Scene, names_town
from extractor.lexicon import fold

NAMES = (
    "length",
    "words",
    "upper_share",
    "digit_share",
    "legal_form",
    "public_body",
    "label_share",
    "from_line",
    "from_pair",
    "from_label",
    "from_piece",
    "largest_on_page",
    "in_email_or_web",
    "repeated",
    "first_in_block",
    "second_in_block",
    "block_has_postcode",
    "next_is_address",
    "block_legal",
    "block_identifier",
    "block_bank",
    "block_contact",
    "block_public",
    "block_buyer",
    "block_supplier",
    "head_buyer",
    "head_supplier",
    "head_delivery",
    "head_third_party",
    "blocks_with_postcode_before",
    "blocks_with_postcode",
    "blocks_with_postcode_left",
    "named_in_legal",
    "named_by_bank",
    "named_at_delivery",
    "ends_with_colon",
    "street_or_town",
    "title_case",
    "sentence",
    "dangling",
    "continues",
    "follows_colon",
    "follows_word",
    "next_continues",
    "next_is_name",
    "line_fill",
)
_LEGAL = re.compile(
    r"\b(?:sarl|sasu?|eurl|sa|snc|scop|sci|selarl|gmbh|ltd|eirl|ei|association|societe|ets"
    r"|etablissements|groupe|cie|compagnie|entreprise|auto-entrepreneur)\b"
)
_STREET = frozenset(
    {"rue", "avenue", "av", "boulevard", "bd", "place", "chemin", "route", "impasse", "allee"}
    | {"quai", "cours", "cedex", "bp", "cs"}
)
_LINKS = frozenset(
    {"de", "du", "des", "la", "le", "les", "et", "en", "pour", "sur", "a", "au", "aux"}
)
_DANGLING = ("-", "&", ",", "'")
_CONTINUES = re.compile(r"^(?:de|du|des|la|le|les|et|en|l'|d'|sur|au|aux)\b|^[-&']")
_SENTENCE = frozenset(
    {"est", "sont", "sera", "pour", "avec", "nous", "vous", "dans", "tout", "toute", "par", "sur"}
)
_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")
_LEGAL_DETAILS = frozenset({"capital", "ape", "registration"})
_BANK_DETAILS = frozenset({"iban", "bic"})
_BESIDE = 0.1
"""Blocks whose centres are nearer than this share of the page's width stand under one another."""


def name_features(scene: Scene, chosen: Ints) -> Floats:
    """Letters, typography, and the labels and addresses around a possible name.

    Args:
        scene: the document.
        chosen: indices of the candidates of kind NAME.

    Returns:
        Array of shape (len(chosen), len(NAMES)).
    """
    if not len(chosen):
        return np.zeros((0, len(NAMES)))
    domains = find_domains(scene)
    largest = {
        number: max([word.size_pt for line in lines for word in line.words], default=1.0)
        for number, lines in scene.lines.items()
    }
    whole = " \n ".join([fold(line.text) for lines in scene.lines.values() for line in lines])
    addresses = _addresses(scene)
    elsewhere = _named_blocks(scene)
    labels_on: dict[tuple[int, int], list[tuple[int, int, str]]] = {}
    for mention in scene.labels:
        labels_on.setdefault((mention.page, mention.line), []).append(
            (mention.first_word, mention.last_word, mention.concept)
        )
    repeats = Counter([fold(scene.candidates[i].value) for i in chosen])
    around: dict[tuple[int, int], tuple[float, ...]] = {}
    widest: dict[tuple[int, int], float] = {}
    rows = []
    for i in chosen:
        candidate = scene.candidates[i]
        number = candidate.evidence.page
        place = (number, scene.block_of(candidate))
        block = scene.facts[place]
        if place not in around:
            around[place] = (*_labels_around(block), *addresses[place])
            own = scene.lines[number][block.first_line : block.end_line]
            widest[place] = max(max([line.bbox.width for line in own]), 1e-6)
        text = candidate.value
        folded = fold(text)
        inside = [
            (b - a + 1, c)
            for a, b, c in labels_on.get((number, candidate.line), ())
            if a >= candidate.first_word and b <= candidate.last_word
        ]
        covered = sum([n for n, c in inside if c not in ("public_body", "registration")])
        span = candidate.last_word - candidate.first_word + 1
        letters = "".join(filter(str.isalpha, text))
        position = candidate.line - block.first_line
        following = candidate.line + (2 if candidate.detail == "pair" else 1)
        next_line = scene.lines[number][following].text if following < block.end_line else ""
        words, plain_words = text.split(), _WORD.findall(folded)
        line_words = scene.lines[number][candidate.line].words
        before = line_words[candidate.first_word - 1].text if candidate.first_word else ""
        rows.append(
            (
                len(text),
                len(words),
                sum(map(str.isupper, letters)) / max(len(letters), 1),
                sum(map(str.isdigit, text)) / max(len(text), 1),
                _LEGAL.search(folded) is not None,
                any([c == "public_body" for _, c in inside]),
                covered / span,
                candidate.detail == "line",
                candidate.detail == "pair",
                candidate.detail == "label",
                candidate.detail == "piece",
                line_words[0].size_pt / largest[number],
                share_in_domain(folded, domains),
                min(max(whole.count(folded), repeats[folded]), 6),
                position == 0,
                position == 1,
                block.has_postcode,
                _is_address(next_line),
                *around[place],
                *(
                    any([folded in told for at, told in texts if at != place])
                    for texts in elsewhere
                ),
                text.endswith(":"),
                _is_address(text),
                sum([w[0].isupper() for w in words]) / max(len(words), 1),
                sum([word in _SENTENCE for word in plain_words]),
                folded.endswith(_DANGLING) or (folded[-1:].isalpha() and plain_words[-1] in _LINKS),
                _CONTINUES.match(folded) is not None,
                before.endswith(":"),
                bool(before) and not before.endswith(":"),
                next_line[:1].islower() or _CONTINUES.match(fold(next_line)) is not None,
                bool(next_line) and not _DIGIT.search(next_line) and not _is_address(next_line),
                scene.lines[number][candidate.line].bbox.width / widest[place],
            )
        )
    return np.array(rows, dtype=float)


def _labels_around(block: BlockFacts) -> tuple[bool, ...]:
    """Which labels stand in a block and at its head."""
    inside, head = block.concepts, block.heading
    return (
        not inside.isdisjoint(("capital", "ape")),
        not inside.isdisjoint(("siret", "siren", "vat_number")),
        not inside.isdisjoint(_BANK_DETAILS),
        not inside.isdisjoint(("phone", "email")),
        "public_body" in inside,
        "buyer" in inside,
        "supplier" in inside,
        "buyer" in head,
        "supplier" in head,
        "delivery_address" in head,
        "third_party" in head,
    )


def _is_address(text: str) -> bool:
    """Whether a text names a street or a town."""
    return not _STREET.isdisjoint(_WORD.findall(fold(text))) or names_town(text)


def _addresses(scene: Scene) -> dict[tuple[int, int], tuple[int, int, int]]:
    """For each block, the address blocks before it in reading order, in all, and left of it."""
    centres = {
        (page.number, index): block.bbox.centre_x
        for page in scene.document.pages
        for index, block in enumerate(page.blocks)
    }
    with_postcode = [place for place, facts in scene.facts.items() if facts.has_postcode]
    before, count = {}, 0
    for place, facts in scene.facts.items():
        left = sum(
            [at[0] == place[0] and centres[at] < centres[place] - _BESIDE for at in with_postcode]
        )
        before[place] = (count, len(with_postcode), left)
        count += facts.has_postcode
    return before


def _named_blocks(scene: Scene) -> tuple[list[tuple[tuple[int, int], str]], ...]:
    """The blocks of legal details, of bank details and of deliveries, with their folded text."""
    legal: list[tuple[tuple[int, int], str]] = []
    bank: list[tuple[tuple[int, int], str]] = []
    delivery: list[tuple[tuple[int, int], str]] = []
    for place, facts in scene.facts.items():
        sorts = (
            (legal, not facts.concepts.isdisjoint(_LEGAL_DETAILS)),
            (bank, not facts.concepts.isdisjoint(_BANK_DETAILS)),
            (delivery, "delivery_address" in facts.heading | facts.concepts),
        )
        if any([told for _, told in sorts]):
            lines = scene.lines[place[0]][facts.first_line : facts.end_line]
            text = fold("\n".join([line.text for line in lines]))
            for group, told in sorts:
                if told:
                    group.append((place, text))
    return legal, bank, delivery
