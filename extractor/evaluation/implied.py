"""What other labels imply for a field that the document does not print.

Predicting it is neither right nor wrong.
"""

from __future__ import annotations

from decimal import Decimal

from extractor.evaluation.labels import Label
from extractor.evaluation.matching import amount
from extractor.terms import Term


def implied_value(term: Term, label: Label) -> str | None:
    """The value that the label implies for a field, or None.

    >>> from extractor.evaluation.labels import label_of
    >>> implied_value(Term.SUPPLIER_SIREN, label_of({"supplier_siret": "73282932000074"}))
    '732829320'
    >>> implied_value(Term.TOTAL_GROSS, label_of({"total_net": "10.00", "total_vat": "2.00"}))
    '12.00'
    """
    if term.value in label.derivable:
        return label.derivable[term.value]
    if term is Term.SUPPLIER_SIREN:
        return _siren(label.value(Term.SUPPLIER_SIRET), label.value(Term.SUPPLIER_VAT_NUMBER))
    if term is Term.CURRENCY:
        return "EUR"
    net, vat, gross = (
        amount(label.value(total)) for total in (Term.TOTAL_NET, Term.TOTAL_VAT, Term.TOTAL_GROSS)
    )
    value = _implied_total(term, net, vat, gross)
    return None if value is None else str(value)


def _siren(siret: str | None, vat_number: str | None) -> str | None:
    return (siret or "")[:9] or (vat_number or "")[4:13] or None


def _implied_total(
    term: Term, net: Decimal | None, vat: Decimal | None, gross: Decimal | None
) -> Decimal | None:
    match term:
        case Term.TOTAL_NET:
            return gross - vat if gross is not None and vat is not None else gross
        case Term.TOTAL_VAT:
            return gross - net if gross is not None and net is not None else Decimal(0)
        case Term.TOTAL_GROSS:
            return net + vat if net is not None and vat is not None else net
        case Term.AMOUNT_DUE:
            return gross if gross is not None else net
        case _:
            return None
