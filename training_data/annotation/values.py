"""The contract's formats of values: what a label may say, and how a person's typing becomes it."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from extractor.errors import FormatError
from extractor.formats import Parsed, amounts, bic, dates, iban, percentages, siren, siret, tva
from extractor.formats.hyphens import straighten
from extractor.terms import TERMS, Term
from training_data.annotation.types import TABLES

CHOICES: dict[Term, tuple[str, ...]] = {
    Term.DOCUMENT_TYPE: ("invoice", "credit_note", "other"),
    Term.VAT_REGIME: ("on_debits", "on_receipts", "exempt", "franchise", "reverse_charge"),
    Term.PAYMENT_MEANS: ("transfer", "direct_debit", "cheque", "card", "cash", "other"),
    Term.BILLING_FRAMEWORK: tuple(f"A{number}" for number in range(1, 26)),
}
"""The values of the fields that have a closed list."""

AMOUNT = r"-?\d{1,13}\.\d{2}"
RATE = r"\d{1,3}(\.\d{1,2})?"
TEXT = r"\S(.*\S)?"
_PATTERNS = {
    Term.CURRENCY: r"[A-Z]{3}",
    Term.SUPPLIER_SIRET: r"\d{14}",
    Term.BUYER_SIRET: r"\d{14}",
    Term.SUPPLIER_SIREN: r"\d{9}",
    Term.SUPPLIER_VAT_NUMBER: r"[A-Z]{2}[0-9A-Z+*]{2,13}",
    Term.BUYER_VAT_NUMBER: r"[A-Z]{2}[0-9A-Z+*]{2,13}",
    Term.SUPPLIER_IBAN: r"[A-Z]{2}\d{2}[0-9A-Z]{10,30}",
    Term.SUPPLIER_BIC: r"[0-9A-Z]{4}[A-Z]{2}[0-9A-Z]{2}([0-9A-Z]{3})?",
}
_CODES: dict[str, str] = {
    Term.SUPPLIER_SIRET: "un SIRET de 14 chiffres",
    Term.BUYER_SIRET: "un SIRET de 14 chiffres",
    Term.SUPPLIER_SIREN: "un SIREN de 9 chiffres",
    Term.SUPPLIER_VAT_NUMBER: "un numéro de TVA sans espaces, comme FR77904127354,",
    Term.BUYER_VAT_NUMBER: "un numéro de TVA sans espaces, comme FR77904127354,",
    Term.SUPPLIER_IBAN: "un IBAN sans espaces",
    Term.SUPPLIER_BIC: "un BIC de 8 ou 11 caractères",
}
_BY_TYPE = {"amount": AMOUNT, "date": r"\d{4}-\d{2}-\d{2}", "text": TEXT}
PATTERNS: dict[str, str] = {
    **{
        term.value: _PATTERNS.get(term) or _BY_TYPE[info.value_type]
        for term, info in TERMS.items()
        if term not in CHOICES
    },
    **{term.value: "|".join(options) for term, options in CHOICES.items()},
    "rate": RATE,
    "vat_rate": RATE,
    "base": AMOUNT,
    "amount": AMOUNT,
    "net_amount": AMOUNT,
    "unit_price": r"-?\d{1,13}\.\d{2,6}",
    "quantity": r"-?\d{1,13}(\.\d{1,6})?",
    "description": TEXT,
}
"""For each field and each column, the regular expression of its values."""

_READERS: dict[str, Callable[[str], Parsed]] = {
    Term.SUPPLIER_SIRET: siret.parse,
    Term.BUYER_SIRET: siret.parse,
    Term.SUPPLIER_SIREN: siren.parse,
    Term.SUPPLIER_VAT_NUMBER: tva.parse,
    Term.BUYER_VAT_NUMBER: tva.parse,
    Term.SUPPLIER_IBAN: iban.parse,
    Term.SUPPLIER_BIC: bic.parse,
    "rate": percentages.parse,
    "vat_rate": percentages.parse,
    "base": amounts.parse,
    "amount": amounts.parse,
    "net_amount": amounts.parse,
    **{term: amounts.parse for term, info in TERMS.items() if info.value_type == "amount"},
    **{term: dates.parse for term, info in TERMS.items() if info.value_type == "date"},
}
_SPOKEN = {"facture": "invoice", "avoir": "credit_note", "virement": "transfer"}


def value_type(name: str) -> str:
    """The shape of a field's or a column's values: amount, date, code, choice or text.

    >>> value_type("total_net"), value_type("net_amount"), value_type("description")
    ('amount', 'amount', 'text')
    """
    if name in TERMS:
        return TERMS[Term(name)].value_type
    return "text" if name == "description" else "amount"


def is_name(name: str) -> bool:
    """Whether there is such a field or column.

    >>> is_name("total_net"), is_name("unit_price"), is_name("total_ht")
    (True, True, False)
    """
    return name in PATTERNS


def fault(name: str, value: str) -> str | None:
    """What is wrong with a value, in French; None if it is as the contract has it.

    Check digits may fail: documents do carry fictitious numbers, and a label says what is printed.

    Args:
        name: a field or a column.
        value: what the label says.

    >>> fault("total_net", "1234.50"), fault("issue_date", "2025-02-31")
    (None, "« 2025-02-31 » n'existe pas")
    >>> fault("total_net", "1.234,50")
    '« 1.234,50 » : un montant attendu, comme 1234.50'
    """
    if not re.fullmatch(PATTERNS[name], value):
        return f"« {value} » : {_expected(name)}"
    if value_type(name) == "date":
        try:
            dates.parse(value)
        except FormatError:
            return f"« {value} » n'existe pas"
    return None


def normalise(name: str, text: str) -> str:
    """A value in the contract's format from what a person typed or a page prints.

    Args:
        name: a field or a column.
        text: such as `1 234,50 €` or `31/03/2025`; a value already in the format stays itself.

    Raises:
        FormatError: the text is no value of that field; its message is French.

    >>> normalise("total_net", "1 234,5 €"), normalise("issue_date", "31/03/2025")
    ('1234.50', '2025-03-31')
    >>> normalise("quantity", "2,500"), normalise("unit_price", "12"), normalise("rate", "5,5 %")
    ('2.5', '12.00', '5.50')
    """
    clean = " ".join(straighten(text).split())
    if fault(name, clean) is None:
        return clean
    try:
        value = _read(name, clean)
    except FormatError as error:
        raise FormatError(fault(name, clean) or str(error)) from error
    problem = fault(name, value)
    if problem is not None:
        raise FormatError(problem)
    return value


def _read(name: str, text: str) -> str:
    if name in _READERS:
        return _READERS[name](text).value
    if name == Term.CURRENCY:
        return amounts.currency(text) or text.upper()
    if name in ("quantity", "unit_price"):
        return _plain(amounts.decimal(text), 2 if name == "unit_price" else 0)
    if name in CHOICES:
        folded = text.casefold().replace(" ", "_")
        return text.upper() if name == Term.BILLING_FRAMEWORK else _SPOKEN.get(folded, folded)
    return text


def _plain(number: Decimal, least: int) -> str:
    """Without exponent, without zeros behind the decimals that it must have.

    >>> _plain(Decimal("1E+2"), 2), _plain(Decimal("2.500"), 0)
    ('100.00', '2.5')
    """
    try:
        shortest = number.normalize()
        exponent = shortest.as_tuple().exponent
        decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
        return f"{shortest:.{max(least, decimals)}f}"
    except InvalidOperation as error:
        raise FormatError("no number") from error


def _expected(name: str) -> str:
    if name in CHOICES:
        options = CHOICES[Term(name)]
        return "attendu : " + (", ".join(options) if len(options) < 9 else "A1 à A25")
    if name == Term.CURRENCY:
        return "un code de devise attendu, comme EUR"
    if name in ("rate", "vat_rate"):
        return "un taux attendu, comme 20.00"
    if name in ("unit_price", "quantity"):
        return "un nombre attendu, comme 12.50"
    match value_type(name):
        case "amount":
            return "un montant attendu, comme 1234.50"
        case "date":
            return "une date attendue, comme 2025-03-31"
        case "code":
            return f"{_CODES[name]} attendu"
    return "un texte attendu, sans espace au bord"


COLUMNS = {column: table for table, columns in TABLES.items() for column in columns}
"""The table of each column; no two tables share a name."""
