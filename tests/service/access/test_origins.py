"""Pages elsewhere that may call, and those that may not."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from service.app import create_app
from service.settings import AccessSettings

PORTAL, OTHER = "https://portail.example", "https://ailleurs.example"
PDF = {"content-type": "application/pdf"}


@pytest.fixture
def client(fake_extractor):
    access = AccessSettings(mode="open", origins=(PORTAL,))
    with TestClient(create_app(fake_extractor, access_settings=access)) as opened:
        yield opened


def ask_first(client, origin):
    asked = {
        "origin": origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization, content-type",
    }
    return client.options("/v1/prefill", headers=asked)


def test_a_known_page_may_ask_send_and_read(client):
    assert ask_first(client, PORTAL).headers["access-control-allow-origin"] == PORTAL
    answer = client.post("/v1/prefill", content=b"fine", headers=PDF | {"origin": PORTAL})
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == PORTAL
    assert "access-control-allow-credentials" not in answer.headers
    module = client.get("/static/bleuet.js", headers={"origin": PORTAL})
    assert module.headers["access-control-allow-origin"] == PORTAL


def test_another_page_may_not(client):
    assert "access-control-allow-origin" not in ask_first(client, OTHER).headers
    answer = client.post("/v1/prefill", content=b"fine", headers=PDF | {"origin": OTHER})
    assert answer.status_code == 403
    assert "access-control-allow-origin" not in answer.headers


def test_by_default_there_is_none(fake_extractor):
    with TestClient(create_app(fake_extractor)) as client:
        assert ask_first(client, PORTAL).status_code == 405


def test_errors_can_be_read_too(client):
    answer = client.post("/v1/prefill", content=b"corrupt", headers=PDF | {"origin": PORTAL})
    assert answer.status_code == 422
    assert answer.headers["access-control-allow-origin"] == PORTAL


def test_origins_from_the_environment(monkeypatch):
    monkeypatch.setenv("BLEUET_ACCESS_ORIGINS", f"{PORTAL}, {OTHER}")
    assert AccessSettings().origins == (PORTAL, OTHER)
