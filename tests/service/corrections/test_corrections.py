"""`POST /v1/corrections`."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from extractor.settings import Settings
from extractor.terms import Term
from service.api.correction_schemas import ANSWER_EXAMPLE, REQUEST_EXAMPLE
from service.app import create_app
from service.corrections import FieldOutcome
from service.corrections.figures import CorrectionCollector
from service.problems import MEDIA_TYPE
from service.retention import forgetting
from service.storage.base import now

DATA = b"fine"
SHA256 = hashlib.sha256(DATA).hexdigest()
TENANT = "local"


@pytest.fixture
def app(fake_extractor, storage, tmp_path):
    (tmp_path / "models" / "test-1").mkdir(parents=True)
    (tmp_path / "models" / "test-1" / "manifest.json").write_text("{}")
    settings = Settings(models_dir=tmp_path / "models")
    return create_app(fake_extractor, settings=settings, storage_settings=storage)


@pytest.fixture
def client(app):
    with TestClient(app, raise_server_exceptions=False) as opened:
        yield opened


@pytest.fixture
def retention(app, client):
    return app.state.parts.retention


@pytest.fixture
def kept(app, client):
    return lambda: list(app.state.parts.corrections.store.all())


def correction(**changes):
    return {
        "sha256": SHA256,
        "model_version": "test-1",
        "filled": {
            "invoice_number": {"value": "FA-12", "prefill": True, "confidence": 0.98},
            "due_date": None,
        },
        "submitted": {"invoice_number": "fa-12", "due_date": "2026-01-31"},
        **changes,
    }


def test_outcomes_are_told_and_nothing_is_kept_unless_the_tenant_asked(client, kept):
    answer = client.post("/v1/corrections", json=correction(file="facture.pdf", duration_ms=1200))
    assert answer.status_code == 201
    assert answer.json() == {
        "outcomes": {"invoice_number": "accepted", "due_date": "by_hand"},
        "accepted_share": 1.0,
        "kept": False,
        "kept_until": None,
    }
    assert kept() == []


def test_kept_for_as_long_as_its_document(client, retention, kept):
    retention.policies.set(TENANT, 30)
    client.post("/v1/prefill", content=DATA, headers={"content-type": "application/pdf"})
    retention.policies.set(TENANT, 90)
    answer = client.post("/v1/corrections", json=correction()).json()
    assert answer["kept"] is True
    (one,) = kept()
    assert one.submitted == {"invoice_number": "fa-12", "due_date": "2026-01-31"}
    assert one.outcomes == {"invoice_number": "accepted", "due_date": "by_hand"}
    (stock,) = retention.policies.stocks()
    assert (stock.documents, stock.corrections) == (1, 1)
    assert answer["kept_until"].startswith(f"{stock.next_expiry:%Y-%m-%dT%H:%M:%S}")
    assert 29 <= (stock.next_expiry - now()).days < 30


def test_rows_of_the_vat_breakdown_are_kept_as_they_were_submitted(client, retention, kept):
    retention.policies.set(TENANT, 30)
    rows = [{"rate": "20.00", "base": "100.00", "amount": "20.00"}, {"rate": "5,5"}]
    client.post("/v1/corrections", json=correction(vat_breakdown=rows))
    (one,) = kept()
    assert one.vat_breakdown == (("20.00", "100.00", "20.00"), ("5,5", None, None))
    client.post("/v1/corrections", json=correction())
    (one,) = kept()
    assert one.vat_breakdown is None


def test_forgotten_with_its_document_and_in_time(client, retention, kept, monkeypatch):
    retention.policies.set(TENANT, 30)
    client.post("/v1/corrections", json=correction())
    assert client.delete(f"/v1/documents/{SHA256}").status_code == 204
    assert kept() == []
    client.post("/v1/corrections", json=correction())
    later = now() + timedelta(days=31)
    monkeypatch.setattr(forgetting, "now", lambda: later)
    assert retention.forgetting.expired() == (0, 1)
    assert kept() == []


def test_sent_again_the_last_one_counts(client, retention, kept):
    retention.policies.set(TENANT, 30)
    client.post("/v1/corrections", json=correction())
    client.post("/v1/corrections", json=correction(submitted={"invoice_number": "FA-13"}))
    (one,) = kept()
    assert one.outcomes == {"invoice_number": "changed"}


def test_figures_for_prometheus_with_no_label_that_a_caller_makes_up(client):
    client.post("/v1/corrections", json=correction())
    cleared = correction(submitted={"invoice_number": None}, sha256="0" * 64)
    client.post("/v1/corrections", json=cleared)
    for version in ("made-up", "../models/test-1", "../../etc", "test-1/", "test-1 "):
        answer = client.post("/v1/corrections", json=correction(model_version=version))
        assert answer.status_code == 201
    lines = client.get("/metrics").text.splitlines()
    about = 'field="invoice_number",model_version='
    assert f'bleuet_corrections_total{{{about}"test-1",outcome="accepted"}} 1.0' in lines
    assert f'bleuet_corrections_total{{{about}"test-1",outcome="cleared"}} 1.0' in lines
    assert f'bleuet_corrections_total{{{about}"unknown",outcome="accepted"}} 5.0' in lines
    assert f'bleuet_prefilled_accepted_share{{{about}"test-1"}} 0.5' in lines
    assert not any("made-up" in line or "etc" in line for line in lines)


def test_a_form_that_is_submitted_again_counts_as_it_was_submitted_last(client):
    for submitted in ("FA-13", None, "FA-12", "FA-12"):
        client.post("/v1/corrections", json=correction(submitted={"invoice_number": submitted}))
    lines = client.get("/metrics").text.splitlines()
    about = 'field="invoice_number",model_version="test-1"'
    for outcome, counted, replaced in (("accepted", 2, 1), ("changed", 1, 1), ("cleared", 1, 1)):
        labels = f'{{{about},outcome="{outcome}"}}'
        assert f"bleuet_corrections_total{labels} {counted}.0" in lines
        assert f"bleuet_corrections_replaced_total{labels} {replaced}.0" in lines
    assert f"bleuet_prefilled_accepted_share{{{about}}} 1.0" in lines


def test_no_more_forms_are_remembered_than_there_is_room_for():
    figures = CorrectionCollector(remembered=2)
    for form in "abca":  # the first is forgotten when it comes again
        figures.count((form,), "m", {Term.INVOICE_NUMBER: FieldOutcome.ACCEPTED})
    assert len(figures._last) == 2
    assert figures._replaced == {}


@pytest.mark.parametrize(
    "changes",
    [
        {"sha256": "x"},
        {"extra": 1},
        {"submitted": {"total_ht": "1"}},
        {"submitted": {"total_net": "x" * 1001}},
        {"submitted": {"total_net": 12}},
        {"submitted": {"total_net": "\ud800"}},
        {"submitted": {"\ud800" * 500: "x"}},
        {"filled": {"total_net": {"value": "1", "prefill": True}}},
        {"filled": {"total_net": {"value": "1", "prefill": True, "confidence": 1.5}}},
        {"model_version": "x" * 65},
        {"model_version": "test-1\0"},
        {"submitted": {"total_net": "1\0"}},
        {"vat_breakdown": [{"rate": "20", "taux": "20"}]},
        {"vat_breakdown": [{"rate": 20}]},
        {"vat_breakdown": [{}] * 51},
        {"duration_ms": -1},
        {"duration_ms": 10**30},
    ],
)
def test_what_is_not_as_described_is_refused(client, changes):
    body = json.dumps(correction(**changes))
    answer = client.post(
        "/v1/corrections", content=body, headers={"content-type": "application/json"}
    )
    assert answer.status_code == 400
    assert answer.headers["content-type"] == MEDIA_TYPE
    problem = answer.json()
    assert problem["type"] == "request.malformed"
    assert problem["detail"].startswith("Valeur refusée : body")
    assert len(problem["detail"]) < 1500


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b'{"sha256": NaN}'])
def test_what_is_no_json_object_is_refused(client, content):
    headers = {"content-type": "application/json", "accept-language": "en"}
    answer = client.post("/v1/corrections", content=content, headers=headers)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == MEDIA_TYPE


def test_a_body_is_not_read_beyond_the_limit(client):
    headers = {"content-type": "application/json"}
    chunks = (b" " * 65536 for _ in range(10))  # no length is announced
    answer = client.post("/v1/corrections", content=chunks, headers=headers)
    assert answer.status_code == 413
    assert answer.json()["type"] == "document.too_large"


def test_the_example_is_one(client, retention):
    retention.policies.set(TENANT, 30)
    answer = client.post("/v1/corrections", json=REQUEST_EXAMPLE).json()
    assert answer | {"kept_until": None} == ANSWER_EXAMPLE | {"kept_until": None}
    call = client.get("/openapi.json").json()
    described = call["paths"]["/v1/corrections"]["post"]
    assert {"201", "400", "408", "413"} <= set(described["responses"])
    (example,) = call["components"]["schemas"]["CorrectionRequest"]["examples"]
    assert example["sha256"] == REQUEST_EXAMPLE["sha256"]
    assert "404" in call["paths"]["/v1/documents/{sha256}"]["delete"]["responses"]
