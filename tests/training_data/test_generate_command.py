from __future__ import annotations

from pathlib import Path

import pymupdf
from typer.testing import CliRunner

from extractor.cli.app import app
from training_data import read_annotation


def test_scans_are_made_by_several_processes_as_by_one(tmp_path: Path) -> None:
    for name, jobs in (("one", "1"), ("two", "2")):
        arguments = ["--out", str(tmp_path / name), "-n", "2", "--seed", "21", "-j", jobs]
        done = CliRunner().invoke(app, ["generate", *arguments, "--scan-share", "1"])
        assert done.exit_code == 0, done.output
    first, second = (sorted((tmp_path / name).glob("*.json")) for name in ("one", "two"))
    assert [read_annotation(path) for path in first] == [read_annotation(path) for path in second]
    for path in first:
        assert read_annotation(path).severity
        with pymupdf.open(path.with_suffix(".pdf")) as pdf:
            assert not any(page.get_text().strip() for page in pdf)
