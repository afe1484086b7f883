from __future__ import annotations

import json

import pytest
from fastapi.testclient import TestClient

from extractor.settings import Settings
from service.app import create_app


@pytest.fixture
def models(tmp_path):
    folder = tmp_path / "test-1"
    folder.mkdir()
    (folder / "manifest.json").write_text(json.dumps({"version": "test-1"}), encoding="utf-8")
    (folder / "CARD.md").write_text("# Modèle", encoding="utf-8")
    return tmp_path


@pytest.fixture
def client(fake_extractor, models):
    with TestClient(create_app(fake_extractor, settings=Settings(models_dir=models))) as opened:
        yield opened


def test_liveness_and_readiness(client):
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").status_code == 200


def test_not_ready_before_a_model_is_loaded(client, fake_extractor, monkeypatch):
    monkeypatch.setattr(fake_extractor, "model_version", None, raising=False)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "1"
    assert client.get("/v1/model").status_code == 500


def test_model(client):
    assert client.get("/v1/model").json() == {
        "model_version": "test-1",
        "manifest": {"version": "test-1"},
        "card": "# Modèle",
    }


def test_the_api_describes_both_ways_to_send_and_every_error(client):
    call = client.get("/openapi.json").json()["paths"]["/v1/prefill"]["post"]
    assert {"multipart/form-data", "application/pdf"} <= set(call["requestBody"]["content"])
    assert {"200", "400", "413", "415", "422", "504"} <= set(call["responses"])
    examples = call["responses"]["422"]["content"]["application/problem+json"]["examples"]
    assert examples["pdf.encrypted"]["value"]["status"] == 422
