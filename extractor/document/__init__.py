"""The types that pass between the stages: frozen, typed, and ignorant of every stage."""

from extractor.document.candidates import Candidate, Evidence, Kind
from extractor.document.geometry import BoundingBox
from extractor.document.labels import LabelMention
from extractor.document.results import (
    DocumentInfo,
    Extraction,
    Field,
    Finding,
    LineItem,
    Severity,
    VatRow,
)
from extractor.document.words import (
    Block,
    Document,
    Line,
    Page,
    PageImage,
    PageSource,
    PageWords,
    Source,
    Word,
)

__all__ = [
    "Block",
    "BoundingBox",
    "Candidate",
    "Document",
    "DocumentInfo",
    "Evidence",
    "Extraction",
    "Field",
    "Finding",
    "Kind",
    "LabelMention",
    "Line",
    "LineItem",
    "Page",
    "PageImage",
    "PageSource",
    "PageWords",
    "Severity",
    "Source",
    "VatRow",
    "Word",
]
