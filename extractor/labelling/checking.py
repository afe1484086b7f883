"""Whether a folder of labelled documents is fit to learn from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from extractor.errors import ExtractorError
from extractor.labelling.agreement import agree
from extractor.labelling.beneath import contradiction
from extractor.labelling.contents import Contents, ContentsReader
from extractor.labelling.remarks import Remark
from extractor.pdf import open_document
from extractor.settings import Limits
from extractor.terms import TERMS, Term
from training_data.annotation import TABLES, Annotation, AnnotationError, Place, read_annotation
from training_data.annotation.types import VAT_COLUMNS

_TOTALS = (Term.TOTAL_NET, Term.TOTAL_VAT, Term.TOTAL_GROSS)
_ROUNDING = Decimal("0.05")
"""Of a tax that is the sum of its lines' taxes."""


@dataclass(frozen=True, slots=True)
class CheckedDocument:
    """What was found of one label.

    Attributes:
        name: the label's file name.
        remarks: its faults and doubts.
        annotation: the label, if it could be read.
    """

    name: str
    remarks: tuple[Remark, ...]
    annotation: Annotation | None = None

    @property
    def is_usable(self) -> bool:
        """Whether there is no error."""
        return all(remark.severity != "error" for remark in self.remarks)


def check_document(
    label: Path, document: Path | None, reader: ContentsReader | None = None
) -> CheckedDocument:
    """Checks a label against the format and against its document.

    Args:
        label: the annotation's file.
        document: the file that it labels; None if there is none.
        reader: what reads the words, to compare values with them; None to compare nothing.
    """
    try:
        annotation = read_annotation(label)
    except AnnotationError as error:
        return CheckedDocument(label.name, tuple(Remark("error", f) for f in error.faults))
    if document is None:
        return CheckedDocument(
            label.name, (Remark("error", "le document manque à côté de l'étiquette"),), annotation
        )
    try:
        data = document.read_bytes()
        if reader is None:
            with open_document(data, Limits()) as opened:
                contents, page_count = None, opened.page_count
        else:
            contents = reader.read(data)
            page_count = contents.page_count
    except ExtractorError as error:
        fault = Remark("error", f"{document.name} : {error.title} ({error.detail})")
        return CheckedDocument(label.name, (fault,), annotation)
    remarks = [*_structure(annotation, document, page_count), *_sums(annotation)]
    if contents is not None:
        remarks += _wording(annotation, contents, page_count)
    return CheckedDocument(label.name, tuple(remarks), annotation)


def _structure(annotation: Annotation, document: Path, page_count: int) -> Iterator[Remark]:
    if annotation.file not in (document.name, document.stem):
        yield Remark("warning", f"file : « {annotation.file} », le document est {document.name}")
    if not annotation.fields:
        yield Remark("warning", "aucun champ")
    for place in _all_places(annotation):
        if place.page > page_count:
            yield Remark(
                "error", f"{place.term} p. {place.page} : le document a {page_count} pages"
            )
    for term in sorted({p.term for p in annotation.places} - set(annotation.fields)):
        yield Remark("error", f"{term} : un cadre, mais pas de valeur dans « fields »")
    for term, value in annotation.fields.items():
        places = [place.value for place in annotation.places if place.term == term]
        if places and not any(agree(term, value, other) for other in places):
            yield Remark("warning", f"{term} : « {value} », mais « {places[0]} » dans son cadre")


def _sums(annotation: Annotation) -> Iterator[Remark]:
    """Amounts that do not fit each other: printed so, or mistyped."""
    net, vat, gross = (_decimal(annotation.fields.get(term)) for term in _TOTALS)
    if net is not None and vat is not None and gross is not None and net + vat != gross:
        yield Remark("warning", f"{net} HT et {vat} de TVA ne font pas {gross} TTC")
    for number, row in enumerate(annotation.vat_breakdown, 1):
        rate, base, amount = (_decimal(row.values.get(name)) for name in VAT_COLUMNS)
        where = f"vat_breakdown (ligne {number})"
        if len(row.values) == 1:
            yield Remark("warning", f"{where} : {next(iter(row.values))} seul")
        elif rate is None or base is None or amount is None:
            continue
        elif abs(base * rate / 100 - amount) > _ROUNDING:
            yield Remark("warning", f"{where} : {rate} % de {base} ne font pas {amount}")
    for number, row in enumerate(annotation.lines, 1):
        if not row.values.keys() & {"description", "net_amount"}:
            message = "ni désignation ni montant"
            yield Remark("warning", f"lines (ligne {number}) : {message}")


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _wording(annotation: Annotation, contents: Contents, page_count: int) -> Iterator[Remark]:
    for place in _all_places(annotation):
        if place.page > page_count:
            continue
        doubt = contradiction(contents, place.term, place.value, place.page, place.bbox)
        if doubt is not None:
            yield Remark("warning", f"{place.term} p. {place.page} : {doubt}")


def _all_places(annotation: Annotation) -> Iterator[Place]:
    yield from (place for place in annotation.places if place.term in TERMS)
    for table in TABLES:
        for row in getattr(annotation, table):
            yield from row.places
