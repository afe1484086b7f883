"""The database: sessions, and its schema brought up to date."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.orm import Session

from service.storage.folders import make_private

_MIGRATIONS = Path(__file__).with_name("migrations")
# Of processes that start at the same time, the second waits, and finds nothing left to do.
# A migration may take as long as the tables are large.
_ALONE = {
    "sqlite": ("BEGIN IMMEDIATE",),
    "postgresql": (
        "SET LOCAL lock_timeout = '1h'",
        "SET LOCAL statement_timeout = '1h'",
        "SELECT pg_advisory_xact_lock(862538)",
    ),
}
# A PostgreSQL that does not answer must not keep our threads: seconds until it is taken for gone …
_CONNECTION = {
    "connect_timeout": "5",
    "tcp_user_timeout": "10000",  # ms
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
}
# … and until it gives up by itself: as patient with other writers as with SQLite, and a minute for
# the longest statement, the removal of a job of thousands of documents.
_SESSION = "-c lock_timeout=10s -c statement_timeout=60s"


class Database:
    """Sessions on one database. May be shared between threads; sessions may not.

    Args:
        url: of SQLAlchemy: `sqlite:///…` or `postgresql+psycopg://…`; limits of time that the
            latter's query sets itself prevail over ours.
    """

    def __init__(self, url: str) -> None:
        parsed = make_url(url)
        # What an exception says of itself would else quote what was to be stored.
        options: dict[str, Any] = {"hide_parameters": True}
        if parsed.get_backend_name() != "sqlite":
            parsed = _with_limits(parsed)
            options["pool_pre_ping"] = True  # a server may have gone meanwhile
        elif parsed.database:
            _protect(Path(parsed.database))
        self.engine: Engine = create_engine(parsed, **options)
        if self.engine.dialect.name == "sqlite":
            event.listen(self.engine, "connect", _prepare_sqlite)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A transaction: committed at the end of the block, rolled back if it raises."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    def migrate(self) -> None:
        """Bring the schema up to date."""
        with self.engine.begin() as connection:
            for statement in _ALONE[self.engine.dialect.name]:
                connection.exec_driver_sql(statement)
            config = Config()
            config.set_main_option("script_location", str(_MIGRATIONS))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    def erase_traces(self) -> None:
        """Have what was deleted leave the disk as well, where it is up to us.

        SQLite has it in its journal still. While others read, that cannot be emptied: next time.
        """
        if self.engine.dialect.name == "sqlite":
            with self.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()


def _with_limits(url: URL) -> URL:
    """The address of a PostgreSQL, with limits of time beside what it says itself."""
    options = " ".join((_SESSION, *url.normalized_query.get("options", ())))
    return url.set(query={**_CONNECTION, **url.query, "options": options})


def _protect(file: Path) -> None:
    """A file that only we can read, unless it is there; SQLite's journal gets the same rights."""
    if str(file) == ":memory:":
        return
    make_private(file.parent)
    file.touch(mode=0o600, exist_ok=True)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # Readers and a writer side by side, what is committed on the disk itself, patience with other
    # writers, references that hold, and what is deleted written over.
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "busy_timeout=10000",
        "foreign_keys=ON",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}").close()
