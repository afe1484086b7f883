"""`bleuet batch`, as a person runs it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time

import pytest
from batch.runs import documents, outcomes, rows
from typer.testing import CliRunner

from extractor.batch.running import Progress
from extractor.cli.app import app
from extractor.cli.batch_progress import BatchLines, Counted, batch_progress

COMMAND = (sys.executable, "-m", "extractor.cli", "batch")


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """Time enough for each document on a machine that has others to do."""
    monkeypatch.setenv("BLEUET_LIMIT_TIMEOUT_S", "600")


@pytest.fixture
def samples(tmp_path, project_root):
    """Two invoices and a file that is none."""
    folder = documents(tmp_path / "in", {"broken.pdf": "no pdf"})
    for name in ("facture.pdf", "facture-scan.pdf"):
        shutil.copy(project_root / "samples" / name, folder / name)
    return folder


def test_documents_in_tables_out(samples, tmp_path):
    command = [*COMMAND, str(samples), "--out", str(tmp_path / "out"), "--jobs", "2"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 1, done.stderr
    assert "3 documents, 2 pages, 1 en erreur" in done.stderr
    found = outcomes(tmp_path / "out")
    assert found.pop("broken.pdf") == "document.unsupported"
    assert found == {"facture.pdf": None, "facture-scan.pdf": None}
    fields = rows(tmp_path / "out", "fields")
    numbers = {f["document"]: f["value"] for f in fields if f["field"] == "invoice_number"}
    assert numbers == dict.fromkeys(found, "FA-2025-0147")
    assert {row["document"] for row in rows(tmp_path / "out", "vat_rows")} == set(found)
    assert len(rows(tmp_path / "out", "lines")) >= 4
    summary = json.loads((tmp_path / "out" / "summary.json").read_text())
    assert summary["complete"]
    assert summary["processor"]["scanned"]["cpu_s_per_page"] > 0
    assert "facture-scan.pdf" in (tmp_path / "out" / "report.html").read_text()
    again = subprocess.run(command, capture_output=True, text=True)
    assert again.returncode == 1
    assert "3 n'étaient pas à relire" in again.stderr


def test_an_interruption_ends_it_well_and_it_goes_on(project_root, tmp_path):
    source = tmp_path / "in"
    source.mkdir()
    for number in range(1000):  # more than are read by the time that the signal arrives
        shutil.copy(project_root / "samples" / "facture.pdf", source / f"{number}.pdf")
    command = [*COMMAND, str(source), "--out", str(tmp_path / "out"), "--jobs", "1"]
    settings = {**os.environ, "BLEUET_BATCH_PART_DOCUMENTS": "5"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=settings) as process:
        while not list((tmp_path / "out" / "documents").glob("*.parquet")):
            assert process.poll() is None
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        said = process.stderr.read()
    assert process.returncode == 130, said
    assert "Interrompu" in said
    read = set(outcomes(tmp_path / "out"))
    assert 5 <= len(read) < 1000
    left, *others = [path for path in source.iterdir() if path.name not in read]
    for path in others:
        path.unlink()
    assert subprocess.run(command, capture_output=True, env=settings).returncode == 0
    assert set(outcomes(tmp_path / "out")) == read | {left.name}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nowhere", "--out", "out"), "introuvable"),
        (("in", "--out", "in"), "n'est pas vide"),
        (("in",), "--out"),
        (("in", "--out", "out", "--also", "xlsx"), "--also"),
    ],
)
def test_wrong_usage(tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(documents(tmp_path, {"in/a.pdf": ""}).parent)
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["batch", *arguments])
    assert done.exit_code == 2
    assert said in done.output.replace("\n", " ")


def test_what_cannot_go_on_says_so_and_how(tmp_path, monkeypatch):
    from extractor.batch.errors import SourceError
    from extractor.batch.sources.folders import FolderSource

    def fail(self, folder, prefix):
        raise SourceError("injoignable")

    monkeypatch.setattr(FolderSource, "_below", fail)
    (tmp_path / "in").mkdir()
    done = CliRunner().invoke(app, ["batch", str(tmp_path / "in"), "-o", str(tmp_path / "out")])
    assert done.exit_code == 3
    assert "injoignable" in done.output
    assert "La même commande reprendra" in done.output


class Three:
    """A source of which only the number is asked."""

    def references(self):
        return iter(())

    def count(self):
        return 3


def wait_for_count(counted):
    for _ in range(100):
        if counted.total is not None:
            return
        time.sleep(0.01)


def test_a_log_gets_a_line_now_and_then(capsys):
    counted = Counted(Three())
    wait_for_count(counted)
    seconds = iter([0.0, 10.0, 40.0, 60.0, 71.0])
    lines = BatchLines(counted, lambda: next(seconds))
    for documents_read in (0, 1, 2, 3):
        lines(Progress(documents_read, documents_read * 40, errors=documents_read // 2))
    assert capsys.readouterr().err.splitlines() == [
        "Lecture : 1/3 documents, 1.0 pages/s, encore 80 s environ",
        "Lecture : 3/3 documents, 1.7 pages/s, 1 en erreur, encore 0 s environ",
    ]


def test_a_terminal_gets_a_bar(monkeypatch):
    import io

    class Terminal(io.StringIO):
        def isatty(self):
            return True

    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    with batch_progress(Three()) as report:
        time.sleep(0.3)
        report(Progress(documents=2, pages=4, errors=1))
        time.sleep(0.3)
    assert "2/3" in terminal.getvalue()
    assert "1 en erreur" in terminal.getvalue()
