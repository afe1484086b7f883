"""Spans of a page that could be the value of some field."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from extractor.document.geometry import BoundingBox
from extractor.document.words import Source


class Kind(StrEnum):
    """What a span parses as; decides which fields it may fill."""

    AMOUNT = "amount"
    DATE = "date"
    SIRET = "siret"
    SIREN = "siren"
    VAT_NUMBER = "vat_number"
    IBAN = "iban"
    BIC = "bic"
    REFERENCE = "reference"
    NAME = "name"
    CHOICE = "choice"


class Evidence(NamedTuple):
    """The place a value was read from.

    Attributes:
        page: page number from 1.
        bbox: the span's place.
        text: the characters as printed.
        source: text layer or OCR.
        ocr_confidence: the least of the span's words, 0 to 1.
    """

    page: int
    bbox: BoundingBox
    text: str
    source: Source
    ocr_confidence: float


class Candidate(NamedTuple):
    """A typed span.

    Attributes:
        kind: what it parses as.
        value: the value in the contract's format (`1234.50`, `2025-03-12`, digits only…).
        evidence: where it stands.
        parse_quality: 1 for a clean parse, less for each character that had to be repaired.
        checked: whether check digits (Luhn, mod 97, RIB key) confirm the value; False without any.
        line: index of its line within the page's lines.
        first_word: index of its first word within that line.
        last_word: index of its last word within that line.
        detail: what the kind needs beyond that, such as the concept of a choice; empty otherwise.
    """

    kind: Kind
    value: str
    evidence: Evidence
    parse_quality: float
    checked: bool
    line: int
    first_word: int
    last_word: int
    detail: str = ""
