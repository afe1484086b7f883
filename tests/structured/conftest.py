from collections.abc import Callable

import pytest

RAM = "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
UDT = "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"
RSM = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"

CII_TAX = """<ram:ApplicableTradeTax>
  <ram:CalculatedAmount>20.00</ram:CalculatedAmount><ram:TypeCode>VAT</ram:TypeCode>
  <ram:BasisAmount>100.00</ram:BasisAmount><ram:CategoryCode>S</ram:CategoryCode>
  <ram:DueDateTypeCode>72</ram:DueDateTypeCode>
  <ram:RateApplicablePercent>20.00</ram:RateApplicablePercent>
</ram:ApplicableTradeTax>"""


@pytest.fixture
def make_cii() -> Callable[..., bytes]:
    """A CII invoice with every field; parts may be given anew."""

    def make(
        type_code: str = "380",
        process: str = "A1",
        supplier_ids: str = '<ram:ID schemeID="0009">73282932000074</ram:ID>',
        means: str = "58",
        tax: str = CII_TAX,
    ) -> bytes:
        date = '<udt:DateTimeString format="102">{}</udt:DateTimeString>'
        return f"""<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="{RSM}" xmlns:ram="{RAM}" xmlns:udt="{UDT}">
 <rsm:ExchangedDocumentContext>
  <ram:BusinessProcessSpecifiedDocumentContextParameter><ram:ID>{process}</ram:ID>
  </ram:BusinessProcessSpecifiedDocumentContextParameter>
 </rsm:ExchangedDocumentContext>
 <rsm:ExchangedDocument>
  <ram:ID> FA-2025-0012 </ram:ID><ram:TypeCode>{type_code}</ram:TypeCode>
  <ram:IssueDateTime>{date.format("20250312")}</ram:IssueDateTime>
 </rsm:ExchangedDocument>
 <rsm:SupplyChainTradeTransaction>
  <ram:IncludedSupplyChainTradeLineItem>
   <ram:SpecifiedTradeProduct><ram:Name>Papier  A4</ram:Name></ram:SpecifiedTradeProduct>
   <ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice>
     <ram:ChargeAmount>50.00</ram:ChargeAmount>
     <ram:BasisQuantity unitCode="C62">10</ram:BasisQuantity>
   </ram:NetPriceProductTradePrice></ram:SpecifiedLineTradeAgreement>
   <ram:SpecifiedLineTradeDelivery>
    <ram:BilledQuantity unitCode="C62">20.000</ram:BilledQuantity>
   </ram:SpecifiedLineTradeDelivery>
   <ram:SpecifiedLineTradeSettlement>
    <ram:ApplicableTradeTax><ram:RateApplicablePercent>20</ram:RateApplicablePercent>
    </ram:ApplicableTradeTax>
    <ram:SpecifiedTradeSettlementLineMonetarySummation>
     <ram:LineTotalAmount>100.00</ram:LineTotalAmount>
    </ram:SpecifiedTradeSettlementLineMonetarySummation>
   </ram:SpecifiedLineTradeSettlement>
  </ram:IncludedSupplyChainTradeLineItem>
  <ram:ApplicableHeaderTradeAgreement>
   <ram:BuyerReference>SERVICE_12</ram:BuyerReference>
   <ram:SellerTradeParty>{supplier_ids}<ram:Name>Papeterie des Écoles</ram:Name>
    <ram:SpecifiedLegalOrganization><ram:ID schemeID="0002">732829320</ram:ID>
    </ram:SpecifiedLegalOrganization>
    <ram:SpecifiedTaxRegistration><ram:ID schemeID="FC">123</ram:ID>
    </ram:SpecifiedTaxRegistration>
    <ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">FR 44 732 829 320</ram:ID>
    </ram:SpecifiedTaxRegistration>
   </ram:SellerTradeParty>
   <ram:BuyerTradeParty><ram:Name>Mairie</ram:Name>
    <ram:SpecifiedLegalOrganization><ram:ID schemeID="0002">11000201100044</ram:ID>
    </ram:SpecifiedLegalOrganization>
    <ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">FR40303265045</ram:ID>
    </ram:SpecifiedTaxRegistration>
   </ram:BuyerTradeParty>
   <ram:BuyerOrderReferencedDocument><ram:IssuerAssignedID>1400012345</ram:IssuerAssignedID>
   </ram:BuyerOrderReferencedDocument>
   <ram:ContractReferencedDocument><ram:IssuerAssignedID>M-2024-7</ram:IssuerAssignedID>
   </ram:ContractReferencedDocument>
  </ram:ApplicableHeaderTradeAgreement>
  <ram:ApplicableHeaderTradeDelivery><ram:ActualDeliverySupplyChainEvent>
   <ram:OccurrenceDateTime>{date.format("20250310")}</ram:OccurrenceDateTime>
  </ram:ActualDeliverySupplyChainEvent></ram:ApplicableHeaderTradeDelivery>
  <ram:ApplicableHeaderTradeSettlement>
   <ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
   <ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>{means}</ram:TypeCode>
    <ram:PayeePartyCreditorFinancialAccount>
     <ram:IBANID>FR76 3000 6000 0112 3456 7890 189</ram:IBANID>
    </ram:PayeePartyCreditorFinancialAccount>
    <ram:PayeeSpecifiedCreditorFinancialInstitution><ram:BICID>bnpafrpp</ram:BICID>
    </ram:PayeeSpecifiedCreditorFinancialInstitution>
   </ram:SpecifiedTradeSettlementPaymentMeans>
   {tax}
   <ram:SpecifiedTradePaymentTerms>
    <ram:DueDateDateTime>{date.format("20250411")}</ram:DueDateDateTime>
   </ram:SpecifiedTradePaymentTerms>
   <ram:SpecifiedTradeSettlementHeaderMonetarySummation>
    <ram:TaxBasisTotalAmount>100.0</ram:TaxBasisTotalAmount>
    <ram:TaxTotalAmount currencyID="CHF">19.00</ram:TaxTotalAmount>
    <ram:TaxTotalAmount currencyID="EUR">20.00</ram:TaxTotalAmount>
    <ram:GrandTotalAmount>120.00</ram:GrandTotalAmount>
    <ram:TotalPrepaidAmount>20</ram:TotalPrepaidAmount>
    <ram:DuePayableAmount>100.00</ram:DuePayableAmount>
   </ram:SpecifiedTradeSettlementHeaderMonetarySummation>
   <ram:InvoiceReferencedDocument><ram:IssuerAssignedID>FA-2025-0001</ram:IssuerAssignedID>
   </ram:InvoiceReferencedDocument>
  </ram:ApplicableHeaderTradeSettlement>
 </rsm:SupplyChainTradeTransaction>
</rsm:CrossIndustryInvoice>""".encode()

    return make


