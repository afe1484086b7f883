"""What the service keeps, for the commands that look at it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.storage import Database


@contextmanager
def service_database() -> Iterator[Database]:
    """The database of the service that the environment describes, its schema up to date."""
    from service.settings import StorageSettings
    from service.storage import Database

    database = Database(StorageSettings().url)
    try:
        database.migrate()
        yield database
    finally:
        database.close()
