"""From assigned values to the form's fields: confidence, derived values, the XML's word."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from rapidfuzz import fuzz

from extractor.decode import Assigned, Calibration
from extractor.document import Field, Finding
from extractor.lexicon import fold
from extractor.pipeline.reading import ToPage
from extractor.structured import StructuredInvoice
from extractor.terms import TERMS, Term

_LEAST_CONFIDENCE = 0.3
"""Values less sure than this are not even suggested."""
_DERIVED_DISCOUNT = 0.97
_XML_CONFIDENCE = 0.98
_XML_CONTRADICTED = 0.80
_XML_ALONE = 0.60
_SURELY_READ = 0.80
_SAME_NAME = 85


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


def with_xml(
    fields: Sequence[Field], structured: StructuredInvoice, printed_values: Collection[str] | None
) -> tuple[tuple[Field, ...], tuple[Finding, ...]]:
    """The fields with the XML as their source; where the page says otherwise, a finding.

    A value that the page contradicts, or does not print at all, is suggested but not prefilled: the
    two halves of a hybrid invoice must say the same, and a person should look.

    Args:
        fields: what was read from the page; empty for a bare XML file.
        structured: the invoice inside the XML.
        printed_values: values of all spans of the pages; None for a bare XML file.

    Returns:
        The fields, and a finding for each discrepancy.
    """
    read = {field.term: field for field in fields}
    merged = dict(read)
    findings = []
    seen = None if printed_values is None else {_plain(value) for value in printed_values}
    for term, value in _coherent(structured.values).items():
        page = read.get(term)
        confidence, code, message = _XML_CONFIDENCE, "", ""
        if page is not None and not _equal(term, value, page.value):
            confidence, code = _XML_CONTRADICTED, "xml.contradicted"
            message = f"Le XML indique « {value} », la page « {page.value} »"
            if page.confidence < _SURELY_READ:
                code = ""
        elif page is None and seen is not None and _is_missing(seen, term, value):
            confidence, code = _XML_ALONE, "xml.not_printed"
            message = f"Le XML indique « {value} », que la page n'imprime pas"
        sure = confidence == _XML_CONFIDENCE
        merged[term] = Field(term, value, value, confidence, sure, "xml")
        if code:
            findings.append(Finding(code, "warning", (term,), message))
    return tuple(merged[term] for term in Term if term in merged), tuple(findings)


def _coherent(values: Mapping[Term, str]) -> dict[Term, str]:
    """The XML's values, an invoice of a negative total being what it is: a credit note.

    EN 16931 lets a credit be coded 380 with negative amounts; the portal's form knows AVOIR only.
    """
    gross = values.get(Term.TOTAL_GROSS)
    if values.get(Term.DOCUMENT_TYPE) == "invoice" and gross is not None and Decimal(gross) < 0:
        return {**values, Term.DOCUMENT_TYPE: "credit_note"}
    return dict(values)


def _is_missing(printed: Collection[str], term: Term, value: str) -> bool:
    """Whether a page of these values lacks one that should be a span: not a choice, not a zero."""
    kind = TERMS[term].value_type
    spoken = kind == "choice" or (kind == "amount" and Decimal(value) == 0)
    return not spoken and _plain(value) not in printed


def _plain(value: str) -> str:
    return "".join(fold(value).split()).lstrip("-")


def _equal(term: Term, one: str, other: str) -> bool:
    if TERMS[term].value_type == "amount":
        return abs(Decimal(one)) == abs(Decimal(other))
    if term in (Term.SUPPLIER_NAME, Term.BUYER_NAME):
        return bool(fuzz.token_set_ratio(fold(one), fold(other)) >= _SAME_NAME)
    return _plain(one) == _plain(other)
