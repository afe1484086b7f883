"""Identifiers and figures of requests."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from service.app import create_app

PDF = {"content-type": "application/pdf"}


@pytest.fixture
def client(fake_extractor):
    with TestClient(create_app(fake_extractor), raise_server_exceptions=False) as opened:
        yield opened


def test_every_answer_has_an_identifier_the_callers_if_it_is_a_plain_one(client):
    assert (
        client.get("/healthz", headers={"x-request-id": "r-42"}).headers["x-request-id"] == "r-42"
    )
    odd = client.get("/nowhere", headers={"x-request-id": "a b<script>"}).headers["x-request-id"]
    assert odd.isalnum() and len(odd) == 32


def test_figures_of_requests_documents_and_fields(client):
    client.post("/v1/prefill", content=b"fine", headers=PDF)
    client.post("/v1/prefill", content=b"encrypted", headers=PDF)
    client.get("/une/adresse/quelconque")
    text = client.get("/metrics").text
    for line in (
        'bleuet_requests_total{method="POST",route="/v1/prefill",status="200"} 1.0',
        'bleuet_requests_total{method="POST",route="/v1/prefill",status="422"} 1.0',
        'bleuet_requests_total{method="GET",route="other",status="404"} 1.0',
        'bleuet_documents_total{outcome="ok"} 1.0',
        'bleuet_documents_total{outcome="pdf.encrypted"} 1.0',
        'bleuet_pages_total{source="text_layer"} 1.0',
        'bleuet_fields_total{decision="prefilled",field="invoice_number"} 1.0',
        'bleuet_fields_total{decision="blank",field="due_date"} 1.0',
        'bleuet_stage_seconds_count{stage="total"} 1.0',
        "bleuet_admitted_requests 0.0",
    ):
        assert line in text.splitlines()
    assert "quelconque" not in text
