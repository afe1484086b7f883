"""Clients that show a token of PISTE and an account of Chorus Pro."""

from __future__ import annotations

import base64
import hashlib
import time

import pytest
import structlog

from service.access import ApiKeys
from service.retention.documents import UNWANTED_S
from service.settings import StorageSettings
from service.storage import Database
from tests.service.chorus.conftest import KEYS, URL, deposit

PISTE = {"authorization": "Bearer jeton-de-piste"}


def account(text):
    text = text if isinstance(text, bytes) else text.encode()
    return {"cpro-account": base64.b64encode(text).decode()}


@pytest.fixture
def key():
    database = Database(StorageSettings().url)
    database.migrate()
    yield ApiKeys(database).create("mairie", "logiciel")[1]
    database.close()


@pytest.fixture
def client(serving):
    with serving(mode="required") as opened:
        yield opened


def test_the_password_of_the_account_may_be_a_key(client, key):
    with structlog.testing.capture_logs(
        processors=[structlog.contextvars.merge_contextvars]
    ) as lines:
        answer = client.post(
            URL, json=deposit(), headers=PISTE | account(f"TECH_1_2@cpro.fr:{key}")
        )
    assert answer.json()["codeRetour"] == 0
    (line,) = (line for line in lines if line["event"] == "request")
    assert line["tenant"] == "mairie"
    assert line["client"] == "key-1:TECH_1_2@cpro.fr"
    assert key not in str(lines)


def test_a_deposit_is_kept_where_its_tenant_asked_for_that(client, key):
    retention = client.app.state.parts.retention
    sha256 = hashlib.sha256(b"fine").hexdigest()
    headers = PISTE | account(f"TECH_1_2@cpro.fr:{key}")
    assert client.post(URL, json=deposit(), headers=headers).json()["codeRetour"] == 0
    assert retention.documents.find("mairie", sha256) is None
    retention.policies.set("mairie", 30)
    time.sleep(UNWANTED_S)
    assert client.post(URL, json=deposit(), headers=headers).json()["codeRetour"] == 0
    path, result = retention.documents.find("mairie", sha256)
    assert path.read_bytes() == b"fine"
    assert result["file"] == "facture.pdf"


@pytest.mark.parametrize("way", ["authorization", "x-api-key"])
def test_a_key_as_token_beside_any_account(client, key, way):
    headers = {way: f"Bearer {key}" if way == "authorization" else key}
    for more in ({}, account("TECH:mot de passe"), account("TECH:a:b")):
        answer = client.post(URL, json=deposit(), headers=headers | more)
        assert (answer.status_code, answer.json()["codeRetour"]) == (200, 0)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        PISTE,
        PISTE | account("TECH:mot de passe"),
        PISTE | account("TECH:blt_inconnue"),
        PISTE | account("sans deux-points"),
        PISTE | account(b"\xff\xfe:\xff"),
        PISTE | {"cpro-account": "pas du base64 !"},
        {"authorization": "Bearer blt_inconnue"},
    ],
)
def test_who_is_not_known_is_told_so_by_http_and_by_the_code(client, key, headers):
    answer = client.post(URL, json=deposit(), headers=headers)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert answer.headers["content-type"] == "application/json"
    content = answer.json()
    assert list(content) == KEYS
    assert content["codeRetour"] == 401
    assert content["libelle"].startswith("access.unauthenticated : ")


def test_a_malformed_account_is_said_to_be_malformed_even_beside_a_key(client, key):
    answer = client.post(
        URL, json=deposit(), headers={"x-api-key": key, "cpro-account": "pas du base64 !"}
    )
    assert answer.status_code == 401
    assert "cpro-account mal formé" in answer.json()["libelle"]


def test_an_open_service_minds_neither(serving):
    with serving() as opened:
        for headers in ({}, PISTE, PISTE | {"cpro-account": "pas du base64 !"}):
            assert opened.post(URL, json=deposit(), headers=headers).json()["codeRetour"] == 0


def test_a_login_of_ones_own_choice_is_no_way_around_the_rate(serving, key):
    with serving(mode="required", rate="2/minute") as client:
        answers = [
            client.post(URL, json=deposit(), headers=PISTE | account(f"login-{i}:{key}"))
            for i in range(3)
        ]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2].json()["codeRetour"] == 429
    assert int(answers[2].headers["retry-after"]) > 50


def test_the_description(client):
    document = client.get("/openapi.json").json()
    call = document["paths"][URL]["post"]
    request = call["requestBody"]["content"]["application/json"]["schema"]
    assert set(request["required"]) == {"fichierFacture", "formatDepot", "nomFichier"}
    answer = document["components"]["schemas"]["DepositAnswer"]
    assert answer["required"] == KEYS
    assert answer["additionalProperties"] is False
    assert "application/problem+json" not in str(call)
    assert {"200", "401", "413", "429", "504"} <= set(call["responses"])
