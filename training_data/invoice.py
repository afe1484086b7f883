"""The facts of an invented invoice, before anything is laid out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from training_data.parties import Party

DocumentType = Literal["invoice", "credit_note", "other"]


@dataclass(frozen=True, slots=True)
class Item:
    """One invoice line; amounts carry the sign that is printed.

    An item `outside` the scope of the VAT has no rate and is in no row of the breakdown.
    """

    reference: str
    description: str
    detail: str
    quantity: Decimal
    unit: str
    unit_price: Decimal
    discount: Decimal
    net: Decimal
    rate: Decimal
    day: date
    outside: bool = False


@dataclass(frozen=True, slots=True)
class VatRow:
    """One rate of the breakdown."""

    rate: Decimal
    base: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums; `due` is what remains. What is deducted is positive.

    Attributes:
        lines: sum of the items.
        untaxed: the part of `net` that is outside the scope of the VAT.
        outside: what is added after the VAT, such as disbursements.
        withheld: penalties and their like, deducted from the gross sum.
    """

    lines: Decimal
    discount: Decimal
    shipping: Decimal
    net: Decimal
    vat: Decimal
    gross: Decimal
    prepaid: Decimal
    retention: Decimal
    due: Decimal
    untaxed: Decimal = Decimal(0)
    outside: Decimal = Decimal(0)
    withheld: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Invoice:
    """All that may be printed; a layout prints some of it.

    Attributes:
        title_concept: the wording concept of the title, such as `title_invoice`.
        numbers: reference by concept (`invoice_number`, `engagement_number`, `quote_number`…).
        dates: day by concept (`issue_date`, `due_date`, `order_date`…).
        period: first and last day of the service, if any.
        payment_days: the term in days.
        regime: the VAT regime, of which a sentence may or may not be printed.
        means: the means of payment.
        works: whether it bills the progress of works.
    """

    document_type: DocumentType
    title_concept: str
    supplier: Party
    buyer: Party
    delivery: Party | None
    numbers: dict[str, str]
    dates: dict[str, date]
    period: tuple[date, date] | None
    payment_days: int
    regime: str
    means: str
    framework: str
    subject: str
    seller: str
    contact: str
    items: tuple[Item, ...]
    vat_rows: tuple[VatRow, ...]
    totals: Totals
    works: bool
    english: bool
