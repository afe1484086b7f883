"""What a deposit gets rejected for, as far as the document shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from extractor.document import Field, Finding, VatRow
from extractor.formats import iban, siret, tva
from extractor.terms import Term

Values = Mapping[Term, str]
_TOLERANCE = Decimal("0.02")


def check_rules(
    fields: Sequence[Field], vat_rows: Sequence[VatRow], *, invoice_number_max_length: int = 20
) -> tuple[Finding, ...]:
    """Doubts about a document; never an exception, never a correction.

    Args:
        fields: the filled fields.
        vat_rows: the VAT breakdown.
        invoice_number_max_length: characters that the portal takes.

    Returns:
        Findings, errors first.
    """
    values = {field.term: field.value for field in fields}
    findings = [finding for rule in _RULES if (finding := rule(values)) is not None]
    findings += _vat_findings(values, vat_rows)
    number = values.get(Term.INVOICE_NUMBER)
    if number is not None and len(number) > invoice_number_max_length:
        findings.append(
            Finding(
                "invoice_number.too_long",
                "error",
                (Term.INVOICE_NUMBER,),
                f"Numéro de facture de plus de {invoice_number_max_length} caractères : {number}",
            )
        )
    return tuple(sorted(findings, key=lambda f: f.severity))


def _money(values: Values, term: Term) -> Decimal | None:
    return abs(Decimal(values[term])) if term in values else None


def _french(amount: Decimal) -> str:
    return f"{amount:,.2f}".replace(",", "\u202f").replace(".", ",")


def _totals(values: Values) -> Finding | None:
    net, vat, gross = (
        _money(values, t) for t in (Term.TOTAL_NET, Term.TOTAL_VAT, Term.TOTAL_GROSS)
    )
    if net is None or vat is None or gross is None or abs(net + vat - gross) <= _TOLERANCE:
        return None
    return Finding(
        "totals.inconsistent",
        "error",
        (Term.TOTAL_NET, Term.TOTAL_VAT, Term.TOTAL_GROSS),
        f"HT + TVA ≠ TTC : {_french(net)} + {_french(vat)} ≠ {_french(gross)}",
    )


def _amount_due(values: Values) -> Finding | None:
    gross, due = _money(values, Term.TOTAL_GROSS), _money(values, Term.AMOUNT_DUE)
    prepaid = _money(values, Term.PREPAID_AMOUNT)
    if gross is None or due is None or due == gross:
        return None
    if prepaid is not None and abs(gross - prepaid - due) <= _TOLERANCE:
        return None
    severity = "error" if due > gross else "warning"
    return Finding(
        "amount_due.unexplained",
        "error" if severity == "error" else "warning",
        (Term.TOTAL_GROSS, Term.AMOUNT_DUE),
        f"Net à payer {_french(due)} pour un TTC de {_french(gross)}",
    )


def _dates(values: Values) -> Finding | None:
    issue, due = values.get(Term.ISSUE_DATE), values.get(Term.DUE_DATE)
    if issue is None or due is None or due >= issue:
        return None
    return Finding(
        "dates.inconsistent",
        "warning",
        (Term.ISSUE_DATE, Term.DUE_DATE),
        f"Échéance du {due} antérieure à la facture du {issue}",
    )


def _state(values: Values) -> Finding | None:
    buyer = values.get(Term.BUYER_SIRET)
    if buyer is None or not siret.is_state(buyer):
        return None
    missing = tuple(t for t in (Term.SERVICE_CODE, Term.ENGAGEMENT_NUMBER) if t not in values)
    if not missing:
        return None
    names = {Term.SERVICE_CODE: "code service", Term.ENGAGEMENT_NUMBER: "numéro d'engagement"}
    return Finding(
        "state.reference_missing",
        "error",
        missing,
        "L'État exige " + " et ".join(names[t] for t in missing),
    )


def _same_party(values: Values) -> Finding | None:
    supplier, buyer = values.get(Term.SUPPLIER_SIRET), values.get(Term.BUYER_SIRET)
    if supplier is None or supplier != buyer:
        return None
    return Finding(
        "parties.identical",
        "error",
        (Term.SUPPLIER_SIRET, Term.BUYER_SIRET),
        f"Le fournisseur et le destinataire ont le même SIRET {supplier}",
    )


def _company(values: Values) -> Finding | None:
    number, vat = values.get(Term.SUPPLIER_SIRET), values.get(Term.SUPPLIER_VAT_NUMBER)
    if number is None or vat is None or not vat.startswith("FR") or vat[4:] == number[:9]:
        return None
    return Finding(
        "supplier.inconsistent",
        "warning",
        (Term.SUPPLIER_SIRET, Term.SUPPLIER_VAT_NUMBER),
        f"Le numéro de TVA {vat} n'est pas celui du SIRET {number}",
    )


def _invalid(
    term: Term, is_valid: Callable[[str], bool], code: str, name: str
) -> Callable[[Values], Finding | None]:
    def rule(values: Values) -> Finding | None:
        value = values.get(term)
        if value is None or is_valid(value):
            return None
        return Finding(code, "error", (term,), f"{name} dont la clé est fausse : {value}")

    return rule


def _not_an_invoice(values: Values) -> Finding | None:
    if values.get(Term.DOCUMENT_TYPE) != "other":
        return None
    return Finding(
        "document.not_an_invoice",
        "error",
        (Term.DOCUMENT_TYPE,),
        "Ce document n'est ni une facture ni un avoir (devis, commande, bon de livraison…)",
    )


def _vat_findings(values: Values, rows: Sequence[VatRow]) -> list[Finding]:
    vat = _money(values, Term.TOTAL_VAT)
    amounts = [row.amount for row in rows if row.amount is not None]
    if vat is None or not amounts or len(amounts) != len(rows):
        return []
    total = abs(sum(amounts, Decimal(0)))
    if abs(total - vat) <= _TOLERANCE * len(rows):
        return []
    message = f"Le détail de TVA fait {_french(total)}, le total {_french(vat)}"
    return [Finding("vat.inconsistent", "warning", (Term.TOTAL_VAT,), message)]


_RULES: tuple[Callable[[Values], Finding | None], ...] = (
    _not_an_invoice,
    _totals,
    _amount_due,
    _dates,
    _state,
    _same_party,
    _company,
    _invalid(Term.SUPPLIER_SIRET, siret.is_valid, "supplier_siret.invalid", "SIRET du fournisseur"),
    _invalid(Term.BUYER_SIRET, siret.is_valid, "buyer_siret.invalid", "SIRET du destinataire"),
    _invalid(
        Term.SUPPLIER_VAT_NUMBER, tva.is_valid, "supplier_vat_number.invalid", "Numéro de TVA"
    ),
    _invalid(Term.SUPPLIER_IBAN, iban.is_valid, "supplier_iban.invalid", "IBAN"),
)
