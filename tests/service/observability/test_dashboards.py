"""What dashboard and alerts ask for is there to be had."""

from __future__ import annotations

import json
import re

import pytest
import yaml
from fastapi.testclient import TestClient

from service.app import create_app
from service.corrections import FieldOutcome

NAME = re.compile(r"\b(?:bleuet|process)_[a-z_]+\b")
LABEL = re.compile(r'([a-z_]+)=~?"([^"$]*)"')
SUFFIXES = ("_bucket", "_sum", "_count", "_total", "")
LABELS = {"le", "job", "instance"}  # those that Prometheus adds


@pytest.fixture(scope="module")
def dashboard(request):
    return json.loads((request.config.rootpath / "ops" / "grafana-dashboard.json").read_text())


@pytest.fixture(scope="module")
def rules(request):
    text = (request.config.rootpath / "ops" / "prometheus-alerts.yaml").read_text("utf-8")
    return [rule for group in yaml.safe_load(text)["groups"] for rule in group["rules"]]


@pytest.fixture(scope="module")
def expressions(dashboard, rules):
    targets = [target for panel in dashboard["panels"] for target in panel.get("targets", ())]
    return [target["expr"] for target in targets] + [rule["expr"] for rule in rules]


@pytest.fixture
def exposed(fake_extractor):
    """Names with their labels, as a service gives them that has done something."""
    with TestClient(create_app(fake_extractor)) as client:
        client.post("/v1/prefill", content=b"fine", headers={"content-type": "application/pdf"})
        client.app.state.parts.metrics.worker_restarted("died")
        correction = client.get("/openapi.json").json()["components"]["schemas"][
            "CorrectionRequest"
        ]["examples"][0]
        assert client.post("/v1/corrections", json=correction).status_code == 201
        text = client.get("/metrics").text
    samples: dict[str, set[str]] = {}
    for name, labels in re.findall(r"^([a-z_]+)(?:\{(.*)\})? ", text, re.MULTILINE):
        samples.setdefault(name, set()).update(re.findall(r"([a-z_]+)=", labels))
    return samples


def test_every_name_is_exposed(expressions, exposed):
    asked = {name for expression in expressions for name in NAME.findall(expression)}
    assert len(asked) > 12
    assert asked - set(exposed) == set()


def test_every_family_of_ours_is_shown(dashboard, exposed):
    shown = json.dumps(dashboard)
    families = {re.sub(r"_(bucket|sum|count|total|created)$", "", name) for name in exposed}
    ours = {name for name in families if name.startswith("bleuet_")}
    # the share is of what the panels work out from the counts
    assert {name for name in ours if name not in shown} == {"bleuet_prefilled_accepted_share"}


def test_labels_are_those_that_there_are(expressions, exposed):
    known = LABELS | {label for labels in exposed.values() for label in labels}
    for expression in expressions:
        asked = {label for label, _ in LABEL.findall(expression)}
        for by in re.findall(r"(?:by|ignoring) \(([a-z_, ]+)\)", expression):
            asked |= set(by.split(", "))
        assert asked <= known, expression


def test_outcomes_of_corrections_are_those_that_there_are(expressions):
    known = {outcome.value for outcome in FieldOutcome}
    asked = {
        value
        for expression in expressions
        if "bleuet_corrections" in expression
        for label, values in LABEL.findall(expression)
        if label == "outcome"
        for value in values.split("|")
    }
    assert asked
    assert asked <= known


def test_the_dashboard_can_be_imported_anywhere(dashboard):
    (source,) = [v for v in dashboard["templating"]["list"] if v["type"] == "datasource"]
    assert source["query"] == "prometheus"
    for panel in dashboard["panels"]:
        if panel["type"] != "row":
            assert panel["datasource"]["uid"] == "${datasource}"
            assert panel["targets"]
    numbers = [panel["id"] for panel in dashboard["panels"]]
    assert len(numbers) == len(set(numbers))


def test_expressions_are_balanced(expressions):
    for expression in expressions:
        for opening, closing in ("()", "{}", "[]"):
            assert expression.count(opening) == expression.count(closing), expression
