from __future__ import annotations

import json

import pytest

from extractor.evaluation import read_labels, read_predictions
from extractor.evaluation.labels import label_of
from extractor.terms import Term


def test_labels_come_by_document_name_in_order(tmp_path):
    for name in ("b", "a"):
        (tmp_path / f"{name}.json").write_text(json.dumps({"total_net": 12}), encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not a label", encoding="utf-8")
    labels = read_labels(tmp_path)
    assert list(labels) == ["a", "b"]
    assert labels["a"].value(Term.TOTAL_NET) == "12"


@pytest.mark.parametrize("content", ["{", "[]"])
def test_a_broken_label_is_told_by_name(tmp_path, content):
    (tmp_path / "broken.json").write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=r"broken\.json"):
        read_labels(tmp_path)


def test_a_label_that_says_nothing_of_rows_is_not_one_without_rows():
    assert label_of({}).lines is None
    assert label_of({"lines": []}).lines == ()


def test_a_result_without_file_is_refused(tmp_path):
    path = tmp_path / "results.jsonl"
    path.write_text('\n{"fields": {}}\n', encoding="utf-8")
    with pytest.raises(ValueError, match="file"):
        read_predictions(path)


def test_labels_of_made_documents_are_read_too():
    label = label_of({"file": "a.pdf", "fields": {"total_net": "12.00"}, "places": []})
    assert label.values == {"total_net": "12.00"}
