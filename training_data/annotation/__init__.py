"""The annotation of a document: its types, its file, and what makes a file wrong.

`docs/annotations.md` describes the format for a person, `docs/annotation.schema.json` for a tool.
"""

from training_data.annotation.reading import AnnotationError, from_json, read_annotation
from training_data.annotation.types import (
    LINE_COLUMNS,
    TABLES,
    VAT_COLUMNS,
    Annotation,
    Place,
    TableRow,
)
from training_data.annotation.writing import to_json, write_annotation

__all__ = [
    "LINE_COLUMNS",
    "TABLES",
    "VAT_COLUMNS",
    "Annotation",
    "AnnotationError",
    "Place",
    "TableRow",
    "from_json",
    "read_annotation",
    "to_json",
    "write_annotation",
]
