"""Sessions and migrations."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

import service.access.tables
import service.jobs.tables
import service.retention.tables  # noqa: F401 -- so that their tables are known
from service.storage import Base, Database
from service.storage.base import UtcDateTime


@pytest.fixture
def database(tmp_path):
    opened = Database(f"sqlite:///{tmp_path / 'new' / 'a.sqlite'}")
    opened.migrate()
    yield opened
    opened.close()


def test_migrations_make_the_tables_that_the_code_expects(database):
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_migrating_again_changes_nothing(database):
    database.migrate()


def test_moments_are_kept_in_utc_and_naive_ones_refused():
    kind, dialect = UtcDateTime(), None
    paris = timezone(timedelta(hours=2))
    kept = kind.process_bind_param(datetime(2026, 7, 1, 12, tzinfo=paris), dialect)
    assert kept == datetime(2026, 7, 1, 10, tzinfo=UTC)
    assert kind.process_result_value(kept.replace(tzinfo=None), dialect) == kept
    with pytest.raises(ValueError, match="time zone"):
        kind.process_bind_param(datetime(2026, 7, 1, 12), dialect)
