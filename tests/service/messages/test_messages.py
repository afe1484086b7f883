"""French by default, English where it is asked for."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from service.app import create_app
from service.chorus.deposits import _REASONS
from service.messages import translate
from service.messages.catalogue import _english
from service.problems import _FRAMEWORKS_WORDS
from tests.service.messages import french


@pytest.mark.parametrize(
    ("french", "english"),
    [("Le fichier est vide", "The file is empty"), ("Plus de 12 octets", "More than 12 bytes")],
)
def test_translation(french, english):
    assert translate(french, "en") == english
    assert translate(french, "fr") == french


def test_what_has_no_translation_stays():
    assert translate("Ceci n'est pas de nous", "en") == "Ceci n'est pas de nous"


def test_english_patterns_have_the_holes_of_the_french():
    texts, patterns = _english()
    assert texts
    for pattern, english in patterns:
        english.format(**dict.fromkeys(pattern.groupindex, "x"))


def test_every_error_has_an_english_title():
    titles = {kind.title for kind in french.kinds()} | {*_FRAMEWORKS_WORDS.values()}
    assert len(titles) > 25
    assert [title for title in titles if translate(title, "en") == title] == []


def test_everything_that_an_error_says_is_said_in_english_too():
    said = [*french.details(), *((reason, "_REASONS") for reason in _REASONS.values())]
    assert len(said) > 40
    assert [(text, where) for text, where in said if translate(text, "en") == text] == []


def test_a_path_that_is_none_is_told_in_the_caller_s_language(fake_extractor):
    with TestClient(create_app(fake_extractor)) as client:
        assert client.get("/nowhere").json()["title"] == "Introuvable"
        english = client.put("/v1/model", headers={"accept-language": "en"})
    assert english.json()["detail"] == "Method not allowed"


def test_a_result_is_in_the_caller_s_language(fake_extractor):
    body = {"content": b"fine", "headers": {"content-type": "application/pdf"}}
    with TestClient(create_app(fake_extractor)) as client:
        french = client.post("/v1/prefill", **body)
        body["headers"] |= {"accept-language": "en"}
        english = client.post("/v1/prefill", **body)
    assert french.headers["content-language"] == "fr"
    assert english.headers["content-language"] == "en"
    assert "accept-language" in english.headers["vary"]
    said, told = french.json(), english.json()
    assert said["findings"][0]["message"] == "HT + TVA ≠ TTC : 100,00 + 20,00 ≠ 121,00"
    assert told["findings"][0]["message"] == "Net + VAT ≠ total: 100.00 + 20.00 ≠ 121.00"
    for result in (said, told):
        del result["findings"], result["timings_ms"]
    assert said == told
