"""`POST /v1/pages/{number}`: a page's picture, and nothing kept."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from extractor.settings import Limits
from service.app import create_app
from service.settings import ServiceSettings

PDF = {"content-type": "application/pdf"}


@pytest.fixture
def client(fake_extractor, tmp_path):
    app = create_app(
        fake_extractor,
        limits=Limits(max_bytes=1000),
        service_settings=ServiceSettings(spool_dir=tmp_path),
    )
    with TestClient(app, raise_server_exceptions=False) as opened:
        yield opened


def test_a_picture_that_nobody_keeps(client, tmp_path):
    answer = client.post("/v1/pages/2?width=640", content=b"fine", headers=PDF)
    assert answer.status_code == 200
    assert answer.content == b"page 2, 640 px"
    assert answer.headers["content-type"] == "image/webp"
    assert answer.headers["cache-control"] == "no-store"
    assert list(tmp_path.glob("bleuet-*")) == []


def test_multipart_and_a_width_of_its_own(client):
    answer = client.post("/v1/pages/1", files={"file": ("facture.pdf", b"fine")})
    assert answer.content == b"page 1, 1200 px"


@pytest.mark.parametrize(
    ("path", "content", "status", "type_"),
    [
        ("/v1/pages/3", b"fine", 404, "page.not_found"),
        ("/v1/pages/0", b"fine", 400, "request.malformed"),
        ("/v1/pages/one", b"fine", 400, "request.malformed"),
        ("/v1/pages/1?width=9", b"fine", 400, "request.malformed"),
        ("/v1/pages/1?width=99999", b"fine", 400, "request.malformed"),
        ("/v1/pages/1", b"", 400, "document.empty"),
        ("/v1/pages/1", b"encrypted", 422, "pdf.encrypted"),
        ("/v1/pages/1", b"memory", 500, "internal.error"),
        ("/v1/pages/1", b"x" * 1001, 413, "document.too_large"),
    ],
)
def test_errors_are_problem_documents(client, path, content, status, type_):
    answer = client.post(path, content=content, headers=PDF)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == type_


def test_what_is_wrong_with_a_request_is_named_but_not_repeated(client):
    problem = client.post("/v1/pages/1?width=secret", content=b"fine", headers=PDF).json()
    assert "query.width" in problem["detail"]
    assert "secret" not in problem["detail"]


def test_pages_wait_in_the_same_queue_as_readings(client):
    admission = client.app.state.parts.admission
    admission.admitted = 100
    answer = client.post("/v1/pages/1", content=b"fine", headers=PDF)
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) >= 1
