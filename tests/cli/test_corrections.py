"""`bleuet corrections`, from a deposit to a folder that training takes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from extractor.cli.app import app
from extractor.pipeline import Extractor
from extractor.training.examples import build_examples, find_documents
from service.app import create_app
from training_data import generate_document, read_annotation

SAMPLES = Path(__file__).parents[2] / "samples"
TENANT = "local"
CHANGED, CLEARED, BY_HAND, NOT_IN_FORM = "total_vat", "due_date", "contract_number", "buyer_name"
TYPED = "MARCHE-2025-7"
VAT_ROWS = [
    {"rate": "20,0 %", "base": "1 719,00", "amount": "343.80"},
    {"rate": "5.5", "base": None, "amount": "vingt"},
    {"rate": None, "base": " ", "amount": None},
]


@pytest.fixture(scope="module")
def storage(tmp_path_factory):
    return tmp_path_factory.mktemp("storage")


@pytest.fixture(autouse=True)
def environment(storage, monkeypatch):
    monkeypatch.setenv("BLEUET_STORAGE_FOLDER", str(storage))
    monkeypatch.setenv("BLEUET_ACCESS_MODE", "open")


@pytest.fixture(scope="module")
def results(storage):
    """Samples deposited, and what a person made of them: by hash, their results."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("BLEUET_STORAGE_FOLDER", str(storage))
        environment.setenv("BLEUET_ACCESS_MODE", "open")
        service = create_app(Extractor())
        with TestClient(service) as client:
            service.state.parts.retention.policies.set(TENANT, 30)
            read = [deposit(client, path) for path in sorted(SAMPLES.glob("*.pdf"))]
            return {result["sha256"]: result for result in read}


def deposit(client, path):
    files = {"file": (path.name, path.read_bytes())}
    result = client.post("/v1/prefill", files=files).json()
    fields = result["fields"]
    submitted = {
        name: field and field["value"] for name, field in fields.items() if name != NOT_IN_FORM
    }
    submitted |= {CHANGED: "1 234,50 €", CLEARED: None, BY_HAND: f" {TYPED} "}
    keys = ("value", "prefill", "confidence")
    filled = {name: field and {k: field[k] for k in keys} for name, field in fields.items()}
    body = {k: result[k] for k in ("file", "sha256", "model_version")}
    body |= {"filled": filled, "submitted": submitted, "vat_breakdown": VAT_ROWS}
    answer = client.post("/v1/corrections", json=body)
    assert answer.json()["kept"] is True
    assert answer.json()["outcomes"][BY_HAND] == "by_hand"
    return result


@pytest.fixture(scope="module")
def exported(results, storage, tmp_path_factory):
    from typer.testing import CliRunner

    folder = tmp_path_factory.mktemp("exported") / "new"
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("BLEUET_STORAGE_FOLDER", str(storage))
        done = CliRunner().invoke(app, ["corrections", "export", "--out", str(folder)])
    assert done.exit_code == 0, done.output
    assert "2 documents écrits, 0 laissés de côté" in done.output
    assert "vat_breakdown, ligne 2" in done.output
    return folder


def test_what_was_submitted_is_the_label(results, exported):
    labels = sorted(exported.glob("*.json"))
    assert len(labels) == 2
    assert exported.stat().st_mode & 0o077 == 0
    for path in labels:
        annotation = read_annotation(path)
        assert (exported / annotation.file).read_bytes().startswith(b"%PDF-")
        (result,) = (r for sha256, r in results.items() if sha256.startswith(path.stem))
        fields = result["fields"]
        assert annotation.fields[CHANGED] == "1234.50"
        assert annotation.fields[BY_HAND] == TYPED
        assert CLEARED not in annotation.fields and CLEARED not in annotation.unlabelled
        assert annotation.unlabelled == {NOT_IN_FORM, "lines"}
        assert [row.values for row in annotation.vat_breakdown] == [
            {"rate": "20.00", "base": "1719.00", "amount": "343.80"},
            {"rate": "5.5"},
        ]
        places = {place.term: place for place in annotation.places}
        assert places["invoice_number"].value == fields["invoice_number"]["value"]
        assert list(places["invoice_number"].bbox) == fields["invoice_number"]["bbox"]
        assert not {CHANGED, CLEARED, BY_HAND, NOT_IN_FORM} & places.keys()
        derived = {n for n, f in fields.items() if f and f["source"] == "derived"} - {NOT_IN_FORM}
        assert set(annotation.derivable or {}) == derived - {CHANGED, CLEARED, BY_HAND}


