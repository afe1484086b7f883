"""Our figures against those of the reference scorer, where it is at hand."""

from __future__ import annotations

import json
import random
import subprocess
import sys

import pytest

from extractor.evaluation import evaluate, read_labels, read_predictions, summarise
from extractor.evaluation.fields import SCORED

TEXTS = {
    "supplier_name": ("SARL Dupont & Fils", "DUPONT ET FILS", "Dupond & Fils"),
    "buyer_name": ("Mairie de Lully", "mairie de lully", "Ville de Lully"),
    "supplier_siret": ("904 127 354 00010", "90412735400010", "21640377400013"),
    "supplier_siren": ("904127354", "216403774"),
    "invoice_number": ("FA 2025-12", "fa2025-12", "FA-2025-13"),
    "currency": ("EUR", "eur", "USD"),
    "document_type": ("invoice", "credit_note"),
}
DATES = ("2025-03-14", "2025-04-13", "2025-12-03")
AMOUNTS = ("100.00", "-100", "20.00", "120.00", "1 00.00", "n/a")
ROWS = (
    {"rate": "20.00", "base": "100.00", "amount": "20.00"},
    {"rate": 5.5, "base": "10.00", "amount": "0.55"},
    {"rate": None, "base": "10.00"},
)
LINES = (
    {"description": "Vis inox", "quantity": "2", "net_amount": "10.00"},
    {"description": "VIS INOX boîte", "quantity": "2.00", "net_amount": "10.00"},
    {"description": "Écrou", "quantity": 1, "unit_price": "0.10", "net_amount": "0.10"},
)


def some_values(chance: random.Random, share: float) -> dict[str, str]:
    values = {}
    for term in SCORED:
        if chance.random() < share:
            name = term.value
            kind = DATES if "date" in name else AMOUNTS
            values[name] = chance.choice(TEXTS.get(name, kind))
    return values


def a_label(chance: random.Random) -> dict[str, object]:
    label: dict[str, object] = dict(some_values(chance, 0.6))
    label["_ambiguous"] = chance.sample([term.value for term in SCORED], 2)
    label["_unlabelled"] = chance.sample([term.value for term in SCORED], 1)
    label["_alt"] = {"invoice_number": ["FA-2025-13"]}
    if chance.random() < 0.7:
        label["derivable"] = some_values(chance, 0.2)
    if chance.random() < 0.7:
        label["vat_breakdown"] = chance.choices(ROWS, k=2)
    if chance.random() < 0.7:
        label["lines"] = chance.choices(LINES, k=3)
    return label


def a_result(name: str, chance: random.Random) -> dict[str, object]:
    fields: dict[str, object] = {"delivery_date": None}
    for term, value in some_values(chance, 0.7).items():
        cell = {"value": value, "confidence": round(chance.random(), 1)}
        if chance.random() < 0.8:
            cell["prefill"] = chance.random() < 0.5
        fields[term] = cell
    return {
        "file": f"somewhere/{name}.pdf",
        "fields": fields,
        "vat_breakdown": chance.choices(ROWS, k=2),
        "lines": chance.choices(LINES, k=3),
    }


def test_figures_equal_those_of_the_reference_scorer(tmp_path, project_root):
    scorer = project_root.parent / "shared" / "corpus" / "score.py"
    if not scorer.is_file():
        pytest.skip("no reference scorer here")
    chance = random.Random(5)
    labels, results = tmp_path / "labels", tmp_path / "results.jsonl"
    labels.mkdir()
    for number in range(30):
        label = json.dumps(a_label(chance))
        (labels / f"d{number}.json").write_text(label, encoding="utf-8")
    rows = [json.dumps(a_result(f"d{number}", chance)) for number in range(2, 32)]
    results.write_text("\n".join(rows), encoding="utf-8")

    command = [sys.executable, str(scorer), str(labels), str(results), "--json"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    ours = summarise(evaluate(read_labels(labels), read_predictions(results))).as_json()
    assert _rounded(ours) == _rounded(json.loads(done.stdout))


def _rounded(value: object) -> object:
    """Without the last digits, where the order of a sum shows."""
    if isinstance(value, dict):
        return {name: _rounded(part) for name, part in value.items()}
    return round(value, 12) if isinstance(value, float) else value
