"""How likely each candidate is to be the value of each field."""

from extractor.classify.classifier import FieldClassifier, join_groups, load_classifier
from extractor.classify.groups import GROUPS, KIND_TERMS, TERM_COLUMNS, Group, group_of
from extractor.classify.scene import Scene

__all__ = [
    "GROUPS",
    "KIND_TERMS",
    "TERM_COLUMNS",
    "FieldClassifier",
    "Group",
    "Scene",
    "group_of",
    "join_groups",
    "load_classifier",
]
