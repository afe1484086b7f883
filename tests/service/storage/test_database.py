"""Sessions and migrations."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

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


@pytest.fixture
def open_postgres(postgres):
    """Opens a database, with further options of its connections."""
    opened = []

    def open_database(options: str = "") -> Database:
        opened.append(Database(postgres.new_url() + options))
        return opened[-1]

    yield open_database
    for database in opened:
        database.close()


def shown(database: Database, name: str) -> str:
    with database.engine.connect() as connection:
        return connection.exec_driver_sql(f"SHOW {name}").scalar_one()


def parameters(database: Database) -> dict[str, str]:
    with database.engine.connect() as connection:
        return connection.connection.driver_connection.info.get_parameters()


def test_a_postgresql_that_does_not_answer_is_given_up(open_postgres):
    database = open_postgres()
    assert shown(database, "lock_timeout") == "10s"
    assert shown(database, "statement_timeout") == "1min"
    assert shown(database, "search_path").startswith("test_")
    ours = parameters(database)
    assert (ours["connect_timeout"], ours["tcp_user_timeout"]) == ("5", "10000")


def test_limits_that_the_address_sets_itself_prevail(open_postgres):
    database = open_postgres("%20-c%20lock_timeout%3D7s&connect_timeout=9")
    assert shown(database, "lock_timeout") == "7s"
    assert shown(database, "statement_timeout") == "1min"
    assert parameters(database)["connect_timeout"] == "9"


def test_a_migration_waits_for_another_as_long_as_that_takes(open_postgres):
    impatient = "%20-c%20lock_timeout%3D100ms%20-c%20statement_timeout%3D100ms"
    database, other = open_postgres(impatient), open_postgres()
    with ThreadPoolExecutor() as threads:
        with other.session() as session:
            session.execute(text("SELECT pg_advisory_xact_lock(862538)"))
            migrating = threads.submit(database.migrate)
            with pytest.raises(TimeoutError):
                migrating.result(0.5)
        migrating.result(60)
    assert shown(database, "lock_timeout") == "100ms"


def test_moments_are_kept_in_utc_and_naive_ones_refused():
    kind, dialect = UtcDateTime(), None
    paris = timezone(timedelta(hours=2))
    kept = kind.process_bind_param(datetime(2026, 7, 1, 12, tzinfo=paris), dialect)
    assert kept == datetime(2026, 7, 1, 10, tzinfo=UTC)
    assert kind.process_result_value(kept.replace(tzinfo=None), dialect) == kept
    with pytest.raises(ValueError, match="time zone"):
        kind.process_bind_param(datetime(2026, 7, 1, 12), dialect)
