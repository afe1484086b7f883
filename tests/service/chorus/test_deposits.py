"""Deposits as encoders of many languages write them, and as none should."""

from __future__ import annotations

import base64
import json
import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.errors import (
    DocumentTooLargeError,
    ExtractorError,
    InputError,
    PageNotFoundError,
    ProcessingMemoryError,
    UnreachableDocumentError,
)
from service.chorus.codes import DEPOSIT, status_and_code
from service.chorus.deposits import _take_apart
from service.problems import STATUS
from tests.service.chorus.conftest import KEYS, MAX_BYTES, URL, WHOLE, deposit

JSON = {"content-type": "application/json"}


def refused(answer, code, status=200):
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/json"
    content = answer.json()
    assert list(content) == KEYS
    assert content["codeRetour"] == code
    assert content["libelle"]
    assert not any(content[key] for key in KEYS[2:])
    return content["libelle"]


def test_an_accepted_deposit(client, reads):
    seen = reads(WHOLE)
    answer = client.post(URL, json=deposit(b"fine"))
    assert answer.status_code == 200
    assert seen == [b"fine"]
    content = answer.json()
    assert list(content) == KEYS
    assert (content["codeRetour"], content["libelle"]) == (0, "GCU_MSG_01_000")
    assert content["numeroFacture"] == "FA-2025-0147"
    assert content["montantTVA"] == 246.9
    assert content["pieceJointeId"] is None


@pytest.mark.parametrize(
    "spell",
    [
        lambda text: text.replace("/", "\\/"),  # PHP
        lambda text: text.replace("+", "\\u002B").replace("/", "\\u002f"),  # .NET
        lambda text: text.replace("=", "\\u003d"),  # Gson
        lambda text: "\\r\\n".join(text[i : i + 76] for i in range(0, len(text), 76)),  # MIME
        lambda text: "\\n".join(text[i : i + 64] for i in range(0, len(text), 64)) + "\\n",
    ],
)
@pytest.mark.parametrize("size", [1, 2, 3, 20_000])
def test_spellings_of_one_file(client, reads, spell, size):
    seen = reads({})
    content = os.urandom(size)
    body = json.dumps(deposit(b"")).replace(
        '"fichierFacture": ""',
        f'"fichierFacture" :\n"{spell(base64.b64encode(content).decode())}"',
    )
    answer = client.post(URL, content=body.encode(), headers=JSON)
    assert answer.json()["codeRetour"] == 0
    assert seen == [content]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(content=st.binary(min_size=1, max_size=400), chunk=st.integers(7, 60), escaped=st.booleans())
def test_no_cut_between_chunks_loses_a_byte(tmp_path, monkeypatch, content, chunk, escaped):
    monkeypatch.setattr("service.chorus.base64_spool._CHUNK", chunk)
    text = base64.b64encode(content).decode()
    text = "".join(f"\\u{ord(c):04x}\\n" if escaped and c in "+/=aB" else c for c in text)
    body, document = tmp_path / "body", tmp_path / "document"
    body.write_text(json.dumps(deposit()).replace("ZmluZQ==", text), encoding="utf-8")
    assert _take_apart(body, document, MAX_BYTES) == "facture.pdf"
    assert document.read_bytes() == content


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.one_of(st.binary(max_size=200), st.text().map(str.encode)))
def test_a_body_is_a_deposit_or_a_typed_error(tmp_path, content):
    body = tmp_path / "body"
    for text in (content, json.dumps(deposit()).encode().replace(b"ZmluZQ==", content)):
        body.write_bytes(text)
        try:
            _take_apart(body, tmp_path / "document", MAX_BYTES)
        except ExtractorError as error:
            assert error.type in {
                "request.malformed",
                "request.invalid_field",
                "document.empty",
            }


@pytest.mark.parametrize(
    "changes",
    [
        {"fichierFacture": None},
        {"fichierFacture": 12},
        {"fichierFacture": ["ZmluZQ=="]},
        {"fichierFacture": "n'importe quoi"},
        {"fichierFacture": "ZmluZQ"},
        {"fichierFacture": "ZmluZQ==ZmluZQ=="},
        {"fichierFacture": "Zm-_ZQ=="},
        {"fichierFacture": "é" * 4},
        {"fichierFacture": 'ZmluZQ=="'},
        {"formatDepot": None},
        {"formatDepot": "PDF"},
        {"formatDepot": 1},
        {"nomFichier": None},
        {"nomFichier": ""},
        {"nomFichier": "a" * 201},
        {"idUtilisateurCourant": "moi"},
    ],
)
def test_fields_that_are_missing_or_wrong(client, reads, changes):
    seen = reads(WHOLE)
    (field,) = changes
    libelle = refused(client.post(URL, json=deposit(**changes)), 29001)
    assert libelle.startswith("request.invalid_field : ")
    assert field in libelle
    assert seen == []


