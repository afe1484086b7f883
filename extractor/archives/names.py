"""Names of an archive's members: never used as paths, and some of them refused or passed over."""

from __future__ import annotations

import re

_MAX_NAME = 1000
_DRIVE = re.compile(r"[A-Za-z]:")
_BOOKKEEPING = frozenset({".ds_store", "thumbs.db", "desktop.ini"})


def shown_name(name: str) -> str:
    r"""A member's name as its results give it: printable, and not endless.

    >>> shown_name("2025\\mars/a\x07.pdf")
    '2025/mars/a.pdf'
    """
    printable = "".join(c for c in name.replace("\\", "/") if c.isprintable())
    return printable[:_MAX_NAME] or "document"


def leaves_its_folder(name: str) -> bool:
    r"""Whether a name is absolute or climbs out of the folder that it is in.

    >>> [leaves_its_folder(n) for n in ("a/b.pdf", "/etc/a", "a/../../b", "C:\\a.pdf", "a..pdf")]
    [False, True, True, True, False]
    """
    parts = name.replace("\\", "/").split("/")
    return parts[0] == "" or ".." in parts or _DRIVE.match(name) is not None


def is_bookkeeping(name: str) -> bool:
    """Whether a file is what a system notes beside one's own files.

    >>> is_bookkeeping("__MACOSX/._a.pdf"), is_bookkeeping("a/.DS_Store"), is_bookkeeping("a.pdf")
    (True, True, False)
    """
    parts = name.replace("\\", "/").split("/")
    return "__MACOSX" in parts or parts[-1].startswith("._") or parts[-1].lower() in _BOOKKEEPING
