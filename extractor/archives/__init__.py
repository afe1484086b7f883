"""The documents of a deposited .zip or .tar.gz, taken out within limits, one after the other."""

from extractor.archives.kinds import HEAD_BYTES, ArchiveKind, archive_kind
from extractor.archives.unpacking import Member, unpack

__all__ = ["HEAD_BYTES", "ArchiveKind", "Member", "archive_kind", "unpack"]
