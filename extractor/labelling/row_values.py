"""Rows that were read or stated, as text by column, in the contract's formats."""

from __future__ import annotations

from extractor.document import LineItem, VatRow
from extractor.serialisation import amount_text, quantity_text, unit_price_text


def vat_values(row: VatRow) -> dict[str, str]:
    """The cells of a row of the VAT breakdown, without those that it lacks.

    >>> from decimal import Decimal
    >>> vat_values(VatRow(Decimal(20), None, Decimal("20"), 1.0))
    {'rate': '20.00', 'amount': '20.00'}
    """
    cells = {"rate": row.rate, "base": row.base, "amount": row.amount}
    return {name: amount_text(cell) for name, cell in cells.items() if cell is not None}


def line_values(line: LineItem) -> dict[str, str]:
    """The cells of a line, without those that it lacks.

    >>> from decimal import Decimal
    >>> line_values(LineItem("Vis", Decimal("2.50"), Decimal("0.4325"), None, None, 1.0))
    {'description': 'Vis', 'quantity': '2.5', 'unit_price': '0.4325'}
    """
    values = {"description": " ".join(line.description.split())} if line.description else {}
    if line.quantity is not None:
        values["quantity"] = quantity_text(line.quantity)
    if line.unit_price is not None:
        values["unit_price"] = unit_price_text(line.unit_price)
    if line.net_amount is not None:
        values["net_amount"] = amount_text(line.net_amount)
    if line.vat_rate is not None:
        values["vat_rate"] = amount_text(line.vat_rate)
    return values
