"""From assigned values to the form's fields: confidence, derived values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from extractor.decode import Assigned, Calibration
from extractor.document import Field, VatRow
from extractor.formats.percentages import VAT_RATES
from extractor.pipeline.reading import ToPage
from extractor.terms import Term

_LEAST_CONFIDENCE = 0.3
"""Values less sure than this are not even suggested."""
_DERIVED_DISCOUNT = 0.97
_DOUBTED_DISCOUNT = 0.7
_CENT = Decimal("0.01")


def printed_fields(
    assigned: Sequence[Assigned], calibration: Calibration, to_page: Mapping[int, ToPage]
) -> tuple[Field, ...]:
    """Fields read from the page.

    Args:
        assigned: the decoder's choice.
        calibration: confidence and thresholds.
        to_page: for each page, the way from laid-out boxes to the page as displayed.

    Returns:
        Fields with a confidence of at least 0.3.
    """
    fields = []
    for choice in assigned:
        confidence = calibration.confidence(choice)
        if confidence < _LEAST_CONFIDENCE:
            continue
        evidence = choice.hypothesis.candidate.evidence
        fields.append(
            Field(
                choice.term,
                choice.hypothesis.value,
                evidence.text,
                confidence,
                calibration.is_sure(choice.term, confidence),
                evidence.source,
                evidence.page,
                to_page[evidence.page](evidence.bbox).clipped(),
            )
        )
    return tuple(fields)


def with_derived(fields: Sequence[Field], rows: Sequence[VatRow] = ()) -> tuple[Field, ...]:
    """The fields, and those that follow from them: SIREN, missing totals, net à payer.

    Between net and gross there may be more than VAT (deposits, disbursements, stamps): a total that
    is missing is prefilled only if the tax is one rate of the net, or that of the VAT breakdown.

    Args:
        fields: what was read.
        rows: the VAT breakdown.
    """
    known = {field.term: field for field in fields}

    def derive(term: Term, value: str, *sources: Field, borne_out: bool = True) -> None:
        discount = _DERIVED_DISCOUNT if borne_out else _DOUBTED_DISCOUNT
        confidence = discount * min(field.confidence for field in sources)
        prefill = borne_out and all(field.prefill for field in sources)
        known[term] = Field(term, value, value, confidence, prefill, "derived")

    def derive_total(term: Term, net: Decimal, tax: Decimal, *sources: Field) -> None:
        value = {Term.TOTAL_NET: net, Term.TOTAL_VAT: tax, Term.TOTAL_GROSS: net + tax}[term]
        derive(term, f"{value:.2f}", *sources, borne_out=_is_borne_out(net, tax, rows))

    siret, vat = known.get(Term.SUPPLIER_SIRET), known.get(Term.SUPPLIER_VAT_NUMBER)
    if Term.SUPPLIER_SIREN not in known:
        if siret is not None:
            derive(Term.SUPPLIER_SIREN, siret.value[:9], siret)
        elif vat is not None and vat.value.startswith("FR"):
            derive(Term.SUPPLIER_SIREN, vat.value[4:], vat)
    regime = known.get(Term.VAT_REGIME)
    net, tax, gross, due = (
        known.get(t) for t in (Term.TOTAL_NET, Term.TOTAL_VAT, Term.TOTAL_GROSS, Term.AMOUNT_DUE)
    )
    untaxed = regime is not None and regime.value in ("franchise", "reverse_charge", "exempt")
    only = net or gross or due
    if regime is not None and untaxed and only is not None and tax is None:
        if net is None:
            derive(Term.TOTAL_NET, only.value, only, regime)
        if gross is None:
            derive(Term.TOTAL_GROSS, only.value, only, regime)
        derive(Term.TOTAL_VAT, "0.00", only, regime)
    elif net is not None and gross is not None and tax is None:
        if abs(Decimal(gross.value)) >= abs(Decimal(net.value)):
            difference = Decimal(gross.value) - Decimal(net.value)
            derive_total(Term.TOTAL_VAT, Decimal(net.value), difference, net, gross)
    elif net is None and gross is not None and tax is not None:
        difference = Decimal(gross.value) - Decimal(tax.value)
        derive_total(Term.TOTAL_NET, difference, Decimal(tax.value), gross, tax)
    elif gross is None and net is not None and tax is not None:
        derive_total(Term.TOTAL_GROSS, Decimal(net.value), Decimal(tax.value), net, tax)
    gross = known.get(Term.TOTAL_GROSS)
    if Term.AMOUNT_DUE not in known and gross is not None and Term.PREPAID_AMOUNT not in known:
        derive(Term.AMOUNT_DUE, gross.value, gross)
    return tuple(known[term] for term in Term if term in known)


def _is_borne_out(net: Decimal, tax: Decimal, rows: Sequence[VatRow]) -> bool:
    """Whether a tax is that of the VAT breakdown, or one rate of the net."""
    amounts = [row.amount for row in rows if row.amount is not None]
    if amounts and len(amounts) == len(rows):
        return abs(abs(sum(amounts, Decimal(0))) - abs(tax)) <= _CENT * len(rows)
    return any(abs(net * rate / 100 - tax) <= _CENT for rate in VAT_RATES)
