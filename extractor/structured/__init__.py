"""Invoices as XML: CII (Factur-X, whatever the profile) and UBL 2.1."""

from extractor.structured.embedded import find_invoice_xml
from extractor.structured.invoices import StructuredInvoice, Syntax
from extractor.structured.reading import read_invoice_xml

__all__ = ["StructuredInvoice", "Syntax", "find_invoice_xml", "read_invoice_xml"]
