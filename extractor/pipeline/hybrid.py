"""Hybrid invoices: what the XML says, held against what the page prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rapidfuzz import fuzz

from extractor.document import Candidate, Document, Field, Finding
from extractor.lexicon import fold
from extractor.structured import StructuredInvoice
from extractor.terms import TERMS, Term

_CONFIDENCE = 0.98
_CONTRADICTED = 0.80
_SURELY_READ = 0.80
_SAME_NAME = 85
# Of one letter or two there is always an occurrence somewhere.
_LEAST_FOUND = 3
_SIDES = {
    Term.SUPPLIER_SIRET: Term.BUYER_SIRET,
    Term.SUPPLIER_VAT_NUMBER: Term.BUYER_VAT_NUMBER,
    Term.SUPPLIER_NAME: Term.BUYER_NAME,
}
_OTHER_SIDE = _SIDES | {buyer: supplier for supplier, buyer in _SIDES.items()}


@dataclass(frozen=True, slots=True)
class Printed:
    """What the pages print, for looking up whether a value is on them.

    Attributes:
        values: of all typed spans, without spaces, accents and case.
        text: of all lines, likewise.
    """

    values: frozenset[str]
    text: str

    @classmethod
    def of(cls, document: Document, candidates: Iterable[Candidate]) -> Printed:
        """What the pages of a document print.

        Args:
            document: its pages, laid out.
            candidates: its typed spans.
        """
        lines = (line.text for page in document.pages for line in page.lines)
        values = frozenset(_plain(candidate.value) for candidate in candidates)
        return cls(values, _plain("\n".join(lines)))

    def has(self, term: Term, value: str) -> bool:
        """Whether a field's value is printed, as a span of its own or as part of the text.

        A choice is worded in a hundred ways, and a sum of nothing is seldom printed: both pass.
        """
        kind = TERMS[term].value_type
        if kind == "choice" or (kind == "amount" and Decimal(value) == 0):
            return True
        plain = _plain(value)
        as_text = kind == "text" and len(plain) >= _LEAST_FOUND and plain in self.text
        return plain in self.values or as_text


def with_xml(
    fields: Sequence[Field], structured: StructuredInvoice, printed: Printed | None
) -> tuple[tuple[Field, ...], tuple[Finding, ...]]:
    """The fields with the XML as their source; where the page says otherwise, a finding.

    A value that the page contradicts is suggested but not prefilled: the two halves of a hybrid
    invoice must say the same, and a person should look. A value that the page does not print at
    all is no statement of the document as a person reads it: the field is left to what the page
    says, and the finding holds the value, to be taken or not.

    Args:
        fields: what was read from the page; empty for a bare XML file.
        structured: the invoice inside the XML.
        printed: what the pages print; None for a bare XML file.

    Returns:
        The fields, and a finding for each discrepancy.
    """
    values = _coherent(structured.values)
    read = {field.term: field for field in fields if not _is_other_side(field, values)}
    merged = dict(read)
    findings = []
    for term, value in values.items():
        page = read.get(term)
        if page is not None and not _equal(term, value, page.value):
            merged[term] = Field(term, value, value, _CONTRADICTED, False, "xml")
            if page.confidence >= _SURELY_READ:
                message = f"Le XML indique « {value} », la page « {page.value} »"
                findings.append(Finding("xml.contradicted", "warning", (term,), message))
        elif page is None and printed is not None and not printed.has(term, value):
            message = f"Le XML indique « {value} », que la page n'imprime pas"
            finding = Finding("xml.not_printed", "warning", (term,), message, {term: value})
            findings.append(finding)
        else:
            merged[term] = Field(term, value, value, _CONFIDENCE, True, "xml")
    return tuple(merged[term] for term in Term if term in merged), tuple(findings)


def _is_other_side(field: Field, values: Mapping[Term, str]) -> bool:
    """Whether the XML says that what was read as one party's is the other's."""
    other = _OTHER_SIDE.get(field.term)
    if other is None or other not in values or field.term in values:
        return False
    return _equal(other, values[other], field.value)


def _coherent(values: Mapping[Term, str]) -> dict[Term, str]:
    """The XML's values, an invoice of a negative total being what it is: a credit note.

    EN 16931 lets a credit be coded 380 with negative amounts; the portal's form knows AVOIR only.
    """
    gross = values.get(Term.TOTAL_GROSS)
    if values.get(Term.DOCUMENT_TYPE) == "invoice" and gross is not None and Decimal(gross) < 0:
        return {**values, Term.DOCUMENT_TYPE: "credit_note"}
    return dict(values)


def _plain(value: str) -> str:
    return "".join(fold(value).split()).lstrip("-")


def _equal(term: Term, one: str, other: str) -> bool:
    if TERMS[term].value_type == "amount":
        return abs(Decimal(one)) == abs(Decimal(other))
    if term in (Term.SUPPLIER_NAME, Term.BUYER_NAME):
        return bool(fuzz.token_set_ratio(fold(one), fold(other)) >= _SAME_NAME)
    return _plain(one) == _plain(other)
