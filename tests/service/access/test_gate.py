"""Who comes in, by which way, and what the others are told."""

from __future__ import annotations

import asyncio
import json

import pytest
import structlog
from fastapi.routing import APIRoute

from service.app import create_app
from service.settings import AccessSettings

PDF = {"content-type": "application/pdf"}


def test_every_call_under_v1_and_cpro_needs_a_caller_before_its_body_is_read(fake_extractor):
    """Also those that are added tomorrow."""
    app = create_app(fake_extractor, access_settings=AccessSettings(mode="required"))
    asked = [route for route in routes(app) if route.path.startswith(("/v1", "/cpro"))]
    assert {"/v1/prefill", "/v1/model", "/cpro/factures/v1/deposer/pdf"} <= {
        route.path for route in asked
    }
    app.state.parts.database.migrate()
    for route in asked:
        assert isinstance(route, APIRoute), f"{route.path} is not guarded by a dependency"
        for method in route.methods:
            path = route.path.format(**dict.fromkeys(route.param_convertors, "1"))
            assert asyncio.run(status_unread(app, method, path)) == 401, (method, path)
    app.state.parts.database.close()


def routes(owner):
    for route in owner.routes:
        if hasattr(route, "original_router"):
            yield from routes(route.original_router)
        else:
            yield route


async def status_unread(app, method, path):
    """The status of a call whose body must not be asked for."""
    sent = []

    async def receive():
        raise AssertionError("the body was read")

    async def send(message):
        sent.append(message)

    headers = [(b"host", b"testserver"), (b"content-type", b"application/json")]
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": headers,
        "server": ("testserver", 80),
        "client": ("10.0.0.1", 1),
    }
    await app(scope, receive, send)
    return sent[0]["status"]


@pytest.mark.parametrize("way", ["bearer", "header"])
def test_a_key_opens_either_way(serving, keys, way):
    _, key = keys.create("mairie", "logiciel")
    headers = {"authorization": f"bearer {key}"} if way == "bearer" else {"x-api-key": key}
    with serving() as client:
        answer = client.post("/v1/prefill", content=b"fine", headers=PDF | headers)
    assert answer.status_code == 200


def test_nobody_and_somebody_unknown(serving, keys):
    kept, key = keys.create("mairie", "logiciel")
    keys.revoke(kept.id)
    with serving() as client:
        nobody = client.post("/v1/prefill", content=b"fine", headers=PDF)
        revoked = client.post("/v1/prefill", content=b"fine", headers=PDF | {"x-api-key": key})
        basic = client.get("/v1/model", headers={"authorization": "Basic YTpi"})
        english = client.get("/v1/model", headers={"accept-language": "en"})
    assert [nobody.status_code, revoked.status_code, basic.status_code] == [401] * 3
    assert nobody.headers["www-authenticate"] == 'Bearer realm="bleuet"'
    assert 'error="invalid_token"' in revoked.headers["www-authenticate"]
    problem = nobody.json()
    assert problem["type"] == "access.unauthenticated"
    assert nobody.headers["content-type"] == "application/problem+json"
    assert english.json()["detail"] == "A key or a token is needed"


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics", "/openapi.json", "/docs"])
def test_what_asks_nobody(serving, path):
    with serving() as client:
        assert client.get(path).status_code == 200


def test_metrics_can_be_kept_from_strangers(serving, keys):
    _, key = keys.create("ops", "prometheus")
    with serving(metrics="required") as client:
        assert client.get("/metrics").status_code == 401
        assert client.get("/metrics", headers={"x-api-key": key}).status_code == 200


def test_the_log_knows_tenant_and_client_and_never_the_key(serving, keys):
    kept, key = keys.create("mairie", "logiciel")
    with (
        serving() as client,
        structlog.testing.capture_logs(
            processors=[structlog.contextvars.merge_contextvars]
        ) as lines,
    ):
        client.get("/v1/model", headers={"x-api-key": key})
        client.get("/v1/model", headers={"x-api-key": key[:-1]})
    known, unknown = (line for line in lines if line["event"] == "request")
    assert (known["tenant"], known["client"]) == ("mairie", f"key-{kept.id}")
    assert "tenant" not in unknown
    assert key[:-1] not in json.dumps(lines, default=str)


@pytest.mark.parametrize(
    ("host", "mode", "status"),
    [
        ("127.0.0.1", "auto", 200),
        ("::1", "auto", 200),
        ("localhost", "auto", 200),
        ("0.0.0.0", "auto", 401),
        ("192.0.2.1", "auto", 401),
        (None, "auto", 401),
        ("127.0.0.1", "required", 401),
        ("0.0.0.0", "open", 200),
    ],
)
def test_open_only_where_nobody_else_reaches_it_or_where_it_was_asked_for(
    serving, host, mode, status
):
    with serving(host=host, mode=mode, base_url="http://localhost:8000") as client:
        assert client.get("/v1/model").status_code == status


def test_the_description_asks_for_what_the_service_asks_for(serving):
    with serving() as client:
        closed = client.get("/openapi.json").json()
    with serving(host="127.0.0.1") as client:
        opened = client.get("/openapi.json").json()
    assert closed["paths"]["/v1/prefill"]["post"]["security"] == [{"bearer": []}, {"apiKey": []}]
    assert "security" not in closed["paths"]["/healthz"]["get"]
    assert "security" not in opened["paths"]["/v1/prefill"]["post"]
    assert {"401", "403", "429"} <= set(closed["paths"]["/v1/prefill"]["post"]["responses"])


def test_a_service_that_nobody_can_call_starts_and_says_so(serving, keys):
    with structlog.testing.capture_logs() as lines, serving() as client:
        assert client.get("/healthz").status_code == 200
    assert [line for line in lines if line["event"] == "nobody_may_call"]
    keys.create("mairie", "logiciel")
    with structlog.testing.capture_logs() as lines, serving():
        pass
    assert not [line for line in lines if line["event"] == "nobody_may_call"]


def test_settings_of_tokens_go_together():
    with pytest.raises(ValueError, match="issuer and audience"):
        AccessSettings(jwks="keys.json")
    with pytest.raises(ValueError, match="couldn't parse"):
        AccessSettings(rate="often")


def test_settings_from_the_environment(monkeypatch):
    monkeypatch.setenv("BLEUET_ACCESS_HOSTS", "bleuet.example.fr, b")
    monkeypatch.setenv("BLEUET_ACCESS_RATE", "none")
    settings = AccessSettings()
    assert settings.hosts == ("bleuet.example.fr", "b")
    assert settings.rate is None
