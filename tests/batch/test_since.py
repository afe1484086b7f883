"""What did not change is taken over; and two runs compared."""

from __future__ import annotations

import json
from contextlib import closing, nullcontext

import pytest
from batch import runs
from batch.runs import contents, documents, run
from typer.testing import CliRunner

from extractor.batch.comparison import Example, compare_runs
from extractor.batch.errors import StoreError
from extractor.batch.former import FormerRun
from extractor.cli.app import app

CONTENTS = {f"{n:02}.pdf": f"number {n}" for n in range(30)} | {
    "x.pdf": "encrypted",
    "y.pdf": "bug",
}


@pytest.fixture(autouse=True)
def in_this_process(workers, monkeypatch):
    monkeypatch.setattr(runs, "local_workers", lambda _jobs: nullcontext(workers))


@pytest.fixture
def source(tmp_path):
    source = documents(tmp_path / "in", CONTENTS)
    run(source, tmp_path / "old", formats=("jsonl",))
    return source


def since(tmp_path, source, name="new", **named):
    with closing(FormerRun(tmp_path / "old")) as former:
        return run(source, tmp_path / name, former=former, since="old", formats=("jsonl",), **named)


def test_only_what_changed_is_read_again(source, tmp_path):
    documents(source, {"03.pdf": "another", "new.pdf": "new"})
    (source / "05.pdf").unlink()
    progress = since(tmp_path, source, part_documents=4)
    # what failed by accident is tried again
    assert (progress.documents, progress.passed) == (3, 29)
    run(source, tmp_path / "all")
    assert contents(tmp_path / "new") == contents(tmp_path / "all")
    lines = [
        json.loads(line)
        for path in sorted((tmp_path / "new" / "jsonl").iterdir())
        for line in path.read_text().splitlines()
    ]
    assert len(lines) == len({line["file"] for line in lines}) == 32
    assert since(tmp_path, source).documents == 0


def test_with_another_model_all_is_read_again(source, tmp_path):
    progress = since(tmp_path, source, model_version="test-2")
    assert (progress.documents, progress.passed) == (32, 0)


@pytest.mark.parametrize("cut", range(1, 9))
def test_taking_over_may_be_interrupted_anywhere(source, tmp_path, monkeypatch, cut):
    from extractor.batch.store import Journal

    documents(source, {f"{n}.pdf": f"new {n}" for n in range(9)})
    commit, steps = Journal.commit_part, 0

    def counted(*arguments):
        nonlocal steps
        steps += 1
        if steps == cut:
            raise KeyboardInterrupt
        commit(*arguments)

    with monkeypatch.context() as patched:
        patched.setattr(Journal, "commit_part", counted)
        with pytest.raises(KeyboardInterrupt):
            since(tmp_path, source, part_documents=3)
    since(tmp_path, source, part_documents=3)
    run(source, tmp_path / "all")
    assert contents(tmp_path / "new") == contents(tmp_path / "all")


def test_a_former_run_must_be_one(tmp_path):
    with pytest.raises(StoreError, match="n'est pas le dossier d'un lot"):
        FormerRun(tmp_path)


def test_a_former_run_whose_parts_are_not_its_journal_s_is_told(source, tmp_path):
    for table in ("documents", "fields", "vat_rows", "lines"):
        first, second, *_ = sorted((tmp_path / "old" / table).iterdir())
        first.write_bytes(second.read_bytes())
    with pytest.raises(StoreError, match="n'est pas celle du journal"):
        since(tmp_path, source)


def test_two_runs_compared(source, tmp_path):
    documents(
        source, {"03.pdf": "another", "new.pdf": "new", "07.pdf": "encrypted", "x.pdf": "now"}
    )
    (source / "05.pdf").unlink()
    run(source, tmp_path / "new")
    found = compare_runs(tmp_path / "old", tmp_path / "new", examples=2)
    assert (found.documents, found.only_old, found.only_new) == (31, 1, 1)
    assert found.changed == 3
    number = {change.field: change for change in found.fields}["invoice_number"]
    assert (number.changed, number.appeared, number.gone) == (1, 1, 1)
    assert number.examples == (
        Example("03.pdf", "number 3", "another"),
        Example("07.pdf", "number 7", None),
    )
    assert [(o.old, o.new, o.documents, o.examples) for o in found.outcomes] == [
        ("ok", "pdf.encrypted", 1, ("07.pdf",)),
        ("pdf.encrypted", "ok", 1, ("x.pdf",)),
    ]
    assert found.rows == {"vat_rows": 0, "lines": 0}


def test_rows_compared(tmp_path, project_root, extraction):
    from dataclasses import replace
    from decimal import Decimal

    from extractor.batch.reading import as_json
    from extractor.batch.store import Run, Store
    from extractor.serialisation import result_document

    other = replace(
        extraction,
        vat_breakdown=tuple(replace(row, base=Decimal(1)) for row in extraction.vat_breakdown),
    )
    for name, read in (("old", extraction), ("new", other)):
        with closing(Store(tmp_path / name, Run("in", "m"))) as store:
            for file in ("a.pdf", "b.pdf"):
                own = read if file == "a.pdf" else extraction
                result = result_document(own, file=file, sha256="00")
                store.add(as_json(result), attempts=1, cpu_ms=1.0)
            store.commit()
    found = compare_runs(tmp_path / "old", tmp_path / "new")
    assert found.rows == {"vat_rows": 1, "lines": 0}
    assert found.changed == 0


def test_a_run_without_any_document_is_compared(source, tmp_path):
    (tmp_path / "empty").mkdir()
    run(tmp_path / "empty", tmp_path / "new")
    found = compare_runs(tmp_path / "old", tmp_path / "new")
    assert (found.documents, found.only_old, found.fields) == (0, 32, ())


def test_the_command_prints_what_changed(source, tmp_path):
    documents(source, {"03.pdf": "[bold]another"})
    run(source, tmp_path / "new")
    done = CliRunner().invoke(app, ["changes", str(tmp_path / "old"), str(tmp_path / "new")])
    assert done.exit_code == 0, done.output
    assert "32 documents dans les deux lots, 1 avec un champ changé" in done.output
    assert "03.pdf : number 3 -> [bold]another" in done.output
    arguments = ["changes", "--json", str(tmp_path / "old"), str(tmp_path / "new")]
    found = json.loads(CliRunner().invoke(app, arguments).output)
    assert found["fields"][0]["examples"] == [
        {"document": "03.pdf", "old": "number 3", "new": "[bold]another"}
    ]
    assert CliRunner().invoke(app, ["changes", str(source), str(source)]).exit_code == 2


def test_the_command_takes_over_what_did_not_change(tmp_path, project_root):
    import shutil

    (tmp_path / "in").mkdir()
    shutil.copy(project_root / "samples" / "facture.pdf", tmp_path / "in" / "a.pdf")
    for out, options in (("old", []), ("new", ["--since", str(tmp_path / "old")])):
        arguments = ["batch", str(tmp_path / "in"), "-j", "1", "--out", str(tmp_path / out)]
        done = CliRunner().invoke(app, [*arguments, *options])
        assert done.exit_code == 0, done.output
    assert "1 n'étaient pas à relire" in done.output
    assert contents(tmp_path / "new") == contents(tmp_path / "old")
