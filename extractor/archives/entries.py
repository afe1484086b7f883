"""What both kinds of archive are read as: named entries, each with its bytes to come."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from extractor.errors import InputError


class UnreadableEntryError(Exception):
    """One entry cannot be read, the others can; stays within this package.

    Attributes:
        error: what its result says.
    """

    def __init__(self, error: InputError) -> None:
        super().__init__(error.detail)
        self.error = error


@dataclass(frozen=True, slots=True)
class Entry:
    """A member of an archive that is not a folder.

    Attributes:
        name: as the archive has it.
        chunks: begins reading it; to be called before the next entry is asked for. It may raise
            `UnreadableEntryError`.
        refusal: why it is not to be read, in French; None if it is.
    """

    name: str
    chunks: Callable[[], Iterator[bytes]]
    refusal: str | None = None


def nothing() -> Iterator[bytes]:
    """The bytes of an entry that has none."""
    return iter(())
