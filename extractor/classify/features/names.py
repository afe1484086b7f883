"""What a party's name looks like, and what stands around it."""

from __future__ import annotations

import re
from collections import Counter

import numpy as np

from extractor.classify.scene import Floats, Ints, Scene
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
    "ends_with_colon",
    "street_or_town",
    "title_case",
    "sentence",
    "dangling",
    "continues",
    "follows_colon",
    "follows_word",
)
_LEGAL = re.compile(
    r"\b(?:sarl|sasu?|eurl|sa|snc|scop|sci|selarl|gmbh|ltd|eirl|ei|association|societe|ets"
    r"|etablissements|groupe|cie|compagnie|entreprise|auto-entrepreneur)\b"
)
_POSTCODE = re.compile(r"(?:^|\b(?:F-?)?)\d{5}\s+[A-ZÀ-Ý]", re.IGNORECASE)
_STREET = re.compile(
    r"\b(?:rue|avenue|av|boulevard|bd|place|chemin|route|impasse|allee|quai|cours|cedex|bp|cs)\b"
)
_WEB = re.compile(r"[\w.-]+@([\w-]+)\.|(?:www\.|https?://)([\w-]+)\.", re.IGNORECASE)
_DANGLING = re.compile(r"(?:\b(?:de|du|des|la|le|les|et|en|l'|d'|pour|sur|a|au|aux)|[-&,'])$")
_CONTINUES = re.compile(r"^(?:de|du|des|la|le|les|et|en|l'|d'|sur|au|aux)\b|^[-&']")
_SENTENCE = re.compile(r"\b(?:est|sont|sera|pour|avec|nous|vous|dans|tout|toute|par|sur)\b")


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
    texts = scene.lines
    domains = {
        re.sub(r"[^a-z0-9]", "", fold(domain))
        for lines in texts.values()
        for line in lines
        for groups in _WEB.findall(line.text)
        for domain in groups
        if len(domain) >= 4
    }
    largest = {
        number: max((word.size_pt for line in lines for word in line.words), default=1.0)
        for number, lines in texts.items()
    }
    whole = fold(" \n ".join(line.text for lines in texts.values() for line in lines))
    postcodes_before = _postcodes_before(scene)
    labels_on: dict[tuple[int, int], list[tuple[int, int, str]]] = {}
    for mention in scene.labels:
        labels_on.setdefault((mention.page, mention.line), []).append(
            (mention.first_word, mention.last_word, mention.concept)
        )
    repeats = Counter(fold(scene.candidates[i].value) for i in chosen)
    rows = []
    for i in chosen:
        candidate = scene.candidates[i]
        number = candidate.evidence.page
        place = (number, scene.block_of(candidate))
        block = scene.facts[place]
        text = candidate.value
        folded = fold(text)
        plain = re.sub(r"[^a-z0-9]", "", folded)
        on_line = labels_on.get((number, candidate.line), [])
        inside = [
            (a, b, c)
            for a, b, c in on_line
            if a >= candidate.first_word and b <= candidate.last_word
        ]
        covered = sum(b - a + 1 for a, b, c in inside if c not in ("public_body", "registration"))
        span = candidate.last_word - candidate.first_word + 1
        letters = [c for c in text if c.isalpha()]
        position = candidate.line - block.first_line
        following = candidate.line + (2 if candidate.detail == "pair" else 1)
        next_line = texts[number][following].text if following < block.end_line else ""
        words = text.split()
        line_words = texts[number][candidate.line].words
        before = line_words[candidate.first_word - 1].text if candidate.first_word else ""
        rows.append(
            (
                len(text),
                len(words),
                sum(c.isupper() for c in letters) / max(len(letters), 1),
                sum(c.isdigit() for c in text) / max(len(text), 1),
                bool(_LEGAL.search(folded)),
                any(c == "public_body" for _, _, c in inside),
                covered / span,
                candidate.detail == "line",
                candidate.detail == "pair",
                candidate.detail == "label",
                candidate.detail == "piece",
                texts[number][candidate.line].words[0].size_pt / largest[number],
                _in_domain(plain, folded, domains),
                min(max(whole.count(folded), repeats[folded]), 6),
                position == 0,
                position == 1,
                block.has_postcode,
                bool(_POSTCODE.search(next_line) or _STREET.search(fold(next_line))),
                "capital" in block.concepts or "ape" in block.concepts,
                bool(block.concepts & {"siret", "siren", "vat_number"}),
                bool(block.concepts & {"iban", "bic"}),
                bool(block.concepts & {"phone", "email"}),
                "public_body" in block.concepts,
                "buyer" in block.concepts,
                "supplier" in block.concepts,
                "buyer" in block.heading,
                "supplier" in block.heading,
                "delivery_address" in block.heading,
                "third_party" in block.heading,
                postcodes_before[place],
                text.endswith(":"),
                bool(_STREET.search(folded) or _POSTCODE.search(text)),
                sum(w[:1].isupper() for w in words) / max(len(words), 1),
                len(_SENTENCE.findall(folded)),
                bool(_DANGLING.search(folded)),
                bool(_CONTINUES.match(folded)),
                before.endswith(":"),
                bool(before) and not before.endswith(":"),
            )
        )
    return np.array(rows, dtype=float)


def _postcodes_before(scene: Scene) -> dict[tuple[int, int], int]:
    """How many address blocks come before each block in reading order."""
    count = 0
    before = {}
    for place, facts in scene.facts.items():
        before[place] = count
        count += facts.has_postcode
    return before


def _in_domain(plain: str, folded: str, domains: set[str]) -> float:
    """Share of the name's letters that a web or mail domain of the document repeats."""
    best = 0.0
    for domain in domains:
        if plain and (domain in plain or plain in domain):
            best = max(best, min(len(domain), len(plain)) / max(len(domain), len(plain)))
        for word in folded.split():
            if len(word) >= 5 and word in domain:
                best = max(best, len(word) / len(domain))
    return best
