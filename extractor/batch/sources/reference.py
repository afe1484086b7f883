"""What a source gives of a document: what it is called, and where its bytes are to be had."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from extractor.errors import InputError

KEY_BYTES = 16
_WRITTEN_OUT = re.compile(r"\\x[0-9a-f]{2}")


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

    Of two paths it is never the same: where backslashes would be mistaken for such a byte, they
    are doubled.

    >>> printable_name("caf\udce9.pdf"), printable_name(r"caf\xe9.pdf"), printable_name(r"a\b.pdf")
    ('caf\\xe9.pdf', 'caf\\\\xe9.pdf', 'a\\b.pdf')
    """
    try:
        data = os.fsencode(path)
    except UnicodeEncodeError:  # half of a pair of UTF-16, which no file system gives
        data = path.encode("utf-8", "surrogatepass")
    text = data.decode("utf-8", "backslashreplace")
    if text != path or _WRITTEN_OUT.search(path):
        text = data.replace(b"\\", b"\\\\").decode("utf-8", "backslashreplace")
    return text


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
