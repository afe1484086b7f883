"""What a source gives of a document: what it is called, and where its bytes are to be had."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from extractor.errors import InputError

KEY_BYTES = 16


@dataclass(frozen=True, slots=True)
class Reference:
    """A document that is not read yet.

    Attributes:
        name: what it is called within its source, as text that UTF-8 can hold; of two documents
            never the same.
        location: a path or an address that fsspec knows; empty if the bytes are here.
        store: address of what `location` is a path within; empty if that is whole.
        data: the bytes, where only the source can get at them.
        error: why it is known not to be readable; None if it may be tried.
    """

    name: str
    location: str = ""
    store: str = ""
    data: bytes | None = None
    error: InputError | None = None

    @property
    def key(self) -> bytes:
        """A short stand-in for the name, of `KEY_BYTES`.

        >>> Reference("a.pdf").key == Reference("a.pdf", "elsewhere").key
        True
        """
        return key_of(self.name)


def key_of(name: str) -> bytes:
    """The key of the document of that name."""
    return hashlib.blake2b(name.encode(), digest_size=KEY_BYTES).digest()


def printable_name(path: str) -> str:
    r"""A path as a name: a file's may hold bytes that are no text, which are written out.

    >>> printable_name("caf\udce9.pdf")
    'caf\\xe9.pdf'
    """
    return os.fsencode(path).decode("utf-8", "backslashreplace")


class Source(Protocol):
    """Where documents come from."""

    def references(self) -> Iterator[Reference]:
        """The documents, one after the other; at no time are many of them in memory.

        Raises:
            SourceError: the source cannot be read any further.
        """
        ...

    def count(self) -> int | None:
        """How many there are, which may take as long as to list them; None where it costs more.

        Raises:
            SourceError: the source cannot be read.
        """
        ...
