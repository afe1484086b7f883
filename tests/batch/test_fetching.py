"""What cannot be had is an error of its document, or of the run: as long as it may still be had."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from batch.runs import documents, outcomes, run

from extractor.batch.errors import SourceError
from extractor.batch.sources import Reference, fetch, fetching, read_file
from extractor.errors import UnreachableDocumentError


@pytest.fixture(autouse=True)
def in_no_time(monkeypatch):
    monkeypatch.setattr(fetching, "_PAUSES_S", (0.0, 0.0))


@pytest.fixture
def failing(monkeypatch):
    """Has the next readings of files fail, as many and in the way that is asked for."""
    read_bytes = Path.read_bytes
    left = []

    def read(path):
        if path.suffix == ".pdf" and left:
            raise OSError(left.pop(), "-")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", read)
    return left


@pytest.mark.parametrize("number", [errno.EIO, errno.ESTALE, errno.ETIMEDOUT])
def test_a_file_out_of_sight_for_a_moment_is_read(tmp_path, failing, number):
    documents(tmp_path, {"a.pdf": "a"})
    failing += [number] * 2
    assert fetch(Reference("a.pdf", f"{tmp_path}/a.pdf"), max_bytes=9) == b"a"


def test_a_disk_that_fails_ends_the_run_and_not_the_document(tmp_path, failing, workers):
    source = documents(tmp_path / "in", {"a.pdf": "a", "b.pdf": "b"})
    failing += [errno.EIO] * 3
    with pytest.raises(SourceError, match="in/"):
        run(source, tmp_path / "out", workers=workers)
    assert set(outcomes(tmp_path / "out").values()) <= {None}
    assert run(source, tmp_path / "out", workers=workers).errors == 0
    assert outcomes(tmp_path / "out") == {"a.pdf": None, "b.pdf": None}


@pytest.mark.parametrize(
    "location",
    ["gone.pdf", "a.pdf/b.pdf", ".", "n\0.pdf", f"{'n' * 300}.pdf", "\ud800.pdf"],
)
def test_what_is_no_file_is_an_error_of_that_document(tmp_path, location):
    documents(tmp_path, {"a.pdf": "a"})
    with pytest.raises(UnreachableDocumentError) as raised:
        fetch(Reference("x", f"{tmp_path}/{location}"), max_bytes=9999)
    assert raised.value.type == "document.unreachable"
    with pytest.raises(UnreachableDocumentError):
        read_file(tmp_path / location, max_bytes=9999)


def test_a_file_that_is_not_for_us_is_an_error_of_that_document(tmp_path, failing):
    documents(tmp_path, {"a.pdf": "a"})
    failing += [errno.EACCES]
    with pytest.raises(UnreachableDocumentError, match="PermissionError"):
        fetch(Reference("a.pdf", os.fspath(tmp_path / "a.pdf")), max_bytes=9)
    assert not failing


def test_an_address_that_nobody_knows_is_an_error_of_that_document():
    with pytest.raises(UnreachableDocumentError, match="nostore"):
        fetch(Reference("x", "nostore://x/a.pdf"), max_bytes=9)


def test_a_store_whose_library_is_not_installed_ends_the_run():
    with pytest.raises(SourceError, match="ImportError"):
        fetch(Reference("x", "dropbox://x/a.pdf"), max_bytes=9)
