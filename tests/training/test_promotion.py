from __future__ import annotations

import inspect
import json
from pathlib import Path

import pytest

from extractor.classify.manifest import current_version
from extractor.cli.promote import promote
from extractor.evaluation.comparison import Comparison, Difference
from extractor.training.promotion import (
    ERROR_MARGIN,
    HISTORY,
    MARGIN,
    objections,
    promote_version,
)

SAME = Difference(0.9, 0.9, 0.0, -0.002, 0.002, 1.0)
WORSE = Difference(0.9, 0.8, -0.1, -0.15, -0.05, 0.0005)


def comparison_of(field: str = "ALL", **measures: Difference) -> Comparison:
    same = dict.fromkeys(("f1", "precision", "recall", "prefill_error"), SAME)
    fields = {"ALL": dict(same), "total_net": dict(same), "due_date": dict(same)}
    fields[field] |= measures
    return Comparison(fields, 100, 20, "cluster")


def test_a_version_that_is_as_good_may_be_promoted() -> None:
    assert objections(comparison_of()) == []


def test_one_that_may_be_worse_by_more_than_the_margin_may_not() -> None:
    unsure = Difference(0.9, 0.899, -0.001, -0.03, 0.02, 0.8)
    (objection,) = objections(comparison_of(f1=unsure))
    assert "F1" in objection
    assert objections(comparison_of(f1=unsure), margin=0.05) == []


def test_one_of_whose_prefilled_values_more_may_be_wrong_may_not() -> None:
    a_little = Difference(0.006, 0.007, 0.001, 0.0005, 0.002, 0.001)
    assert objections(comparison_of(prefill_error=a_little)) == []
    unsure = Difference(0.006, 0.0055, -0.0005, -0.004, 0.003, 0.8)
    (objection,) = objections(comparison_of(prefill_error=unsure))
    assert objection.startswith("plus de valeurs préremplies pourraient être fausses")
    assert objections(comparison_of(prefill_error=unsure), error_margin=0.005) == []
    assert objections(comparison_of(prefill_error=WORSE)) == []  # fewer of them


def test_one_that_breaks_the_promise_may_not_unless_it_breaks_it_less() -> None:
    beyond = Difference(0.0095, 0.0105, 0.001, -0.001, 0.002, 0.3)
    (objection,) = objections(comparison_of(prefill_error=beyond))
    assert objection.startswith("plus de 1% des valeurs préremplies sont fausses")
    less = Difference(0.02, 0.015, -0.005, -0.006, -0.004, 0.001)
    assert objections(comparison_of(prefill_error=less)) == []


def test_a_required_field_that_is_worse_is_objected_to_and_an_optional_one_is_not() -> None:
    (objection,) = objections(comparison_of("total_net", f1=WORSE))
    assert objection.startswith("total_net")
    assert objections(comparison_of("due_date", f1=WORSE)) == []
    # one of twelve fields at 5 % would be chance
    assert objections(comparison_of("total_net", f1=WORSE._replace(p_value=0.03))) == []


def test_the_command_puts_up_with_as_much() -> None:
    defaults = inspect.signature(promote).parameters
    assert defaults["margin"].default == MARGIN
    assert defaults["error_margin"].default == ERROR_MARGIN


@pytest.fixture
def models(tmp_path: Path) -> Path:
    for version in ("a", "b"):
        (tmp_path / version).mkdir()
        (tmp_path / version / "manifest.json").write_text("{}")
    return tmp_path


def test_promotion_replaces_the_current_version_and_keeps_the_history(models: Path) -> None:
    promote_version(models, "a", reason="première version")
    promote_version(models, "b", reason="comparée à a", figures={"pair": {"f1": [0.9, 0.91]}})
    assert current_version(models) == "b"
    entries = [json.loads(line) for line in (models / HISTORY).read_text("utf-8").splitlines()]
    assert [(e["previous"], e["version"], e["reason"]) for e in entries] == [
        (None, "a", "première version"),
        ("a", "b", "comparée à a"),
    ]
    assert entries[1]["figures"] == {"pair": {"f1": [0.9, 0.91]}}
    assert {path.name for path in models.iterdir()} == {"a", "b", "CURRENT", HISTORY}


def test_a_version_that_is_not_there_cannot_be_promoted(models: Path) -> None:
    with pytest.raises(ValueError, match="pas de telle version"):
        promote_version(models, "c", reason="")
    assert not (models / "CURRENT").exists()
