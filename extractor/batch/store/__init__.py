"""Where results go: partitioned Parquet, and a journal that says what of it counts."""

from extractor.batch.store.journal import JOURNAL, Journal
from extractor.batch.store.schema import SCHEMA_VERSION
from extractor.batch.store.store import Run, Store

__all__ = ["JOURNAL", "SCHEMA_VERSION", "Journal", "Run", "Store"]
