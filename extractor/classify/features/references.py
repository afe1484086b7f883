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
_OTHER_KINDS = (Kind.AMOUNT, Kind.DATE)


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
    identifiers = {
        c.value for c in scene.candidates if c.kind in (Kind.SIRET, Kind.SIREN, Kind.VAT_NUMBER)
    }
    rows = []
    for i in chosen:
        candidate = scene.candidates[i]
        text = candidate.value
        page, line_index = candidate.evidence.page, candidate.line
        first, last = candidate.first_word, candidate.last_word
        line = lines[page][line_index]
        kinds = {k for a, b, k in others.get((page, line_index), ()) if a <= last and first <= b}
        following = {k for a, _, k in others.get((page, line_index), ()) if last < a <= last + 2}
        ends = spans[(page, line_index, first)]
        digits = sum(c.isdigit() for c in text)
        letters = sum(c.isalpha() for c in text)
        before = line.words[first - 1].text if first else ""
        own = line.words[first].text
        rows.append(
            (
                len(text),
                digits,
                letters,
                sum(c in "-_/." for c in text),
                text.count(" "),
                text[0].isalpha(),
                digits == len(text),
                letters == len(text),
                bool(_YEAR.search(text)),
                bool(_MONTH.search(text)),
                bool(_INVOICE.match(text)),
                bool(_CREDIT.match(text)),
                bool(_ORDER.match(text)),
                bool(_STATE_ENGAGEMENT.match(text)),
                bool(_CONTRACT.match(text)),
                bool(_QUOTE.match(text)),
                bool(_ARTICLE.match(text)),
                bool(_POSTCODE.match(text)),
                text.isupper(),
                candidate.detail == "follows_label",
                Kind.AMOUNT in kinds,
                Kind.DATE in kinds,
                bool(kinds - set(_OTHER_KINDS)),
                sum(end > last for end in ends),
                sum(end < last for end in ends),
                Kind.DATE in following,
                any(text.replace(" ", "") in value for value in identifiers),
                before.lower().rstrip(" .:").endswith(("n°", "nº", "no", "n", "numéro", "#"))
                or bool(re.match(r"n[°º]", own, re.I)),
                before.endswith(":") or ":" in own,
                len(line.words) == 1 and first == 0,
            )
        )
    return np.array(rows, dtype=float)
