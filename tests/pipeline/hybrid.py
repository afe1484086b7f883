"""The sample invoice as Factur-X: the drawn page with the same invoice in XML inside."""

from __future__ import annotations

import pymupdf

from samples.invoice import draw_invoice

STATED = {
    "number": "FA-2025-0147",
    "type": "380",
    "issued": "20250314",
    "due": "20250413",
    "supplier": "ATELIER DES TROIS RIVES SARL",
    "siret": "90412735400010",
    "vat": "FR77904127354",
    "buyer": "Mairie de Saint-Aubin-les-Vignes",
    "buyer_siret": "21640377400013",
    "order": "2025-BC-00318",
    "contract": "",
    "net": "1719.00",
    "tax": "343.80",
    "gross": "2062.80",
    "payable": "2062.80",
}

_CII = """<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice
 xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
 xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
 xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
 <rsm:ExchangedDocument>
  <ram:ID>{number}</ram:ID><ram:TypeCode>{type}</ram:TypeCode>
  <ram:IssueDateTime><udt:DateTimeString format="102">{issued}</udt:DateTimeString>
  </ram:IssueDateTime>
 </rsm:ExchangedDocument>
 <rsm:SupplyChainTradeTransaction>
  <ram:ApplicableHeaderTradeAgreement>
   <ram:SellerTradeParty><ram:ID schemeID="0009">{siret}</ram:ID><ram:Name>{supplier}</ram:Name>
    <ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">{vat}</ram:ID>
    </ram:SpecifiedTaxRegistration></ram:SellerTradeParty>
   <ram:BuyerTradeParty><ram:ID schemeID="0009">{buyer_siret}</ram:ID><ram:Name>{buyer}</ram:Name>
   </ram:BuyerTradeParty>
   <ram:BuyerOrderReferencedDocument><ram:IssuerAssignedID>{order}</ram:IssuerAssignedID>
   </ram:BuyerOrderReferencedDocument>
   <ram:ContractReferencedDocument><ram:IssuerAssignedID>{contract}</ram:IssuerAssignedID>
   </ram:ContractReferencedDocument>
  </ram:ApplicableHeaderTradeAgreement>
  <ram:ApplicableHeaderTradeSettlement>
   <ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
   <ram:ApplicableTradeTax><ram:CalculatedAmount>{tax}</ram:CalculatedAmount>
    <ram:TypeCode>VAT</ram:TypeCode><ram:BasisAmount>{net}</ram:BasisAmount>
    <ram:CategoryCode>S</ram:CategoryCode>
    <ram:RateApplicablePercent>20.00</ram:RateApplicablePercent></ram:ApplicableTradeTax>
   <ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime>
    <udt:DateTimeString format="102">{due}</udt:DateTimeString></ram:DueDateDateTime>
   </ram:SpecifiedTradePaymentTerms>
   <ram:SpecifiedTradeSettlementHeaderMonetarySummation>
    <ram:TaxBasisTotalAmount>{net}</ram:TaxBasisTotalAmount>
    <ram:TaxTotalAmount currencyID="EUR">{tax}</ram:TaxTotalAmount>
    <ram:GrandTotalAmount>{gross}</ram:GrandTotalAmount>
    <ram:DuePayableAmount>{payable}</ram:DuePayableAmount>
   </ram:SpecifiedTradeSettlementHeaderMonetarySummation>
  </ram:ApplicableHeaderTradeSettlement>
 </rsm:SupplyChainTradeTransaction>
</rsm:CrossIndustryInvoice>"""


def invoice_xml(**changes: str) -> bytes:
    """The sample invoice as CII; `changes` are values that shall say something else."""
    return _CII.format(**(STATED | changes)).encode()


def with_attachment(xml: bytes, name: str = "factur-x.xml") -> bytes:
    """The drawn sample with a file inside."""
    with pymupdf.open(stream=draw_invoice(), filetype="pdf") as pdf:
        pdf.embfile_add(name, xml, filename=name)
        return bytes(pdf.tobytes())
