"""The guide describes the schema that there is."""

from __future__ import annotations

import re

from extractor.batch.store.schema import SCHEMA_VERSION, TABLES


def test_every_column_is_described(project_root):
    guide = (project_root / "docs" / "batch.md").read_text("utf-8")
    assert f"### Schema, version {SCHEMA_VERSION}" in guide
    described = set(re.findall(r"`(\w+)`", guide))
    # the place is told once for all tables
    columns = {name for schema in TABLES.values() for name in schema.names}
    assert columns <= described
    assert set(TABLES) <= described
