"""French by default, English where it is asked for."""

from __future__ import annotations

import pytest

from service.messages import translate
from service.messages.catalogue import _english


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
