"""The report and the summary say what is in the tables."""

from __future__ import annotations

import errno
import json
import os
from contextlib import closing
from html.parser import HTMLParser

import pytest
from batch.fakes import MODEL
from batch.runs import documents, rows, run

from extractor.batch.errors import StoreError
from extractor.batch.report import summarise, write_report
from extractor.batch.store import Run, Store

CONTENTS = {f"{n}.pdf": f"number {n}" for n in range(12)}
CONTENTS |= {"scan.pdf": "scan", "<b>.pdf": "encrypted", "killer.pdf": "killer"}


@pytest.fixture
def out(tmp_path):
    source = documents(tmp_path / "in", CONTENTS)
    run(source, tmp_path / "out")
    with closing(Store(tmp_path / "out", Run(str(source), MODEL))) as store:
        write_report(store.folder, summarise(Run(str(source), MODEL), store.tally, complete=True))
    return tmp_path / "out"


def test_the_summary_counts_what_the_tables_hold(out):
    summary = json.loads((out / "summary.json").read_text())
    found = rows(out, "documents")
    assert summary["documents"] == len(found) == 15
    assert summary["read"] == sum(row["status"] == "ok" for row in found) == 13
    assert summary["pages"] == sum(row["pages"] or 0 for row in found)
    assert summary["retried"] == 1
    assert summary["errors"] == {
        "pdf.encrypted": {"documents": 1, "examples": ["<b>.pdf"]},
        "processing.memory": {"documents": 1, "examples": ["killer.pdf"]},
    }
    assert summary["page_sources"] == {"text_layer": 25, "ocr": 1}
    numbers = [f for f in rows(out, "fields") if f["field"] == "invoice_number"]
    figures = summary["fields"]["invoice_number"]
    assert figures["filled"] == len(numbers) == 13
    assert figures["prefilled"] == sum(number["prefill"] for number in numbers)
    for position, count in enumerate(figures["confidence"]):
        low, high = position / 20, (position + 1) / 20
        assert count == sum(low <= number["confidence"] < high for number in numbers)
    assert summary["fields"]["due_date"]["filled"] == 0
    assert set(summary["processor"]) == {"native", "scanned", "error"}
    assert len(summary["slowest"]) == 13


class Outline(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.text, self.references = [], [], []

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.references += [value for name, value in attributes if name in ("src", "href")]

    def handle_data(self, data):
        self.text.append(data)


def test_the_page_shows_it_and_needs_nothing_else(out):
    outline = Outline()
    outline.feed((out / "report.html").read_text())
    text = " ".join(" ".join(outline.text).split())
    assert outline.tags.count("svg") == 27
    assert outline.tags.count("script") == len(outline.references) == 0
    assert "b" not in outline.tags, "a document's name is no markup"
    for expected in (
        "<b>.pdf",
        "processing.memory",
        "13,3 %",
        "invoice_number",
        "100,0 %",
    ):
        assert expected in text
    assert "Pas terminé" not in text


def test_a_report_of_what_is_not_finished_says_so(tmp_path):
    run_ = Run("in", MODEL)
    with closing(Store(tmp_path, run_)) as store:
        write_report(tmp_path, summarise(run_, store.tally, complete=False))
    assert "Pas terminé" in (tmp_path / "report.html").read_text()
    assert json.loads((tmp_path / "summary.json").read_text())["complete"] is False


def test_a_report_that_cannot_be_written_is_told(tmp_path, monkeypatch):
    def full(_descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    run_ = Run("in", MODEL)
    with closing(Store(tmp_path, run_)) as store:
        monkeypatch.setattr("extractor.batch.store.durable.os.fsync", full)
        with pytest.raises(StoreError, match="No space left"):
            write_report(tmp_path, summarise(run_, store.tally, complete=True))
    assert not (tmp_path / "report.html").exists()