def test_the_labels_pass_the_check(runner, exported):
    done = runner.invoke(app, ["label", "check", str(exported)])
    assert done.exit_code == 0, done.output
    assert "2 documents utilisables, 0 à corriger" in done.output


def test_training_reads_them(exported, tmp_path):
    pairs = find_documents([exported])
    examples = list(build_examples(pairs, tmp_path / "cache", jobs=1))
    assert [example.name for example in examples] == sorted(
        read_annotation(label).file for _, label in pairs
    )
    for example in examples:
        assert (example.classes > 0).sum() >= 5  # fields recognised among the candidates


def test_a_model_is_trained_of_them(runner, exported, tmp_path, monkeypatch):
    made = tmp_path / "made"
    made.mkdir()
    for seed in range(12):
        document = generate_document(seed)
        (made / document.annotation.file).write_bytes(document.pdf)
        from training_data import write_annotation

        write_annotation(
            document.annotation, (made / document.annotation.file).with_suffix(".json")
        )
    monkeypatch.setenv("BLEUET_MODELS_DIR", str(tmp_path / "models"))
    options = ["--version", "learned", "--cache", str(tmp_path / "cache"), "--iterations", "4"]
    arguments = ["train", str(exported), str(made), *options, "--tracking-uri", ""]
    done = runner.invoke(app, arguments)
    assert done.exit_code == 0, done.output
    assert "14 documents" in done.output
    assert (tmp_path / "models" / "learned" / "manifest.json").is_file()


def test_figures(runner, results):
    done = runner.invoke(app, ["corrections", "figures"])
    assert done.exit_code == 0, done.output
    version = next(iter(results.values()))["model_version"]
    rows = [[c.strip() for c in line.strip("│ ").split("│")] for line in done.output.splitlines()]
    by_field = {row[1]: row for row in rows if row[0] == version}
    prefilled = [r for r in results.values() if r["fields"]["invoice_number"]["prefill"]]
    count = str(len(prefilled))
    assert by_field["invoice_number"][2:] == [count, count, "0", "0", "100,0 %"]
    changed = by_field[CHANGED]
    assert changed[3] == "0" and changed[4] == changed[2] and changed[6] == "0,0 %"
    everything = by_field["tous"]
    assert int(everything[2]) == sum(map(int, everything[3:6]))
    none = runner.invoke(app, ["corrections", "figures", "--since", "2100-01-01"])
    assert version not in none.output
    none = runner.invoke(app, ["corrections", "figures", "--tenant", "other"])
    assert version not in none.output


@pytest.mark.parametrize("backend", ["sqlite", "postgresql"])
def test_what_is_left_out_is_told(
    runner, results, tmp_path, monkeypatch, fake_extractor, backend, request
):
    monkeypatch.setenv("BLEUET_STORAGE_FOLDER", str(tmp_path / "storage"))
    if backend == "postgresql":
        url = request.getfixturevalue("postgres").new_url()
        monkeypatch.setenv("BLEUET_STORAGE_DATABASE_URL", url)
    service = create_app(fake_extractor)
    with TestClient(service) as client:
        service.state.parts.retention.policies.set(TENANT, 30)
        result = client.post(
            "/v1/prefill", content=b"<Invoice/>", headers={"content-type": "application/xml"}
        ).json()
        body = {"model_version": "m", "filled": {}, "submitted": {"issue_date": "demain"}}
        for sha256 in (result["sha256"], "0" * 64):
            client.post("/v1/corrections", json=body | {"sha256": sha256})
        data = SAMPLES.joinpath("facture.pdf").read_bytes()
        sha256 = client.post("/v1/prefill", files={"file": data}).json()["sha256"]
        client.post("/v1/corrections", json=body | {"sha256": sha256})
    out = tmp_path / "out"
    done = runner.invoke(app, ["corrections", "export", "--out", str(out)])
    assert done.exit_code == 1
    assert "1 documents écrits, 2 laissés de côté" in done.output
    assert "ni PDF ni image" in done.output and "n'est pas gardé" in done.output
    assert "issue_date" in done.output
    (label,) = out.glob("*.json")
    assert {"issue_date", "vat_breakdown"} <= {*json.loads(label.read_text("utf-8"))["_unlabelled"]}
    told = runner.invoke(app, ["corrections", "figures"])
    assert told.exit_code == 0, told.output
