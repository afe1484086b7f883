"""The guide describes the schema that there is."""

from __future__ import annotations

import re

from extractor.batch.sources.manifests import COLUMNS
from extractor.batch.store.schema import SCHEMA_VERSION, TABLES
from extractor.settings import Limits


def test_every_column_is_described(project_root):
    guide = (project_root / "docs" / "batch.md").read_text("utf-8")
    assert f"### Schema, version {SCHEMA_VERSION}" in guide
    described = set(re.findall(r"`(\w+)`", guide))
    # the place is told once for all tables
    columns = {name for schema in TABLES.values() for name in schema.names}
    assert columns <= described
    assert set(TABLES) <= described


def test_limits_of_archives_and_columns_of_manifests_are_those_that_there_are(project_root):
    guide = (project_root / "docs" / "batch.md").read_text("utf-8")
    limits = Limits()
    for name, told in {
        "archive_max_unpacked_bytes": f"{limits.archive_max_unpacked_bytes >> 30} GiB unpacked",
        "archive_max_ratio": f"{limits.archive_max_ratio:g} times its own size",
        "archive_max_members": f"{limits.archive_max_members:,} files and folders",
    }.items():
        assert re.search(rf"{told}\s\(`BLEUET_LIMIT_{name.upper()}`", guide)
    assert all(f"`{column}`" in guide for column in COLUMNS)
