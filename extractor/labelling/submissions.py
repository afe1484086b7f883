"""A form that a person sent, as labels of the document that it was filled from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from extractor.document import BoundingBox
from extractor.errors import FormatError
from extractor.labelling.agreement import agree
from extractor.labelling.remarks import Remark
from extractor.terms import Term
from training_data.annotation import TABLES, VAT_COLUMNS, Annotation, Place, TableRow
from training_data.annotation.values import normalise


class LabelledSubmission(NamedTuple):
    """The labels, and what a person should know of them."""

    annotation: Annotation
    remarks: tuple[Remark, ...]


def annotation_from_submission(
    result: Mapping[str, Any],
    submitted: Mapping[Term, str | None],
    vat_breakdown: Sequence[Mapping[str, str | None]] = (),
    *,
    file: str,
) -> LabelledSubmission:
    """The labels that a submitted form gives.

    What was submitted is the value. Where it is what we had read, it stands where we had read it;
    elsewhere it has no place, and the value decides. What we had only derived from other fields is
    derivable rather than printed. A field that the form does not have was looked for by nobody, nor
    were the lines; one that the form left blank is not stated. Rows of the VAT breakdown are labels
    if there are any: a table that was left blank need not be filled in, and says nothing.

    Args:
        result: the document's result, of the contract.
        submitted: by field of the form, what it said in the end; None where it was blank.
        vat_breakdown: the rows that were submitted, by column; None where a cell was blank.
        file: name of the document's file.
    """
    fields: dict[Term, str] = {}
    derivable: dict[str, str] = {}
    places: list[Place] = []
    remarks: list[Remark] = []
    unlabelled = {term.value for term in Term} - {term.value for term in submitted} | {*TABLES}
    for term, text in submitted.items():
        if text is None or not text.strip():
            continue
        try:
            value = normalise(term, text)
        except FormatError as error:
            # The message quotes what was typed, which is for whoever labels to see.
            remarks.append(Remark("warning", f"{term} : {error} ; champ laissé sans étiquette"))
            unlabelled.add(term.value)
            continue
        read = result["fields"].get(term.value)
        accepted = read is not None and agree(term, read["value"], value)
        if accepted and read["source"] == "derived":
            derivable[term.value] = value
            continue
        fields[term] = value
        if accepted:
            places += _places(term, read)
    rows = tuple(_rows(vat_breakdown, remarks))
    if rows:
        unlabelled.discard("vat_breakdown")
    annotation = Annotation(
        file=file,
        fields=fields,
        places=tuple(places),
        vat_breakdown=rows,
        derivable=derivable or None,
        unlabelled=frozenset(unlabelled),
    )
    return LabelledSubmission(annotation, tuple(remarks))


def _rows(
    submitted: Sequence[Mapping[str, str | None]], remarks: list[Remark]
) -> Iterator[TableRow]:
    for number, cells in enumerate(submitted, 1):
        values: dict[str, str] = {}
        for column in VAT_COLUMNS:
            text = cells[column]
            if text is None or not text.strip():
                continue
            try:
                values[column] = normalise(column, text)
            except FormatError as error:
                told = f"vat_breakdown, ligne {number} : {error} ; case laissée vide"
                remarks.append(Remark("warning", told))
        if values:
            yield TableRow(values)


def _places(term: Term, read: Mapping[str, Any]) -> Iterator[Place]:
    if read["bbox"] is not None and read["page"] is not None:
        yield Place(term.value, read["value"], read["page"], BoundingBox(*read["bbox"]))
