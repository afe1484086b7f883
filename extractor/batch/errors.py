"""What stops a whole run, rather than one of its documents.

BatchError
├── SourceError              where documents come from cannot be read, or not any further
│   └── EmptySourceError     there is no document, or nothing at all
├── StoreError               where results go cannot be written
│   └── WrongFolderError     it is another run's, or not what it should be
└── ExecutorError            who should do the work cannot be reached
"""

from __future__ import annotations


class BatchError(Exception):
    """Base of what stops a run; the message is in French, for a person.

    What was committed before is kept, and the same run goes on from there.
    """


class SourceError(BatchError):
    """Where documents come from cannot be read, or not any further."""


class EmptySourceError(SourceError):
    """There is no document where they should come from; the same command will not go on."""


class StoreError(BatchError):
    """Where results go cannot be written."""


class WrongFolderError(StoreError):
    """It holds another run or something else, or lacks files that it had."""


class ExecutorError(BatchError):
    """Who should do the work cannot be reached, or is not installed."""
