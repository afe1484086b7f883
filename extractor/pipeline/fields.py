"""From assigned values to the form's fields: confidence, derived values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from extractor.decode import Assigned, Calibration
from extractor.document import Field
from extractor.pipeline.reading import ToPage
from extractor.terms import Term

_LEAST_CONFIDENCE = 0.3
"""Values less sure than this are not even suggested."""
_DERIVED_DISCOUNT = 0.97


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


def with_derived(fields: Sequence[Field]) -> tuple[Field, ...]:
    """The fields, and those that follow from them: SIREN, missing totals, net à payer."""
    known = {field.term: field for field in fields}

    def derive(term: Term, value: str, *sources: Field) -> None:
        confidence = _DERIVED_DISCOUNT * min(field.confidence for field in sources)
        prefill = all(field.prefill for field in sources)
        known[term] = Field(term, value, value, confidence, prefill, "derived")

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
            value = Decimal(gross.value) - Decimal(net.value)
            derive(Term.TOTAL_VAT, f"{value:.2f}", net, gross)
    elif net is None and gross is not None and tax is not None:
        derive(Term.TOTAL_NET, f"{Decimal(gross.value) - Decimal(tax.value):.2f}", gross, tax)
    elif gross is None and net is not None and tax is not None:
        derive(Term.TOTAL_GROSS, f"{Decimal(net.value) + Decimal(tax.value):.2f}", net, tax)
    gross = known.get(Term.TOTAL_GROSS)
    if Term.AMOUNT_DUE not in known and gross is not None and Term.PREPAID_AMOUNT not in known:
        derive(Term.AMOUNT_DUE, gross.value, gross)
    return tuple(known[term] for term in Term if term in known)
