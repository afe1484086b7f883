"""The shape of a reference, and what else its words might be."""

from __future__ import annotations

import re

import numpy as np

from extractor.classify.scene import Floats, Ints, Scene
from extractor.document import Kind

NAMES = (
    "length",
    "digits",
    "letters",
    "separators",
    "spaces",
    "starts_with_letter",
    "only_digits",
    "only_letters",
    "has_year",
    "has_month",
    "like_invoice",
    "like_credit_note",
    "like_order",
    "like_state_engagement",
    "like_contract",
    "like_quote",
    "like_article",
    "like_postcode",
    "upper_case",
    "follows_label",
    "is_amount",
    "is_date",
    "is_identifier",
    "longer_spans",
    "shorter_spans",
    "followed_by_date",
    "known_elsewhere",
    "follows_number_sign",
    "follows_colon",
    "in_table",
)
_YEAR = re.compile(r"(?:19|20)\d\d|(?<!\d)[12]\d(?=\D)")
_MONTH = re.compile(r"(?:19|20)\d\d\D?(?:0[1-9]|1[0-2])")
_INVOICE = re.compile(r"^(?:FA?C?T?U?|INV|VT|VE|FV|FC|FR|FCT|NH)[-_ /.]?\d", re.I)
_CREDIT = re.compile(r"^(?:AV|AVO|AVOIR|RFAC|NC|CN|A)[-_ /.]?\d", re.I)
_ORDER = re.compile(r"^(?:BC|CMD|BDC|PO|E|EJ|C|CO|CDE|ENG|MAPA)[-_ /.]?\d", re.I)
_STATE_ENGAGEMENT = re.compile(r"^[1-4]\d{9}$")
_CONTRACT = re.compile(r"^(?:M|MP|AC|MAPA|AOO)?[-_ /]?(?:20)?\d\d[-_ /]?[A-Z]{0,4}[-_ /]?\d+", re.I)
_QUOTE = re.compile(r"^(?:D|DV|DE|DEV|DEVIS|PR|Q)[-_ /.]?\d", re.I)
_ARTICLE = re.compile(r"^[A-Z]{2}\d{4,6}$")
_POSTCODE = re.compile(r"^\d{5}$")
_SHAPES = (
    *(_YEAR.search, _MONTH.search),
    *(_INVOICE.match, _CREDIT.match, _ORDER.match, _STATE_ENGAGEMENT.match),
    *(_CONTRACT.match, _QUOTE.match, _ARTICLE.match, _POSTCODE.match),
)
"""None of them is found in a text without digits."""
_NO_SHAPE = (False,) * len(_SHAPES)
_OTHER_KINDS = frozenset({Kind.AMOUNT, Kind.DATE})
_NUMBER_SIGNS = ("n°", "nº", "no", "n", "numéro", "#")
_GLUED_SIGNS = ("n°", "nº", "N°", "Nº")


def reference_features(scene: Scene, chosen: Ints) -> Floats:
    """Character shape, label adjacency and conflicts with other readings of the same words.

    Args:
        scene: the document.
        chosen: indices of the candidates of kind REFERENCE.

    Returns:
        Array of shape (len(chosen), len(NAMES)).
    """
    if not len(chosen):
        return np.zeros((0, len(NAMES)))
    lines = scene.lines
    others: dict[tuple[int, int], list[tuple[int, int, Kind]]] = {}
    spans: dict[tuple[int, int, int], list[int]] = {}
    for candidate in scene.candidates:
        place = (candidate.evidence.page, candidate.line)
        if candidate.kind is Kind.REFERENCE:
            spans.setdefault((*place, candidate.first_word), []).append(candidate.last_word)
        elif candidate.kind not in (Kind.NAME, Kind.CHOICE):
            others.setdefault(place, []).append(
                (candidate.first_word, candidate.last_word, candidate.kind)
            )
    identifiers = "\n".join(
        c.value for c in scene.candidates if c.kind in (Kind.SIRET, Kind.SIREN, Kind.VAT_NUMBER)
    )
    rows = []
    for i in chosen:
        candidate = scene.candidates[i]
        text = candidate.value
        page, line_index = candidate.evidence.page, candidate.line
        first, last = candidate.first_word, candidate.last_word
        words = lines[page][line_index].words
        beside = others.get((page, line_index), ())
        kinds = {k for a, b, k in beside if a <= last and first <= b}
        ends = spans[(page, line_index, first)]
        digits, letters = sum(map(str.isdigit, text)), sum(map(str.isalpha, text))
        before = words[first - 1].text if first else ""
        own = words[first].text
        rows.append(
            (
                len(text),
                digits,
                letters,
                sum(map(text.count, "-_/.")),
                text.count(" "),
                text[0].isalpha(),
                digits == len(text),
                letters == len(text),
                *([find(text) is not None for find in _SHAPES] if digits else _NO_SHAPE),
                text.isupper(),
                candidate.detail == "follows_label",
                Kind.AMOUNT in kinds,
                Kind.DATE in kinds,
                not kinds <= _OTHER_KINDS,
                sum([end > last for end in ends]),
                sum([end < last for end in ends]),
                any([k is Kind.DATE and last < a <= last + 2 for a, _, k in beside]),
                text.replace(" ", "") in identifiers,
                before.lower().rstrip(" .:").endswith(_NUMBER_SIGNS)
                or own.startswith(_GLUED_SIGNS),
                before.endswith(":") or ":" in own,
                len(words) == 1,
            )
        )
    return np.array(rows, dtype=float)
