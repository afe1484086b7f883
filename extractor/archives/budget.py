"""What an archive may still cost, counted while it is read, whatever it says of itself."""

from __future__ import annotations

from extractor.errors import InvalidArchiveError
from extractor.settings import Limits

# Below it a ratio says nothing: a page of white is small, and so is what it comes to.
_HARMLESS_BYTES = 16 * 1024 * 1024


class Budget:
    """Bytes and members of one archive.

    Args:
        limits: `archive_…` are looked at.
        packed_bytes: the archive's own size.
    """

    def __init__(self, limits: Limits, *, packed_bytes: int) -> None:
        self._limits = limits
        by_ratio = max(_HARMLESS_BYTES, int(packed_bytes * limits.archive_max_ratio))
        self._bytes_left = min(limits.archive_max_unpacked_bytes, by_ratio)
        self._too_dense = by_ratio < limits.archive_max_unpacked_bytes
        self._members = 0

    def count_member(self) -> None:
        """One member more, of whatever kind.

        Raises:
            InvalidArchiveError: that is one too many.
        """
        self._members += 1
        if self._members > self._limits.archive_max_members:
            raise InvalidArchiveError(
                f"Plus de {self._limits.archive_max_members} fichiers dans l'archive"
            )

    def spend(self, count: int) -> None:
        """Some bytes more, uncompressed.

        Args:
            count: how many.

        Raises:
            InvalidArchiveError: those are too many.
        """
        self._bytes_left -= count
        if self._bytes_left >= 0:
            return
        if self._too_dense:
            raise InvalidArchiveError(
                f"Archive comprimée plus de {self._limits.archive_max_ratio:g} fois"
            )
        raise InvalidArchiveError(
            f"Plus de {self._limits.archive_max_unpacked_bytes} octets une fois décompressée"
        )
