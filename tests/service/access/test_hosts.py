"""An open service on one machine, and the pages that its browser has open."""

from __future__ import annotations

import pytest

PDF = {"content-type": "application/pdf"}


def call(client, **headers):
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post("/v1/prefill", content=b"fine", headers=PDF | headers).status_code


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", 200),
        ("localhost", 200),
        ("LOCALHOST:8000", 200),
        ("[::1]:8000", 200),
        ("127.0.0.1.evil.example", 403),
        ("evil.example:8000", 403),
        ("[", 403),
        ("", 403),
    ],
)
def test_names_that_are_not_this_machines_are_refused(serving, host, status):
    with serving(host="127.0.0.1") as client:
        assert call(client, host=host) == status


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://127.0.0.1:8000", 200),
        ("http://localhost:3000", 200),
        ("https://evil.example", 403),
        ("null", 403),
    ],
)
def test_pages_from_elsewhere_are_refused(serving, origin, status):
    with serving(host="127.0.0.1", base_url="http://127.0.0.1:8000") as client:
        assert call(client, origin=origin) == status


def test_further_names_by_setting(serving):
    with serving(host="127.0.0.1", hosts=("bleuet.example.fr",)) as client:
        assert call(client, host="bleuet.example.fr") == 200
        assert call(client, host="bleuet.example.fr", origin="https://bleuet.example.fr") == 200
        assert call(client, host="evil.example") == 403


def test_opened_to_others_any_name_but_no_foreign_page(serving):
    with serving(host="0.0.0.0", mode="open") as client:
        assert call(client, host="bleuet.example.fr") == 200
        assert call(client, host="bleuet.example.fr", origin="https://bleuet.example.fr") == 200
        assert call(client, host="bleuet.example.fr", origin="https://evil.example") == 403


def test_who_shows_a_key_may_call_from_any_page(serving, keys):
    _, key = keys.create("mairie", "logiciel")
    with serving() as client:
        assert call(client, origin="https://logiciel.example", x_api_key=key) == 200