@pytest.fixture
def make_ubl() -> Callable[..., bytes]:
    """A UBL invoice or credit note that says the same as the CII one."""

    def make(root: str = "Invoice", due_date_code: str = "432", category: str = "S") -> bytes:
        credit = root == "CreditNote"
        due = "" if credit else "<cbc:DueDate>2025-04-11</cbc:DueDate>"
        means_due = "<cbc:PaymentDueDate>2025-04-11</cbc:PaymentDueDate>" if credit else ""
        quantity = "CreditedQuantity" if credit else "InvoicedQuantity"
        code = "381" if credit else "380"
        base = "urn:oasis:names:specification:ubl:schema:xsd"
        return f"""<?xml version="1.0" encoding="UTF-8"?>
<{root} xmlns="{base}:{root}-2" xmlns:cac="{base}:CommonAggregateComponents-2"
 xmlns:cbc="{base}:CommonBasicComponents-2">
 <cbc:ProfileID>A1</cbc:ProfileID><cbc:ID>FA-2025-0012</cbc:ID>
 <cbc:IssueDate>2025-03-12</cbc:IssueDate>{due}
 <cbc:{root}TypeCode>{code}</cbc:{root}TypeCode>
 <cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
 <cbc:BuyerReference>SERVICE_12</cbc:BuyerReference>
 <cac:InvoicePeriod><cbc:DescriptionCode>{due_date_code}</cbc:DescriptionCode></cac:InvoicePeriod>
 <cac:OrderReference><cbc:ID>1400012345</cbc:ID></cac:OrderReference>
 <cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>FA-2025-0001</cbc:ID>
 </cac:InvoiceDocumentReference></cac:BillingReference>
 <cac:ContractDocumentReference><cbc:ID>M-2024-7</cbc:ID></cac:ContractDocumentReference>
 <cac:AccountingSupplierParty><cac:Party>
  <cac:PartyIdentification><cbc:ID schemeID="0009">73282932000074</cbc:ID>
  </cac:PartyIdentification>
  <cac:PartyName><cbc:Name>Papeterie</cbc:Name></cac:PartyName>
  <cac:PartyTaxScheme><cbc:CompanyID>FR44732829320</cbc:CompanyID>
   <cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
  <cac:PartyLegalEntity><cbc:RegistrationName>Papeterie des Écoles</cbc:RegistrationName>
   <cbc:CompanyID schemeID="0002">732829320</cbc:CompanyID></cac:PartyLegalEntity>
 </cac:Party></cac:AccountingSupplierParty>
 <cac:AccountingCustomerParty><cac:Party>
  <cbc:EndpointID schemeID="0009">11000201100044</cbc:EndpointID>
  <cac:PartyTaxScheme><cbc:CompanyID>FR40303265045</cbc:CompanyID>
   <cac:TaxScheme><cbc:ID>TVA</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
  <cac:PartyLegalEntity><cbc:RegistrationName>Mairie</cbc:RegistrationName>
  </cac:PartyLegalEntity>
 </cac:Party></cac:AccountingCustomerParty>
 <cac:Delivery><cbc:ActualDeliveryDate>2025-03-10</cbc:ActualDeliveryDate></cac:Delivery>
 <cac:PaymentMeans><cbc:PaymentMeansCode>58</cbc:PaymentMeansCode>{means_due}
  <cac:PayeeFinancialAccount><cbc:ID>FR7630006000011234567890189</cbc:ID>
   <cac:FinancialInstitutionBranch><cbc:ID>BNPAFRPP</cbc:ID></cac:FinancialInstitutionBranch>
  </cac:PayeeFinancialAccount></cac:PaymentMeans>
 <cac:TaxTotal><cbc:TaxAmount currencyID="CHF">19.00</cbc:TaxAmount></cac:TaxTotal>
 <cac:TaxTotal><cbc:TaxAmount currencyID="EUR">20.00</cbc:TaxAmount>
  <cac:TaxSubtotal><cbc:TaxableAmount currencyID="EUR">100.00</cbc:TaxableAmount>
   <cbc:TaxAmount currencyID="EUR">20.00</cbc:TaxAmount>
   <cac:TaxCategory><cbc:ID>{category}</cbc:ID><cbc:Percent>20</cbc:Percent>
    <cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory></cac:TaxSubtotal>
 </cac:TaxTotal>
 <cac:LegalMonetaryTotal>
  <cbc:TaxExclusiveAmount currencyID="EUR">100.00</cbc:TaxExclusiveAmount>
  <cbc:TaxInclusiveAmount currencyID="EUR">120.00</cbc:TaxInclusiveAmount>
  <cbc:PrepaidAmount currencyID="EUR">20.00</cbc:PrepaidAmount>
  <cbc:PayableAmount currencyID="EUR">100.00</cbc:PayableAmount>
 </cac:LegalMonetaryTotal>
 <cac:{root}Line><cbc:ID>1</cbc:ID><cbc:{quantity} unitCode="C62">20.000</cbc:{quantity}>
  <cbc:LineExtensionAmount currencyID="EUR">100.00</cbc:LineExtensionAmount>
  <cac:Item><cbc:Name>Papier A4</cbc:Name>
   <cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>20</cbc:Percent>
   </cac:ClassifiedTaxCategory></cac:Item>
  <cac:Price><cbc:PriceAmount currencyID="EUR">50.00</cbc:PriceAmount>
   <cbc:BaseQuantity unitCode="C62">10</cbc:BaseQuantity></cac:Price>
 </cac:{root}Line>
</{root}>""".encode()

    return make
