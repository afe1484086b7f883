"""Files of a service that was killed are removed, and nobody else's."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from service.spool import SpoolFolder, remove_left_over, spool_file

HOLDER = """
import sys, time
from pathlib import Path
from service.spool import SpoolFolder, spool_file
folder = Path(sys.argv[1])
scratch = SpoolFolder(folder)
(scratch.path / "page.pgm").write_bytes(b"secret")
with spool_file(folder) as path:
    path.write_bytes(b"secret")
    print("ready", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def folder(tmp_path):
    """Of its own, whatever else is in the system's."""
    (tmp_path / "spool").mkdir()
    return tmp_path / "spool"


def test_a_file_is_ours_alone_and_gone_after_its_block(folder):
    with pytest.raises(ZeroDivisionError), spool_file(folder) as path:
        assert path.stat().st_mode & 0o077 == 0
        raise ZeroDivisionError
    assert not list(folder.iterdir())


def test_what_is_in_use_stays(folder):
    with spool_file(folder) as path:
        scratch = SpoolFolder(folder)
        assert remove_left_over(folder) == 0
        assert path.exists() and scratch.path.exists()
        assert scratch.path.stat().st_mode & 0o077 == 0
        scratch.remove()
    assert not list(folder.iterdir())


def test_what_a_killed_process_left_is_removed(folder):
    command = [sys.executable, "-c", HOLDER, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "ready\n"
        assert remove_left_over(folder) == 0
        holder.kill()
    assert len(list(folder.iterdir())) == 2
    assert remove_left_over(folder) == 2
    assert not list(folder.iterdir())


def test_what_only_looks_like_it_stays(folder, tmp_path):
    other = tmp_path / "other"
    other.write_bytes(b"x")
    (folder / "bleuet-notes.txt").write_bytes(b"x")
    (folder / "bleuet-upload-x.spool").symlink_to(other)
    os.mkfifo(folder / "bleuet-upload-y.spool")  # opening one to read would wait for ever
    remove_left_over(folder)
    assert other.exists()
    assert (folder / "bleuet-notes.txt").exists()
