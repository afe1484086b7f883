"""Where UBL 2.1 says what, in an Invoice and in a CreditNote.

Source: EN 16931-3-2 (binding to UBL); for `TVA` as a tax scheme and the words of the tax type,
Chorus Pro's external specifications (EDI annex).
"""

from __future__ import annotations

from lxml import etree

from extractor.structured.syntaxes import (
    PartyPaths,
    RowPaths,
    SyntaxPaths,
    compile_paths,
)
from extractor.terms import Term

_NAMESPACES = {
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
}
_ROOTS = frozenset(
    f"{{urn:oasis:names:specification:ubl:schema:xsd:{name}-2}}{name}"
    for name in ("Invoice", "CreditNote")
)
CREDIT_NOTE_ROOT = next(root for root in _ROOTS if root.endswith("CreditNote"))

_SUPPLIER = "cac:AccountingSupplierParty/cac:Party/"
_BUYER = "cac:AccountingCustomerParty/cac:Party/"
_VAT_SCHEME = "cac:PartyTaxScheme[cac:TaxScheme/cbc:ID[.='VAT' or .='TVA']]/cbc:CompanyID"
_TOTALS = "cac:LegalMonetaryTotal/cbc:"
_ACCOUNT = "cac:PaymentMeans/cac:PayeeFinancialAccount/"

_TERMS = {
    Term.DOCUMENT_TYPE: ("cbc:InvoiceTypeCode", "cbc:CreditNoteTypeCode"),
    Term.INVOICE_NUMBER: ("cbc:ID",),
    Term.ISSUE_DATE: ("cbc:IssueDate",),
    Term.DUE_DATE: ("cbc:DueDate", "cac:PaymentMeans/cbc:PaymentDueDate"),
    Term.CURRENCY: ("cbc:DocumentCurrencyCode",),
    Term.SUPPLIER_NAME: (
        _SUPPLIER + "cac:PartyLegalEntity/cbc:RegistrationName",
        _SUPPLIER + "cac:PartyName/cbc:Name",
    ),
    Term.SUPPLIER_VAT_NUMBER: (_SUPPLIER + _VAT_SCHEME,),
    Term.SUPPLIER_IBAN: (_ACCOUNT + "cbc:ID",),
    Term.SUPPLIER_BIC: (
        _ACCOUNT + "cac:FinancialInstitutionBranch/cbc:ID",
        _ACCOUNT + "cac:FinancialInstitutionBranch/cac:FinancialInstitution/cbc:ID",
    ),
    Term.BUYER_NAME: (
        _BUYER + "cac:PartyLegalEntity/cbc:RegistrationName",
        _BUYER + "cac:PartyName/cbc:Name",
    ),
    Term.BUYER_VAT_NUMBER: (_BUYER + _VAT_SCHEME,),
    Term.SERVICE_CODE: ("cbc:BuyerReference",),
    # "NA" stands there when only the seller's order has a number: EN 16931-3-2, UBL-SR rules.
    Term.ENGAGEMENT_NUMBER: ("cac:OrderReference/cbc:ID[. != 'NA']",),
    Term.CONTRACT_NUMBER: ("cac:ContractDocumentReference/cbc:ID",),
    Term.TOTAL_NET: (_TOTALS + "TaxExclusiveAmount",),
    # BT-111, the same tax in the accounting currency, is a second TaxTotal.
    Term.TOTAL_VAT: (
        "cac:TaxTotal/cbc:TaxAmount[@currencyID = /*/cbc:DocumentCurrencyCode]",
        "cac:TaxTotal/cbc:TaxAmount[not(@currencyID)]",
    ),
    Term.TOTAL_GROSS: (_TOTALS + "TaxInclusiveAmount",),
    Term.PREPAID_AMOUNT: (_TOTALS + "PrepaidAmount",),
    Term.AMOUNT_DUE: (_TOTALS + "PayableAmount",),
    Term.PAYMENT_MEANS: ("cac:PaymentMeans/cbc:PaymentMeansCode",),
    Term.BILLING_FRAMEWORK: ("cbc:ProfileID",),
    Term.ORIGINAL_INVOICE_NUMBER: ("cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID",),
    Term.DELIVERY_DATE: ("cac:Delivery/cbc:ActualDeliveryDate",),
}

_VAT_ROWS = "cac:TaxTotal/cac:TaxSubtotal"
_VAT_CELLS = {
    "rate": "cac:TaxCategory/cbc:Percent | cbc:Percent",
    "base": "cbc:TaxableAmount",
    "amount": "cbc:TaxAmount",
    "category": "cac:TaxCategory/cbc:ID",
    "reason": "cac:TaxCategory/cbc:TaxExemptionReason | cac:TaxCategory/cbc:TaxExemptionReasonCode",
    "due_date": "cac:TaxCategory/cac:TaxScheme/cbc:TaxTypeCode",
}
_LINE_CELLS = {
    "description": "cac:Item/cbc:Name",
    "quantity": "cbc:InvoicedQuantity | cbc:CreditedQuantity",
    "unit_price": "cac:Price/cbc:PriceAmount",
    "base_quantity": "cac:Price/cbc:BaseQuantity",
    "net_amount": "cbc:LineExtensionAmount",
    "vat_rate": "cac:Item/cac:ClassifiedTaxCategory/cbc:Percent",
}


def _path(path: str) -> etree.XPath:
    return compile_paths(_NAMESPACES, path)[0]


def _party(prefix: str) -> PartyPaths:
    return PartyPaths(
        legal=_path(prefix + "cac:PartyLegalEntity/cbc:CompanyID"),
        identifiers=_path(prefix + "cac:PartyIdentification/cbc:ID"),
        addresses=_path(prefix + "cbc:EndpointID"),
    )


UBL = SyntaxPaths(
    syntax="UBL",
    roots=_ROOTS,
    terms={term: compile_paths(_NAMESPACES, *paths) for term, paths in _TERMS.items()},
    supplier=_party(_SUPPLIER),
    buyer=_party(_BUYER),
    vat=RowPaths(_path(_VAT_ROWS), {name: _path(path) for name, path in _VAT_CELLS.items()}),
    due_dates=_path("cac:InvoicePeriod/cbc:DescriptionCode"),
    lines=RowPaths(
        _path("cac:InvoiceLine | cac:CreditNoteLine"),
        {name: _path(path) for name, path in _LINE_CELLS.items()},
    ),
)
