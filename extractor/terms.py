"""The fields of the form: names, kinds, and their places in EN 16931 and in the Chorus Pro API."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Term(StrEnum):
    """The contract's field names, in its order."""

    DOCUMENT_TYPE = "document_type"
    INVOICE_NUMBER = "invoice_number"
    ISSUE_DATE = "issue_date"
    DUE_DATE = "due_date"
    CURRENCY = "currency"
    SUPPLIER_NAME = "supplier_name"
    SUPPLIER_SIRET = "supplier_siret"
    SUPPLIER_SIREN = "supplier_siren"
    SUPPLIER_VAT_NUMBER = "supplier_vat_number"
    SUPPLIER_IBAN = "supplier_iban"
    SUPPLIER_BIC = "supplier_bic"
    BUYER_NAME = "buyer_name"
    BUYER_SIRET = "buyer_siret"
    BUYER_VAT_NUMBER = "buyer_vat_number"
    SERVICE_CODE = "service_code"
    ENGAGEMENT_NUMBER = "engagement_number"
    CONTRACT_NUMBER = "contract_number"
    TOTAL_NET = "total_net"
    TOTAL_VAT = "total_vat"
    TOTAL_GROSS = "total_gross"
    PREPAID_AMOUNT = "prepaid_amount"
    AMOUNT_DUE = "amount_due"
    VAT_REGIME = "vat_regime"
    PAYMENT_MEANS = "payment_means"
    BILLING_FRAMEWORK = "billing_framework"
    ORIGINAL_INVOICE_NUMBER = "original_invoice_number"
    DELIVERY_DATE = "delivery_date"


ValueType = Literal["text", "date", "amount", "code", "choice"]


@dataclass(frozen=True, slots=True)
class TermInfo:
    """What is fixed about a field.

    Attributes:
        value_type: the shape of its value.
        business_term: EN 16931 number, if it has one.
        chorus: the name in the Chorus Pro `deposer/pdf` answer, if it is there.
    """

    value_type: ValueType
    business_term: str | None
    chorus: str | None


TERMS: dict[Term, TermInfo] = {
    Term.DOCUMENT_TYPE: TermInfo("choice", "BT-3", "typeFacture"),
    Term.INVOICE_NUMBER: TermInfo("text", "BT-1", "numeroFacture"),
    Term.ISSUE_DATE: TermInfo("date", "BT-2", "dateFacture"),
    Term.DUE_DATE: TermInfo("date", "BT-9", None),
    Term.CURRENCY: TermInfo("choice", "BT-5", "codeDeviseFacture"),
    Term.SUPPLIER_NAME: TermInfo("text", "BT-27", None),
    Term.SUPPLIER_SIRET: TermInfo("code", "BT-29", "codeFournisseur"),
    Term.SUPPLIER_SIREN: TermInfo("code", "BT-30", None),
    Term.SUPPLIER_VAT_NUMBER: TermInfo("code", "BT-31", None),
    Term.SUPPLIER_IBAN: TermInfo("code", "BT-84", None),
    Term.SUPPLIER_BIC: TermInfo("code", "BT-86", None),
    Term.BUYER_NAME: TermInfo("text", "BT-44", None),
    Term.BUYER_SIRET: TermInfo("code", "BT-46", "codeDestinataire"),
    Term.BUYER_VAT_NUMBER: TermInfo("code", "BT-48", None),
    Term.SERVICE_CODE: TermInfo("text", "BT-10", "codeServiceExecutant"),
    Term.ENGAGEMENT_NUMBER: TermInfo("text", "BT-13", "numeroBonCommande"),
    Term.CONTRACT_NUMBER: TermInfo("text", "BT-12", None),
    Term.TOTAL_NET: TermInfo("amount", "BT-109", "montantHtTotal"),
    Term.TOTAL_VAT: TermInfo("amount", "BT-110", "montantTVA"),
    Term.TOTAL_GROSS: TermInfo("amount", "BT-112", "montantTtcAvantRemiseGlobalTTC"),
    Term.PREPAID_AMOUNT: TermInfo("amount", "BT-113", None),
    Term.AMOUNT_DUE: TermInfo("amount", "BT-115", "montantAPayer"),
    Term.VAT_REGIME: TermInfo("choice", "BT-8", "typeTva"),
    Term.PAYMENT_MEANS: TermInfo("choice", "BT-81", None),
    Term.BILLING_FRAMEWORK: TermInfo("choice", None, None),
    Term.ORIGINAL_INVOICE_NUMBER: TermInfo("text", "BT-25", None),
    Term.DELIVERY_DATE: TermInfo("date", "BT-72", None),
}
