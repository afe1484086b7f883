"""`bleuet label` on a few made documents: there and back, and what it says of faults."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path
from urllib.parse import unquote

import pytest
from typer.main import get_command
from typer.testing import CliRunner, Result

from extractor.cli.app import app
from extractor.cli.label import app as label
from extractor.cli.label import prefilling
from extractor.training.examples import find_documents
from tests.pipeline.hybrid import invoice_xml, with_attachment
from training_data import generate_document, read_annotation, write_annotation

DOCUMENTS = 3


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("etiquetes")
    for seed in range(DOCUMENTS):
        made = generate_document(seed)
        path = folder / made.annotation.file
        path.write_bytes(made.pdf)
        write_annotation(made.annotation, path.with_suffix(".json"))
    return folder


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["label", *map(str, arguments)])


def labels(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.json"))}


def test_to_label_studio_and_back(folder: Path, tmp_path: Path) -> None:
    there, back = tmp_path / "ls", tmp_path / "back"
    done = run("export", folder, "--format", "label-studio", "--out", there)
    assert done.exit_code == 0, done.output
    tasks = json.loads((there / "tasks.json").read_text("utf-8"))
    for task in tasks:
        for url in task["data"]["pages"]:
            prefix, name = url.rsplit("/", 1)
            assert prefix == "/data/local-files/?d=ls/images"
            assert (there / "images" / unquote(name)).read_bytes().startswith(b"\x89PNG")
    assert (there / "labeling-config.xml").read_text("utf-8").startswith("<View>")

    export = there / "tasks.json"
    done = run("import", export, "-f", "label-studio", "--documents", folder, "--out", back)
    assert done.exit_code == 0, done.output
    assert f"{DOCUMENTS} documents repris, 0 laissés de côté" in done.output
    assert labels(back) == labels(folder)
    assert len(find_documents([back])) == DOCUMENTS


def test_to_docile_and_back(folder: Path, tmp_path: Path) -> None:
    there, back = tmp_path / "docile", tmp_path / "back"
    done = run("export", folder, "--format", "docile", "--out", there)
    assert done.exit_code == 0, done.output
    assert "sans équivalent" in done.output
    assert len(json.loads((there / "all.json").read_text("utf-8"))) == DOCUMENTS
    pdfs = there / "pdfs"
    done = run("import", there, "-f", "docile", "-d", pdfs, "-o", back, "--no-read")
    assert done.exit_code == 0, done.output
    for path in sorted(folder.glob("*.json")):
        made, read = read_annotation(path), read_annotation(back / path.name)
        assert read.fields.items() <= made.fields.items()
        assert len(read.fields) > len(made.fields) / 2
        assert [dict(row.values) for row in read.lines] == [dict(r.values) for r in made.lines]


def test_what_is_left_out_of_an_import_is_told(folder: Path, tmp_path: Path) -> None:
    there = tmp_path / "ls"
    run("export", folder, "-f", "label-studio", "-o", there)
    few = tmp_path / "few"
    few.mkdir()
    shutil.copy(next(folder.glob("*.pdf")), few)
    done = run("import", there / "tasks.json", "-f", "label-studio", "-d", few,
               "-o", tmp_path / "back", "--no-read")  # fmt: skip
    assert done.exit_code == 1
    absent = sorted(path.name for path in folder.glob("*.pdf") if not (few / path.name).exists())
    told = f"tâche dont le document n'est pas dans le dossier : {', '.join(absent)} (2)"
    assert told in done.output
    assert "1 documents repris, 2 laissés de côté" in done.output


def test_a_document_that_cannot_be_read_costs_no_other(folder: Path, tmp_path: Path) -> None:
    there, documents = tmp_path / "ls", tmp_path / "documents"
    run("export", folder, "-f", "label-studio", "-o", there)
    shutil.copytree(folder, documents)
    first = min(documents.glob("*.pdf"))
    first.write_bytes(b"not a PDF")
    done = run("import", there / "tasks.json", "-f", "label-studio", "-d", documents,
               "-o", tmp_path / "back")  # fmt: skip
    assert done.exit_code == 1
    assert f"{first.name} : erreur : Format de fichier non pris en charge" in done.output
    assert f"{DOCUMENTS - 1} documents repris, 1 laissés de côté" in done.output


@pytest.mark.parametrize("content", ["{", '[{"image": "a.png"}]'])
def test_a_file_that_is_no_export_is_wrong_usage(
    folder: Path, tmp_path: Path, content: str
) -> None:
    (tmp_path / "export.json").write_text(content, encoding="utf-8")
    done = run("import", tmp_path / "export.json", "-f", "label-studio", "-d", folder, "-o", "x")
    assert done.exit_code == 2


def test_labels_of_other_names(folder: Path, tmp_path: Path) -> None:
    document = min(folder.glob("*.pdf"))
    value = {"x": 1, "y": 1, "width": 5, "height": 2}
    common = {"id": "a", "value": value, "to_name": "i"}
    results = [
        {**common, "type": "rectanglelabels", "from_name": "l",
         "value": {**value, "rectanglelabels": ["Net"]}},
        {**common, "type": "textarea", "from_name": "t", "value": {**value, "text": ["12,5"]}},
    ]  # fmt: skip
    task = {"data": {"image": f"{document.stem}-1.png"}, "annotations": [{"result": results}]}
    export, mapping = tmp_path / "export.json", tmp_path / "labels.json"
    export.write_text(json.dumps([task]), encoding="utf-8")
    mapping.write_text('{"Net": "total_net"}', encoding="utf-8")
    done = run("import", export, "-f", "label-studio", "-d", folder, "-o", tmp_path / "out",
               "--labels", mapping, "--no-read")  # fmt: skip
    assert done.exit_code == 0, done.output
    read = read_annotation(tmp_path / "out" / f"{document.stem}.json")
    assert read.fields == {"total_net": "12.50"}
    mapping.write_text('{"Net": "total_ht"}', encoding="utf-8")
    done = run("import", export, "-f", "label-studio", "-d", folder, "-o", tmp_path / "out",
               "--labels", mapping)  # fmt: skip
    assert done.exit_code == 2


def test_prefilled_documents_are_corrected_and_imported(folder: Path, tmp_path: Path) -> None:
    out, back = tmp_path / "pre", tmp_path / "back"
    document = min(folder.glob("*.pdf"))
    done = run("prefill", document, "--out", out, "--image-url", "https://example.org/pages/")
    assert done.exit_code == 0, done.output
    (task,) = json.loads((out / "tasks.json").read_text("utf-8"))
    assert task["data"]["pages"][0] == f"https://example.org/pages/{document.stem}-1.png"
    (prediction,) = task.pop("predictions")
    assert prediction["model_version"]
    assert all(0 <= result["score"] <= 1 for result in prediction["result"] if "score" in result)

    # a person accepts all of it
    task["annotations"] = [{"result": prediction["result"]}]
    (out / "export.json").write_text(json.dumps([task]), encoding="utf-8")
    done = run("import", out / "export.json", "-f", "label-studio", "-d", folder, "-o", back)
    assert done.exit_code == 0, done.output
    made = read_annotation(document.with_suffix(".json"))
    read = read_annotation(back / f"{document.stem}.json")
    right = [term for term, value in read.fields.items() if made.fields.get(term) == value]
    assert len(right) > len(made.fields) / 2


def test_a_model_that_is_not_there_is_told_once(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BLEUET_MODEL_VERSION", "nope")
    prefilling._extractor.cache_clear()
    try:
        done = run("prefill", folder, "-o", tmp_path / "out")
    finally:
        prefilling._extractor.cache_clear()
    assert done.exit_code == 1
    assert done.output.count("nope") == 1
    assert not (tmp_path / "out").exists()


def test_documents_of_one_name_are_wrong_usage(folder: Path, tmp_path: Path) -> None:
    document = min(folder.glob("*.pdf"))
    shutil.copy(document, tmp_path)
    done = run("prefill", document, tmp_path / document.name, "-o", tmp_path / "out")
    assert done.exit_code == 2


def test_factur_x_label_themselves(folder: Path, tmp_path: Path) -> None:
    documents, out = tmp_path / "documents", tmp_path / "out"
    documents.mkdir()
    (documents / "hybride.pdf").write_bytes(with_attachment(invoice_xml()))
    done = run("factur-x", documents, "--out", out)
    assert done.exit_code == 0, done.output
    read = read_annotation(out / "hybride.json")
    assert read.fields["invoice_number"] == "FA-2025-0147"
    assert (out / "hybride.pdf").read_bytes() == (documents / "hybride.pdf").read_bytes()

    plain = min(folder.glob("*.pdf"))
    shutil.copy(plain, documents)
    done = run("factur-x", documents, "--out", out)
    assert done.exit_code == 1
    assert f"{plain.name} : erreur : pas de facture en XML" in done.output


def test_labels_typed_by_eye_get_their_boxes(folder: Path, tmp_path: Path) -> None:
    typed, out = tmp_path / "saisies", tmp_path / "out"
    typed.mkdir()
    document = min(folder.glob("*.pdf"))
    made = read_annotation(document.with_suffix(".json"))
    shutil.copy(document, typed)
    fields = {str(term): value for term, value in made.fields.items()}
    (typed / f"{document.stem}.json").write_text(json.dumps(fields), encoding="utf-8")
    done = run("complete", typed, "--out", out)
    assert done.exit_code == 0, done.output
    completed = read_annotation(out / f"{document.stem}.json")
    assert completed.fields == made.fields
    numbers, true = (
        [place for place in annotation.places if place.term == "invoice_number"]
        for annotation in (completed, made)
    )
    assert numbers
    assert all(any(n.bbox.overlap(t.bbox) > 0 for t in true) for n in numbers)
    assert completed.unlabelled == {"vat_breakdown", "lines"}, "nobody spoke of them"


def test_labels_that_are_there_are_not_written_over_unasked(folder: Path, tmp_path: Path) -> None:
    there, out = tmp_path / "ls", tmp_path / "out"
    run("export", folder, "-f", "label-studio", "-o", there)
    arguments = ("import", there / "tasks.json", "-f", "label-studio", "-d", folder, "-o", out)
    assert run(*arguments).exit_code == 0
    first = min(out.glob("*.json"))
    imported = first.read_text("utf-8")
    first.write_text('{"fields": {"invoice_number": "by hand"}}', encoding="utf-8")
    done = run(*arguments)
    assert done.exit_code == 1
    assert f"{first.name} est déjà dans out" in done.output
    assert f"{DOCUMENTS - 1} documents repris, 1 laissés de côté" in done.output
    assert "by hand" in first.read_text("utf-8")
    assert run(*arguments, "--replace").exit_code == 0
    assert first.read_text("utf-8") == imported


def test_check(folder: Path, tmp_path: Path) -> None:
    done = run("check", folder)
    assert done.exit_code == 0, done.output
    assert f"{DOCUMENTS} documents utilisables, 0 à corriger" in done.output
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    first, second, _ = sorted(copy.glob("*.json"))
    first.write_text('{"fields": {"issue_date": "31/02/2025"}}', encoding="utf-8")
    second.unlink()
    done = run("check", copy, "--no-read")
    assert done.exit_code == 1
    assert f"{first.name} : erreur : fields.issue_date : « 31/02/2025 »" in done.output
    assert f"documents sans étiquette : {second.stem}.pdf (1)" in done.output


def test_an_empty_folder_is_wrong_usage(tmp_path: Path) -> None:
    for command in ("check", "factur-x"):
        extra = ["--out", tmp_path / "out"] if command == "factur-x" else []
        assert run(command, tmp_path, *extra).exit_code == 2
    assert run("export", tmp_path, "-f", "docile", "-o", tmp_path / "out").exit_code == 2


def test_processes_give_the_same_as_one(folder: Path, tmp_path: Path) -> None:
    there = tmp_path / "ls"
    run("export", folder, "-f", "label-studio", "-o", there)
    for name, jobs in (("one", 1), ("two", 2)):
        done = run("import", there / "tasks.json", "-f", "label-studio", "-d", folder,
                   "-o", tmp_path / name, "--no-read", "--jobs", jobs)  # fmt: skip
        assert done.exit_code == 0, done.output
    assert labels(tmp_path / "one") == labels(tmp_path / "two")


@pytest.mark.parametrize("page", ["README.md", "docs/annotations.md"])
def test_the_documentation_s_commands_exist(project_root: Path, page: str) -> None:
    text = (project_root / page).read_text(encoding="utf-8")
    commands = re.findall(r"^(?:\.venv/bin/)?bleuet label (.+)$", text, re.MULTILINE)
    assert commands
    known = get_command(label).commands
    for command in commands:
        name, *arguments = shlex.split(command)
        options = {option for parameter in known[name].params for option in parameter.opts}
        assert {argument for argument in arguments if argument.startswith("-")} <= options
