"""Where CII says what: UN/CEFACT Cross Industry Invoice D16B and D22B, that is, Factur-X.

Source: EN 16931-3-3 (binding to CII); Factur-X 1.07, annex 1.
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

_RSM = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
_NAMESPACES = {
    "rsm": _RSM,
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
}
_CONTEXT = "rsm:ExchangedDocumentContext/ram:"
_DOCUMENT = "rsm:ExchangedDocument/ram:"
_TRADE = "rsm:SupplyChainTradeTransaction/ram:"
_AGREEMENT = _TRADE + "ApplicableHeaderTradeAgreement/ram:"
_DELIVERY = _TRADE + "ApplicableHeaderTradeDelivery/ram:"
_SETTLEMENT = _TRADE + "ApplicableHeaderTradeSettlement/ram:"
_SELLER = _AGREEMENT + "SellerTradeParty/ram:"
_BUYER = _AGREEMENT + "BuyerTradeParty/ram:"
_TOTALS = _SETTLEMENT + "SpecifiedTradeSettlementHeaderMonetarySummation/ram:"
_MEANS = _SETTLEMENT + "SpecifiedTradeSettlementPaymentMeans/ram:"

_TERMS = {
    Term.DOCUMENT_TYPE: (_DOCUMENT + "TypeCode",),
    Term.INVOICE_NUMBER: (_DOCUMENT + "ID",),
    Term.ISSUE_DATE: (_DOCUMENT + "IssueDateTime/udt:DateTimeString",),
    Term.DUE_DATE: (
        _SETTLEMENT + "SpecifiedTradePaymentTerms/ram:DueDateDateTime/udt:DateTimeString",
    ),
    Term.CURRENCY: (_SETTLEMENT + "InvoiceCurrencyCode",),
    Term.SUPPLIER_NAME: (
        _SELLER + "Name",
        _SELLER + "SpecifiedLegalOrganization/ram:TradingBusinessName",
    ),
    Term.SUPPLIER_VAT_NUMBER: (_SELLER + "SpecifiedTaxRegistration/ram:ID[@schemeID='VA']",),
    Term.SUPPLIER_IBAN: (_MEANS + "PayeePartyCreditorFinancialAccount/ram:IBANID",),
    Term.SUPPLIER_BIC: (_MEANS + "PayeeSpecifiedCreditorFinancialInstitution/ram:BICID",),
    Term.BUYER_NAME: (_BUYER + "Name",),
    Term.BUYER_VAT_NUMBER: (_BUYER + "SpecifiedTaxRegistration/ram:ID[@schemeID='VA']",),
    Term.SERVICE_CODE: (_AGREEMENT + "BuyerReference",),
    Term.ENGAGEMENT_NUMBER: (_AGREEMENT + "BuyerOrderReferencedDocument/ram:IssuerAssignedID",),
    Term.CONTRACT_NUMBER: (_AGREEMENT + "ContractReferencedDocument/ram:IssuerAssignedID",),
    Term.TOTAL_NET: (_TOTALS + "TaxBasisTotalAmount",),
    # BT-111, the same tax in the accounting currency, is the same element.
    Term.TOTAL_VAT: (
        _TOTALS + "TaxTotalAmount[@currencyID = ../../ram:InvoiceCurrencyCode]",
        _TOTALS + "TaxTotalAmount[not(@currencyID)]",
    ),
    Term.TOTAL_GROSS: (_TOTALS + "GrandTotalAmount",),
    Term.PREPAID_AMOUNT: (_TOTALS + "TotalPrepaidAmount",),
    Term.AMOUNT_DUE: (_TOTALS + "DuePayableAmount",),
    Term.PAYMENT_MEANS: (_MEANS + "TypeCode",),
    Term.BILLING_FRAMEWORK: (_CONTEXT + "BusinessProcessSpecifiedDocumentContextParameter/ram:ID",),
    Term.ORIGINAL_INVOICE_NUMBER: (_SETTLEMENT + "InvoiceReferencedDocument/ram:IssuerAssignedID",),
    Term.DELIVERY_DATE: (
        _DELIVERY + "ActualDeliverySupplyChainEvent/ram:OccurrenceDateTime/udt:DateTimeString",
    ),
}

_VAT_ROWS = _SETTLEMENT + "ApplicableTradeTax"
_VAT_CELLS = {
    "rate": "ram:RateApplicablePercent",
    "base": "ram:BasisAmount",
    "amount": "ram:CalculatedAmount",
    "category": "ram:CategoryCode",
    "reason": "ram:ExemptionReason | ram:ExemptionReasonCode",
    "due_date": "ram:DueDateTypeCode",
}

_PRICE = "ram:SpecifiedLineTradeAgreement/ram:NetPriceProductTradePrice/ram:"
_LINE_SETTLEMENT = "ram:SpecifiedLineTradeSettlement/ram:"
_LINES = _TRADE + "IncludedSupplyChainTradeLineItem"
_LINE_CELLS = {
    "description": "ram:SpecifiedTradeProduct/ram:Name",
    "quantity": "ram:SpecifiedLineTradeDelivery/ram:BilledQuantity",
    "unit_price": _PRICE + "ChargeAmount",
    "base_quantity": _PRICE + "BasisQuantity",
    "net_amount": _LINE_SETTLEMENT
    + "SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount",
    "vat_rate": _LINE_SETTLEMENT + "ApplicableTradeTax/ram:RateApplicablePercent",
}


def _path(path: str) -> etree.XPath:
    return compile_paths(_NAMESPACES, path)[0]


def _party(prefix: str) -> PartyPaths:
    return PartyPaths(
        legal=_path(prefix + "SpecifiedLegalOrganization/ram:ID"),
        identifiers=_path(f"{prefix}ID | {prefix}GlobalID"),
        addresses=_path(prefix + "URIUniversalCommunication/ram:URIID"),
    )


CII = SyntaxPaths(
    syntax="CII",
    roots=frozenset({f"{{{_RSM}}}CrossIndustryInvoice"}),
    terms={term: compile_paths(_NAMESPACES, *paths) for term, paths in _TERMS.items()},
    supplier=_party(_SELLER),
    buyer=_party(_BUYER),
    vat=RowPaths(_path(_VAT_ROWS), {name: _path(path) for name, path in _VAT_CELLS.items()}),
    due_dates=_path(_VAT_ROWS + "/ram:DueDateTypeCode"),
    lines=RowPaths(_path(_LINES), {name: _path(path) for name, path in _LINE_CELLS.items()}),
)
