"""What the service keeps: SQLAlchemy tables, on SQLite or PostgreSQL, migrated by Alembic."""

from __future__ import annotations

from service.storage.base import Base
from service.storage.database import Database

__all__ = ["Base", "Database"]
