from __future__ import annotations

import hashlib

import pytest
from fastapi.testclient import TestClient

from extractor.errors import ExtractorError, InputError
from extractor.settings import Limits
from service.api.schemas import ResultDocument
from service.app import create_app
from service.problems import MEDIA_TYPE, STATUS, status_of

MAX_BYTES = 1000
PDF = {"content-type": "application/pdf"}


@pytest.fixture
def client(fake_extractor):
    app = create_app(fake_extractor, limits=Limits(max_bytes=MAX_BYTES))
    with TestClient(app, raise_server_exceptions=False) as opened:
        yield opened


def test_multipart(client):
    answer = client.post("/v1/prefill", files={"file": ("facture.pdf", b"fine")})
    assert answer.status_code == 200
    result = answer.json()
    ResultDocument.model_validate(result)
    assert result["file"] == "facture.pdf"
    assert result["sha256"] == hashlib.sha256(b"fine").hexdigest()


def test_raw_body(client):
    answer = client.post("/v1/prefill", content=b"fine", headers=PDF)
    assert answer.status_code == 200
    assert answer.json()["fields"]["invoice_number"]["value"] == "FA-12"


@pytest.mark.parametrize(
    ("content", "status", "type_"),
    [
        (b"", 400, "document.empty"),
        (b"x" * (MAX_BYTES + 1), 413, "document.too_large"),
        (b"encrypted", 422, "pdf.encrypted"),
        (b"corrupt", 422, "pdf.corrupt"),
        (b"slow", 504, "processing.timeout"),
        (b"bug", 500, "internal.error"),
    ],
)
@pytest.mark.parametrize("multipart", [True, False])
def test_errors_are_problem_documents(client, content, status, type_, multipart):
    body = {"files": {"file": content}} if multipart else {"content": content, "headers": PDF}
    answer = client.post("/v1/prefill", **body)
    assert answer.status_code == status
    assert answer.headers["content-type"] == MEDIA_TYPE
    problem = answer.json()
    assert problem["type"] == type_
    assert problem["status"] == status
    assert set(problem) == {"type", "title", "status", "detail"}
    assert "mistake" not in answer.text


def test_the_limit_holds_though_no_length_is_announced(client):
    sent = 0

    def chunks():
        nonlocal sent
        for _ in range(10_000):
            sent += 100
            yield b"x" * 100

    answer = client.post("/v1/prefill", content=chunks(), headers=PDF)
    assert answer.status_code == 413


def test_a_multipart_body_is_not_read_beyond_the_limit(client):
    boundary = {"content-type": "multipart/form-data; boundary=edge"}
    head = b'--edge\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
    answer = client.post(
        "/v1/prefill", content=iter([head, b"x" * 200_000, b"\r\n--edge--\r\n"]), headers=boundary
    )
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("request_body", "status", "type_"),
    [
        ({"files": {"other": b"fine"}}, 400, "request.malformed"),
        (
            {"content": b"nonsense", "headers": {"content-type": "multipart/form-data"}},
            400,
            "request.malformed",
        ),
        (
            {"content": b"{}", "headers": {"content-type": "application/json"}},
            415,
            "document.unsupported",
        ),
        ({}, 400, "document.empty"),
    ],
)
def test_requests_without_a_document(client, request_body, status, type_):
    answer = client.post("/v1/prefill", **request_body)
    assert answer.status_code == status
    assert answer.json()["type"] == type_


def test_bytes_without_a_type_are_read(client):
    request = client.build_request("POST", "/v1/prefill", content=b"fine")
    assert "content-type" not in request.headers
    assert client.send(request).json()["status"] == "ok"


@pytest.mark.parametrize(("method", "path", "status"), [("get", "/nowhere", 404)])
def test_the_framework_answers_with_problems_too(client, method, path, status):
    answer = client.request(method, path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == MEDIA_TYPE


def test_wrong_method_says_which_are_allowed(client):
    answer = client.get("/v1/prefill")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "POST"


def test_every_input_error_is_the_clients():
    def below(kind: type[ExtractorError]) -> set[type[ExtractorError]]:
        return {kind}.union(*(below(child) for child in kind.__subclasses__()))

    for kind in below(InputError) - {InputError}:
        assert kind in STATUS
        assert 400 <= status_of(kind()) < 500
