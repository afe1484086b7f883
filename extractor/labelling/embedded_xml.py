"""Hybrid invoices label themselves: their XML says the values, their pages where they stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TypeVar

from extractor.decode import find_vat_rows
from extractor.decode.line_items import find_line_items
from extractor.document import LineItem, VatRow
from extractor.labelling.cells import find_cells
from extractor.labelling.contents import Contents
from extractor.labelling.row_values import line_values, vat_values
from extractor.structured import StructuredInvoice, find_invoice_xml, read_invoice_xml
from extractor.terms import Term
from training_data.exchange import Draft, Region

_Row = TypeVar("_Row", VatRow, LineItem)


def draft_from_xml(contents: Contents, file: str) -> Draft | None:
    """What the XML inside a document says of it.

    Values are known, not yet placed: completing looks for them on the pages. A table's rows are
    those of the XML that the pages print. What the XML does not say is unlabelled, for the pages
    may; so is a table of which not all rows are found.

    Args:
        contents: of the document.
        file: name of its file.

    Returns:
        None if the document holds no invoice in XML.

    Raises:
        InvalidXmlError: it holds one that cannot be read.
    """
    xml = find_invoice_xml(contents.embedded)
    if xml is None:
        return None
    invoice = read_invoice_xml(xml)
    values = dict(invoice.values)
    gross = values.get(Term.TOTAL_GROSS)
    if values.get(Term.DOCUMENT_TYPE) == "invoice" and gross is not None and Decimal(gross) < 0:
        values[Term.DOCUMENT_TYPE] = "credit_note"  # EN 16931 lets a credit be coded 380
    tables = {"vat_breakdown": _vat_rows(contents, invoice), "lines": _lines(contents, invoice)}
    return Draft(
        file,
        tuple(cell for rows in tables.values() if rows is not None for cell in rows),
        known=tuple(Region(term.value, value) for term, value in values.items()),
        unlabelled=frozenset(table for table, rows in tables.items() if rows is None)
        | {term.value for term in Term if term not in values},
    )


def _vat_rows(contents: Contents, invoice: StructuredInvoice) -> list[Region] | None:
    totals = [invoice.values.get(term) for term in (Term.TOTAL_NET, Term.TOTAL_VAT)]
    net, tax = (Decimal(total) if total is not None else None for total in totals)
    printed = find_vat_rows(contents.scene.document, contents.scene.candidates, net, tax)
    return _cells(contents, invoice.vat_rows, printed, vat_values, _same_vat)


def _lines(contents: Contents, invoice: StructuredInvoice) -> list[Region] | None:
    net = invoice.values.get(Term.TOTAL_NET)
    printed = find_line_items(
        contents.scene.document, contents.scene.labels, None if net is None else Decimal(net)
    )
    return _cells(contents, invoice.lines, printed, line_values, _same_line)


def _cells(
    contents: Contents,
    stated: Sequence[_Row],
    printed: Sequence[_Row],
    values: Callable[[_Row], dict[str, str]],
    same: Callable[[_Row, _Row], bool],
) -> list[Region] | None:
    """The printed cells of all rows that the XML states; None if a row is not found."""
    left = list(printed)
    cells: list[Region] = []
    for number, row in enumerate(stated, 1):
        match = next((other for other in left if same(row, other)), None)
        if match is None or match.page is None or match.bbox is None:
            return None
        left.remove(match)
        box = contents.to_page[match.page](match.bbox).clipped()
        found = find_cells(contents, match.page, box, values(row), str(number))
        if not found:
            return None
        cells += found
    return cells if stated else None


def _same_vat(one: VatRow, other: VatRow) -> bool:
    return one.rate == other.rate and _same(one.amount, other.amount)


def _same_line(one: LineItem, other: LineItem) -> bool:
    return one.net_amount is not None and _same(one.net_amount, other.net_amount)


def _same(one: Decimal | None, other: Decimal | None) -> bool:
    return one is None or other is None or abs(one) == abs(other)
