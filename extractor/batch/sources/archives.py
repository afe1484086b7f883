"""The documents of a .zip or .tar.gz, unpacked one at a time within the limits of archives."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor.archives import Member, unpack
from extractor.batch.errors import SourceError
from extractor.batch.sources.reference import Reference, printable_name
from extractor.errors import InvalidArchiveError
from extractor.settings import Limits


@dataclass(frozen=True, slots=True)
class ArchiveSource:
    """An archive.

    Attributes:
        path: of the archive.
        limits: what it may cost; None for those of the environment.
    """

    path: Path
    limits: Limits | None = None

    def references(self) -> Iterator[Reference]:
        """Every document with its bytes, named with its number, since archives may repeat a name.

        An archive that turns out to be damaged ends in a reference to itself with the error.

        Raises:
            SourceError: the archive cannot be read, or the disk is too full to unpack it.
        """
        try:
            yield from self._members()
        except OSError as error:
            message = f"{self.path} : impossible à décompresser ({error.strerror or error})"
            raise SourceError(message) from error

    def count(self) -> None:
        """Unknown: to count members of a tar is to unpack them."""
        return None

    def _members(self) -> Iterator[Reference]:
        with tempfile.TemporaryDirectory(prefix="bleuet-") as folder:
            try:
                for member in unpack(self.path, Path(folder), self.limits or Limits()):
                    yield _reference(member)
                    member.path.unlink(missing_ok=True)
            except InvalidArchiveError as error:
                yield Reference(printable_name(self.path.name), error=error)


def _reference(member: Member) -> Reference:
    name = f"{member.name}#{member.number}"
    if member.error is not None:
        return Reference(name, error=member.error)
    return Reference(name, data=member.path.read_bytes())
