"""What sort of archive a file is, told from its first bytes and never from its name."""

from __future__ import annotations

from typing import Literal

ArchiveKind = Literal["zip", "tar.gz"]

HEAD_BYTES = 512
"""As much of a file as is looked at."""

_ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_GZIP_MAGIC = b"\x1f\x8b\x08"
_OTHER_MAGIC = (
    b"BZh",
    b"\xfd7zXZ\x00",
    b"\x28\xb5\x2f\xfd",  # Zstandard
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
    b"\x1f\x9d",  # compress
)
_TAR_MAGIC_AT = 257
# A text document or a spreadsheet is a ZIP too, told by the member that it must begin with
# (ISO/IEC 29500-2; OpenDocument 1.3, part 2, section 3.3) or that it usually does.
_FIRST_NAME_AT = 30
_OFFICE_NAMES = (b"[Content_Types].xml", b"mimetypeapplication/", b"_rels/", b"docProps/")


def archive_kind(head: bytes) -> ArchiveKind | None:
    r"""The kind of an archive that we take.

    Args:
        head: the file's first bytes, `HEAD_BYTES` of them if it has as many.

    Returns:
        The kind; None for anything else, an office document too. A gzip is taken for a tar's.

    >>> archive_kind(b"PK\x05\x06" + bytes(18)), archive_kind(b"%PDF-1.7")
    ('zip', None)
    """
    if head.startswith(_GZIP_MAGIC):
        return "tar.gz"
    if head.startswith(_ZIP_MAGIC) and not head[_FIRST_NAME_AT:].startswith(_OFFICE_NAMES):
        return "zip"
    return None


def is_any_archive(head: bytes) -> bool:
    r"""Whether a file is an archive or compressed, of a kind that we take or another.

    Args:
        head: the file's first bytes, as for `archive_kind`.

    >>> is_any_archive(b"7z\xbc\xaf\x27\x1c"), is_any_archive(b"<Invoice/>")
    (True, False)
    """
    return (
        archive_kind(head) is not None
        or head.startswith(_OTHER_MAGIC)
        or head[_TAR_MAGIC_AT:].startswith(b"ustar")
    )
