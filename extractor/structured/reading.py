"""From XML to a `StructuredInvoice`."""

from __future__ import annotations

from decimal import Decimal

from lxml import etree

from extractor.document import LineItem, VatRow
from extractor.errors import InvalidXmlError
from extractor.structured import codes
from extractor.structured.cii import CII
from extractor.structured.invoices import StructuredInvoice
from extractor.structured.parties import find_siren, find_siret
from extractor.structured.syntaxes import RowPaths, SyntaxPaths, select_elements, select_texts
from extractor.structured.trees import parse_xml
from extractor.structured.ubl import CREDIT_NOTE_ROOT, UBL
from extractor.structured.values import read_decimal, read_text, read_value
from extractor.terms import Term

_SYNTAXES = {root: paths for paths in (CII, UBL) for root in paths.roots}
# What XML says is what the invoice says: nothing was recognised.
_CERTAIN = 1.0


def is_invoice_root(name: str | None) -> bool:
    """Whether a qualified element name is the root of an invoice that we read.

    >>> is_invoice_root("{urn:oasis:names:specification:ubl:schema:xsd:Invoice-2}Invoice")
    True
    """
    return name in _SYNTAXES


def read_invoice_xml(xml: bytes) -> StructuredInvoice:
    """Read an invoice in CII (Factur-X) or UBL 2.1.

    Values are given as they are coded: a type 380 with negative totals stays an invoice. A value
    that is malformed is absent.

    Args:
        xml: the document, in any encoding that it declares.

    Raises:
        InvalidXmlError: not well formed, or neither CII nor UBL.
    """
    root = parse_xml(xml)
    paths = _SYNTAXES.get(str(root.tag))
    if paths is None:
        raise InvalidXmlError("Le XML n'est ni une facture CII ni une facture UBL.")
    rows = [_read_cells(row, paths.vat) for row in select_elements(root, paths.vat.rows)]
    return StructuredInvoice(
        syntax=paths.syntax,
        values=_read_values(root, paths, rows),
        vat_rows=tuple(
            VatRow(
                rate=_first_decimal(row["rate"]),
                base=_first_decimal(row["base"]),
                amount=_first_decimal(row["amount"]),
                confidence=_CERTAIN,
            )
            for row in rows
        ),
        lines=tuple(
            _read_line(_read_cells(line, paths.lines))
            for line in select_elements(root, paths.lines.rows)
        ),
    )


def _read_values(
    root: etree._Element, paths: SyntaxPaths, vat_rows: list[dict[str, tuple[str, ...]]]
) -> dict[Term, str]:
    found: dict[Term, str | None] = {
        term: next(
            (
                value
                for path in term_paths
                for text in select_texts(root, path)
                if (value := read_value(term, text)) is not None
            ),
            None,
        )
        for term, term_paths in paths.terms.items()
    }
    if root.tag == CREDIT_NOTE_ROOT and found[Term.DOCUMENT_TYPE] != "credit_note":
        found[Term.DOCUMENT_TYPE] = "credit_note"
    found[Term.SUPPLIER_SIRET] = find_siret(root, paths.supplier)
    found[Term.SUPPLIER_SIREN] = find_siren(root, paths.supplier)
    found[Term.BUYER_SIRET] = find_siret(root, paths.buyer)
    found[Term.VAT_REGIME] = codes.vat_regime(
        categories=frozenset(code.strip() for row in vat_rows for code in row["category"]),
        reasons=tuple(reason for row in vat_rows for reason in row["reason"]),
        due_dates=(
            *(text.strip() for text in select_texts(root, paths.due_dates)),
            *(text.strip() for row in vat_rows for text in row["due_date"]),
        ),
    )
    return {term: found[term] or "" for term in Term if found.get(term)}


def _read_line(cells: dict[str, tuple[str, ...]]) -> LineItem:
    price = _first_decimal(cells["unit_price"])
    base_quantity = _first_decimal(cells["base_quantity"])
    if price is not None and base_quantity:
        # BT-146 is the price of so many units (BT-149), seldom of more than one.
        price = price if base_quantity == 1 else price / base_quantity
    return LineItem(
        description=next(filter(None, map(read_text, cells["description"])), ""),
        quantity=_first_decimal(cells["quantity"]),
        unit_price=price,
        net_amount=_first_decimal(cells["net_amount"]),
        vat_rate=_first_decimal(cells["vat_rate"]),
        confidence=_CERTAIN,
    )


def _read_cells(row: etree._Element, paths: RowPaths) -> dict[str, tuple[str, ...]]:
    return {name: tuple(select_texts(row, path)) for name, path in paths.cells.items()}


def _first_decimal(texts: tuple[str, ...]) -> Decimal | None:
    return next((number for text in texts if (number := read_decimal(text)) is not None), None)
