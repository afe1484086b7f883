"""`check_document` on labels of the sample invoice, right and wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extractor.labelling import CheckedDocument, ContentsReader, check_document
from samples.invoice import draw_invoice

GROSS = {"term": "total_gross", "value": "2062.80", "page": 1, "bbox": [0.8, 0.6, 0.95, 0.66]}


@pytest.fixture
def check(tmp_path: Path, contents_reader: ContentsReader):
    def check(label: dict[str, Any], *, read: bool = False) -> CheckedDocument:
        document, path = tmp_path / "facture.pdf", tmp_path / "facture.json"
        document.write_bytes(draw_invoice())
        path.write_text(json.dumps(label), encoding="utf-8")
        return check_document(path, document, contents_reader if read else None)

    return check


def test_a_right_label_has_no_remarks(check) -> None:
    sums = {"total_net": "1719.00", "total_vat": "343.80", "total_gross": "2062.80"}
    rows = [{"rate": "20.00", "base": "1719.00", "amount": "343.80"}]
    lines = [{"description": "Pose de parquet"}, {"net_amount": "696.48"}]
    checked = check({"file": "facture.pdf", "fields": sums, "vat_breakdown": rows, "lines": lines})
    assert checked.remarks == () and checked.is_usable


@pytest.mark.parametrize(
    ("label", "severity", "told"),
    [
        ({"fields": {"total_gross": "2 062,80"}}, "error", "un montant attendu"),
        ({"fields": {"total_gross": "2062.80"}, "places": [GROSS | {"page": 2}]}, "error",
         "p. 2 : le document a 1 pages"),
        ({"fields": {"total_net": "1719.00"}, "places": [GROSS]}, "error", "pas de valeur"),
        ({"fields": {"total_gross": "62.80"}, "places": [GROSS]}, "warning", "dans son cadre"),
        ({"fields": {}}, "warning", "aucun champ"),
        ({"fields": {"total_net": "100.00", "total_vat": "20.00", "total_gross": "102.00"}},
         "warning", "100.00 HT et 20.00 de TVA ne font pas 102.00 TTC"),
        ({"fields": {}, "vat_breakdown": [{"rate": "20.00"}]}, "warning", "(ligne 1) : rate seul"),
        ({"fields": {}, "vat_breakdown": [{"rate": "20.00", "base": "9.00", "amount": "9.00"}]},
         "warning", "20.00 % de 9.00 ne font pas 9.00"),
        ({"fields": {}, "lines": [{"quantity": "2"}]}, "warning", "ni désignation ni montant"),
        ({"file": "autre.pdf", "fields": {"total_net": "1719.00"}}, "warning", "autre.pdf"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(check, label: dict[str, Any], severity: str, told: str) -> None:
    checked = check({"file": "facture.pdf", **label})
    assert [r.severity for r in checked.remarks if told in r.message] == [severity]
    assert checked.is_usable == (severity != "error")


def test_words_that_contradict_are_told_only_when_they_are_read(check) -> None:
    elsewhere = GROSS | {"term": "issue_date", "value": "2025-03-14", "bbox": [0, 0, 0.01, 0.01]}
    label = {"file": "facture.pdf", "fields": {"issue_date": "2025-03-14"}, "places": [elsewhere]}
    assert check(label).remarks == ()
    (remark,) = check(label, read=True).remarks
    assert remark.severity == "warning" and "aucun mot" in remark.message


def test_a_label_without_its_document(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"fields": {}}', encoding="utf-8")
    checked = check_document(tmp_path / "a.json", None)
    assert not checked.is_usable


def test_a_document_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"fields": {}}', encoding="utf-8")
    (tmp_path / "a.pdf").write_bytes(b"not a PDF")
    checked = check_document(tmp_path / "a.json", tmp_path / "a.pdf")
    assert not checked.is_usable
    assert "a.pdf" in checked.remarks[0].message
