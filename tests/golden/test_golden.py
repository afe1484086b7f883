"""Three documents whose whole results are known.

After a change that is meant to alter results (another model among them):
`REGENERATE_GOLDEN=1 pytest tests/golden`, then read the difference before committing it.
"""

from __future__ import annotations

import copy
from typing import Any

import pytest

from extractor.pipeline import Extractor
from extractor.settings import PROJECT_ROOT, Limits, Settings
from tests.golden.comparison import NAMES, REGENERATE, differences, expected, result_of, store

MODELS = PROJECT_ROOT / "models"


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    """The facade with the model that the expected results were made with."""
    version = None if REGENERATE else expected(NAMES[0])["model_version"]
    return Extractor(Settings(models_dir=MODELS, model_version=version), Limits())


@pytest.mark.parametrize("name", NAMES)
def test_result_is_the_expected_one(extractor: Extractor, name: str) -> None:
    result = result_of(extractor, name)
    if REGENERATE:
        store(name, result)
    assert list(differences(expected(name), result)) == []


def test_expected_results_are_not_being_written() -> None:
    assert not REGENERATE, "REGENERATE_GOLDEN is set: nothing was compared"


def test_expected_results_are_of_one_model_and_worth_comparing() -> None:
    results = [expected(name) for name in NAMES]
    assert len({result["model_version"] for result in results}) == 1
    for result in results:
        assert result["status"] == "ok"
        assert sum(field is not None for field in result["fields"].values()) >= 15
        assert result["lines"]
    _, scan, credit_note = results
    assert scan["document"]["page_sources"] == ["ocr"]
    assert credit_note["document"]["pages"] > 1
    assert credit_note["fields"]["document_type"]["value"] == "credit_note"


def test_the_comparison_sees_what_matters_and_forgives_the_rest() -> None:
    wanted: dict[str, Any] = expected("native")
    got = copy.deepcopy(wanted)
    net = got["fields"]["total_net"]
    net["confidence"] -= 0.02
    net["bbox"][0] += 0.002
    assert list(differences(wanted, got)) == []
    net["confidence"] -= 0.2
    net["bbox"][0] += 0.02
    net["value"] = "1.00"
    got["lines"].pop()
    got["fields"]["issue_date"] = None
    changed = {line.split(": ")[0] for line in differences(wanted, got)}
    assert changed == {
        "fields.total_net.confidence",
        "fields.total_net.bbox.0",
        "fields.total_net.value",
        "lines",
        "fields.issue_date",
    }
