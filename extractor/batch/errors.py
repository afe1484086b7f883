"""What stops a whole run, rather than one of its documents.

BatchError
├── SourceError     where documents come from cannot be read, or not any further
├── StoreError      where results go cannot be written, or is another run's
└── ExecutorError   who should do the work cannot be reached
"""

from __future__ import annotations


class BatchError(Exception):
    """Base of what stops a run; the message is in French, for a person.

    What was committed before is kept, and the same run goes on from there.
    """


class SourceError(BatchError):
    """Where documents come from cannot be read, or not any further."""


class StoreError(BatchError):
    """Where results go cannot be written, holds another run, or lacks files that it had."""


class ExecutorError(BatchError):
    """Who should do the work cannot be reached, or is not installed."""
