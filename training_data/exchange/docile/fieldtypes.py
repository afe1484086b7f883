"""DocILE's field types and ours."""

from __future__ import annotations

from extractor.terms import Term

TO_FIELD: dict[str, Term] = {
    "document_id": Term.INVOICE_NUMBER,
    "date_issue": Term.ISSUE_DATE,
    "date_due": Term.DUE_DATE,
    "currency_code_amount_due": Term.CURRENCY,
    "vendor_name": Term.SUPPLIER_NAME,
    "vendor_registration_id": Term.SUPPLIER_SIRET,
    "vendor_tax_id": Term.SUPPLIER_VAT_NUMBER,
    "iban": Term.SUPPLIER_IBAN,
    "bic": Term.SUPPLIER_BIC,
    "customer_billing_name": Term.BUYER_NAME,
    "customer_registration_id": Term.BUYER_SIRET,
    "customer_tax_id": Term.BUYER_VAT_NUMBER,
    "customer_order_id": Term.ENGAGEMENT_NUMBER,
    "amount_total_net": Term.TOTAL_NET,
    "amount_total_tax": Term.TOTAL_VAT,
    "amount_total_gross": Term.TOTAL_GROSS,
    "amount_paid": Term.PREPAID_AMOUNT,
    "amount_due": Term.AMOUNT_DUE,
}
"""Field by field type. A `vendor_registration_id` of nine digits is a SIREN: `field_of`."""

TO_VAT_COLUMN = {"tax_detail_rate": "rate", "tax_detail_net": "base", "tax_detail_tax": "amount"}
TO_LINE_COLUMN = {
    "line_item_description": "description",
    "line_item_quantity": "quantity",
    "line_item_unit_price_net": "unit_price",
    "line_item_amount_net": "net_amount",
    "line_item_tax_rate": "vat_rate",
}

FROM_NAME: dict[str, str] = {
    name: fieldtype
    for names in (TO_FIELD, TO_VAT_COLUMN, TO_LINE_COLUMN)
    for fieldtype, name in names.items()
} | {Term.SUPPLIER_SIREN: "vendor_registration_id"}
"""Field type by field or column."""

DOCUMENT_TYPES = {
    "tax_invoice": "invoice",
    "utility_bill": "invoice",
    "receipt": "invoice",
    "debit_note": "invoice",
    "credit_note": "credit_note",
    "order": "other",
    "purchase_order": "other",
    "sales_order": "other",
    "proforma": "other",
}
"""Our `document_type` by the metadata's."""

FROM_DOCUMENT_TYPE = {"invoice": "tax_invoice", "credit_note": "credit_note", "other": "other"}

UNLABELLED = frozenset(Term) - set(TO_FIELD.values()) - {Term.SUPPLIER_SIREN, Term.DOCUMENT_TYPE}
"""Fields that nobody looked for on a document labelled for DocILE."""

_SIREN_DIGITS = 9


def field_of(fieldtype: str, text: str) -> str | None:
    """The field or column that a field type with such a text stands for; None if there is none.

    >>> field_of("vendor_registration_id", "732 829 320"), field_of("customer_id", "12")
    (<Term.SUPPLIER_SIREN: 'supplier_siren'>, None)
    """
    term = TO_FIELD.get(fieldtype)
    if term in (Term.SUPPLIER_SIRET, Term.BUYER_SIRET):
        digits = sum(character.isdigit() for character in text)
        if digits == _SIREN_DIGITS:
            return Term.SUPPLIER_SIREN if term is Term.SUPPLIER_SIRET else None
    return term or TO_VAT_COLUMN.get(fieldtype)
