"""What stands under a box: the value that a labeller drew around, read and parsed."""

from __future__ import annotations

from extractor.classify import KIND_TERMS
from extractor.document import BoundingBox, Kind, Word
from extractor.errors import FormatError
from extractor.formats import amounts, references
from extractor.labelling.agreement import agree
from extractor.labelling.contents import Contents
from extractor.lexicon import fold
from extractor.terms import TERMS, Term
from training_data.annotation.values import CHOICES, normalise, value_type

_INSIDE = 0.5
"""Share of a word's or a candidate's area that must lie within the box."""

_PROSE = frozenset({"description", Term.SUPPLIER_NAME, Term.BUYER_NAME})
_SEPARATORS = " ,;:"
"""What a word may end with that is of the sentence, not of a name."""


def read_words(contents: Contents, page: int, bbox: BoundingBox) -> str:
    """The words under a box, line by line, joined by spaces.

    Args:
        contents: of the document.
        page: page number from 1.
        bbox: on the page as displayed.
    """
    return " ".join(word.text for word in _words(contents, page, bbox))


def _words(contents: Contents, page: int, bbox: BoundingBox) -> list[Word]:
    if not 1 <= page <= contents.page_count:
        return []
    return [
        word
        for line in sorted(contents.lines[page - 1], key=lambda line: line.bbox.centre_y)
        for word in line.words
        if _is_inside(word, bbox)
    ]


def read_value(contents: Contents, name: str, page: int, bbox: BoundingBox) -> str | None:
    """The value under a box in the contract's format; None if the words make none, or several.

    A box drawn with its label (`Total TTC 1 234,50 €`) or its unit holds more than the value: then
    the one candidate of the field's kind inside it counts.

    Args:
        contents: of the document.
        name: a field or a column.
        page: page number from 1.
        bbox: on the page as displayed.
    """
    text = read_words(contents, page, bbox)
    if name == Term.CURRENCY:
        return amounts.currency(text)
    if name in CHOICES:
        return _from_candidates(contents, name, page, bbox) or _written(name, text)
    if value_type(name) == "text":
        return (text.strip(_SEPARATORS) if name in _PROSE else references.normalise(text)) or None
    return _written(name, text) or _from_candidates(contents, name, page, bbox)


def misread_around(contents: Contents, name: str, page: int, bbox: BoundingBox) -> str | None:
    """The words under a box if OCR read more there than the value; None if they are the value.

    What is left of a total that OCR broke (`3 me` for `3 537,55`) looks like one.

    Args:
        contents: of the document.
        name: a field or a column.
        page: page number from 1.
        bbox: on the page as displayed.
    """
    if contents.scene.document.pages[page - 1].source != "ocr" or name in CHOICES:
        return None
    text = read_words(contents, page, bbox)
    if name == Term.CURRENCY or value_type(name) == "text" or _written(name, text):
        return None
    return text


def contradiction(
    contents: Contents, name: str, value: str, page: int, bbox: BoundingBox
) -> str | None:
    """How the words under a box contradict its value, in French; None if they do not.

    On a page read by OCR, that nothing was read says nothing.

    Args:
        contents: of the document.
        name: a field or a column.
        value: in the contract's format.
        page: page number from 1.
        bbox: on the page as displayed.
    """
    found = read_value(contents, name, page, bbox)
    if found is None:
        is_ocr = contents.scene.document.pages[page - 1].source == "ocr"
        if is_ocr or read_words(contents, page, bbox):
            return None
        return f"« {value} » est indiqué, aucun mot n'est lu sous le cadre"
    if agree(name, value, found) or (value_type(name) == "text" and _contains(found, value)):
        return None
    by = " par OCR" if any(w.source == "ocr" for w in _words(contents, page, bbox)) else ""
    return f"« {value} » est indiqué, « {found} » est lu{by} sous le cadre"


def _written(name: str, text: str) -> str | None:
    """The value that a text is as a whole."""
    try:
        return normalise(name, text)
    except FormatError:
        return None


def _contains(found: str, value: str) -> bool:
    """Whether a box, drawn with a label or cut out of a longer word, holds the value."""
    return "".join(fold(value).split()) in "".join(fold(found).split())


def _from_candidates(contents: Contents, name: str, page: int, bbox: BoundingBox) -> str | None:
    inside = [
        candidate
        for candidate, box in zip(contents.scene.candidates, contents.boxes, strict=True)
        if candidate.evidence.page == page
        and _shares(candidate.kind, box, bbox)
        and _may_be(candidate.kind, candidate.detail, name)
    ]
    values = {candidate.value for candidate in inside}
    return values.pop() if len(values) == 1 else None


def _may_be(kind: Kind, detail: str, name: str) -> bool:
    if name not in TERMS:
        return kind is Kind.AMOUNT and name in ("base", "amount", "net_amount")
    if kind is Kind.CHOICE:
        return detail == name
    return Term(name) in KIND_TERMS[kind]


def _shares(kind: Kind, box: BoundingBox, drawn: BoundingBox) -> bool:
    """Whether a candidate lies in the box drawn; a phrase that tells a choice may be longer."""
    area = min(box.area, drawn.area) if kind is Kind.CHOICE else box.area
    return area > 0 and box.overlap(drawn) >= _INSIDE * area


def _is_inside(word: Word, bbox: BoundingBox) -> bool:
    """Whether a word lies in the box, or the box within a word (`€` of `12,00€`)."""
    smaller = min(word.bbox.area, bbox.area)
    return smaller > 0 and word.bbox.overlap(bbox) >= _INSIDE * smaller