@pytest.mark.parametrize(
    "changes",
    [
        {"nomFichier": "a" * 200},
        {"nomFichier": '"fichierFacture": "x'},
        {"nomFichier": "Facture n° 12 – été.pdf"},
        {"idUtilisateurCourant": None},
        {"idUtilisateurCourant": 65336344681929},
        {"formatDepot": "PDF_SIGNE_PADES"},
        {"formatDepot": "PDF_SIGNE_XADES"},
        {"inconnu": {"a": [1]}},
    ],
)
def test_fields_that_are_right(client, changes):
    assert client.post(URL, json=deposit(**changes)).json()["codeRetour"] == 0


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"fichierFacture":"',
        b"\xff\xfe",
        b"[" * 60_000,
        b'{"nomFichier": "' + b"a" * 70_000 + b'"}',
    ],
)
def test_bodies_that_are_no_deposit(client, body):
    libelle = refused(client.post(URL, content=body, headers=JSON), 400, status=400)
    assert libelle.startswith("request.malformed : ")


def test_a_form_is_no_deposit(client):
    refused(client.post(URL, files={"file": b"fine"}), 400, status=400)


@pytest.mark.parametrize(
    ("content", "code", "libelle"),
    [
        (b"", 29002, "document.empty : Le fichier est vide"),
        (b"encrypted", 29004, "pdf.encrypted : PDF protégé par un mot de passe"),
        (b"corrupt", 29005, "pdf.corrupt : PDF endommagé (xref)"),
    ],
)
def test_what_is_wrong_with_a_document_is_said_by_the_code_alone(client, content, code, libelle):
    assert refused(client.post(URL, json=deposit(content)), code) == libelle


@pytest.mark.parametrize(
    ("content", "status", "libelle"),
    [
        (b"slow", 504, "processing.timeout : Délai de traitement dépassé"),
        (b"bug", 500, "internal.error : Erreur interne"),
        (b"x" * (MAX_BYTES + 1), 413, "document.too_large : Document trop volumineux"),
        (b"x" * (2 * MAX_BYTES), 413, "document.too_large : Document trop volumineux"),
        (b"x" * (9 * MAX_BYTES), 413, "document.too_large : Document trop volumineux"),
    ],
)
def test_what_keeps_a_call_from_being_dealt_with_is_said_by_http_too(
    client, content, status, libelle
):
    answer = client.post(URL, json=deposit(content))
    assert refused(answer, status, status=status).startswith(libelle)
    if status == 413:
        assert f"{MAX_BYTES} octets" in answer.json()["libelle"]


def test_every_reason_that_lies_in_the_document_has_its_code():
    own = {kind for kind in STATUS if issubclass(kind, InputError) or kind is ProcessingMemoryError}
    elsewhere = {DocumentTooLargeError, PageNotFoundError, UnreachableDocumentError}
    assert own - set(DEPOSIT) == elsewhere
    assert len(set(DEPOSIT.values())) == len(DEPOSIT)
    for kind in DEPOSIT:
        assert status_and_code(kind("détail")) == (200, DEPOSIT[kind])


def test_the_largest_document_comes_in_with_its_line_breaks(client, reads):
    seen = reads({})
    content = os.urandom(MAX_BYTES)
    text = base64.encodebytes(content).decode().replace("\n", "\r\n")
    assert client.post(URL, json=deposit(fichierFacture=text)).json()["codeRetour"] == 0
    assert seen == [content]


def test_a_body_without_end_is_not_read_to_it(client):
    def chunks():
        yield b'{"fichierFacture": "'
        for _ in range(10_000):
            yield b"QUJD" * 100

    refused(client.post(URL, content=chunks(), headers=JSON), 413, status=413)


def test_overload_and_start(client, fake_extractor, monkeypatch):
    admission = client.app.state.parts.admission
    monkeypatch.setattr(admission, "admitted", 99)
    answer = client.post(URL, json=deposit())
    refused(answer, 429, status=429)
    assert int(answer.headers["retry-after"]) >= 1


def test_other_methods_and_paths_are_answered_in_the_same_form(client):
    refused(client.get(URL), 405, status=405)
    refused(client.post("/cpro/factures/v1/soumettre", json={}), 404, status=404)
    assert client.get("/nowhere").headers["content-type"] == "application/problem+json"


def test_reasons_in_english(client):
    english = {"accept-language": "en"}
    answer = client.post(URL, json=deposit(nomFichier="a" * 201), headers=english)
    assert "longer than 200 characters" in answer.json()["libelle"]


def test_nothing_stays_on_disk(fake_extractor, serving, tmp_path):
    from service.settings import ServiceSettings

    spool = tmp_path / "spool"
    spool.mkdir()
    with serving(service_settings=ServiceSettings(spool_dir=spool)) as client:
        for changes in ({}, {"fichierFacture": "?"}, {"nomFichier": None}):
            client.post(URL, json=deposit(**changes))
        client.post(URL, json=deposit(b"bug"))
    assert list(spool.iterdir()) == []
