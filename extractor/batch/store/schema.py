"""The tables of a run, as Arrow schemas. `docs/batch.md` says what each column holds.

A change of meaning, type or name is another version; a column more is not.
"""

from __future__ import annotations

import pyarrow as pa

SCHEMA_VERSION = "1"

_PLACE = [
    ("page", pa.int32()),
    ("left", pa.float32()),
    ("top", pa.float32()),
    ("right", pa.float32()),
    ("bottom", pa.float32()),
]
_FINDING = pa.struct(
    [
        ("code", pa.string()),
        ("severity", pa.string()),
        ("fields", pa.list_(pa.string())),
        ("message", pa.string()),
        ("values", pa.map_(pa.string(), pa.string())),
    ]
)
_METADATA = {"bleuet.schema_version": SCHEMA_VERSION}

TABLES: dict[str, pa.Schema] = {
    "documents": pa.schema(
        [
            ("document", pa.string()),
            ("sha256", pa.string()),
            ("status", pa.string()),
            ("error_type", pa.string()),
            ("error_title", pa.string()),
            ("error_detail", pa.string()),
            ("model_version", pa.string()),
            ("deposit_format", pa.string()),
            ("pages", pa.int32()),
            ("page_sources", pa.list_(pa.string())),
            ("findings", pa.list_(_FINDING)),
            ("attempts", pa.int32()),
            ("total_ms", pa.float64()),
            ("cpu_ms", pa.float64()),
            ("timings_ms", pa.map_(pa.string(), pa.float64())),
        ],
        _METADATA,
    ),
    "fields": pa.schema(
        [
            ("document", pa.string()),
            ("field", pa.string()),
            ("value", pa.string()),
            ("raw", pa.string()),
            ("confidence", pa.float64()),
            ("prefill", pa.bool_()),
            ("source", pa.string()),
            *_PLACE,
        ],
        _METADATA,
    ),
    "vat_rows": pa.schema(
        [
            ("document", pa.string()),
            ("row", pa.int32()),
            ("rate", pa.string()),
            ("base", pa.string()),
            ("amount", pa.string()),
            ("confidence", pa.float64()),
            *_PLACE,
        ],
        _METADATA,
    ),
    "lines": pa.schema(
        [
            ("document", pa.string()),
            ("row", pa.int32()),
            ("description", pa.string()),
            ("quantity", pa.string()),
            ("unit_price", pa.string()),
            ("net_amount", pa.string()),
            ("vat_rate", pa.string()),
            ("confidence", pa.float64()),
            *_PLACE,
        ],
        _METADATA,
    ),
}
TIMINGS = ("total_ms", "cpu_ms", "timings_ms")
"""Columns of `documents` that differ from one reading of a document to the next."""
