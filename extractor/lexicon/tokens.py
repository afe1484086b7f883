"""Tokens for matching: folded to plain lower-case letters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")
_TOKEN = re.compile(r"[a-z]+°?|\d+|[€$£%#]")
_OURS = re.compile(r"\bn\s?/", re.IGNORECASE)
_NUMBER_SIGN = re.compile(r"\bn\s*[°º˚*]\s*|\bn[o0]\s*[.:]\s*|nº|№", re.IGNORECASE)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case without accents; ligatures opened, apostrophes made plain.

    >>> fold("Désignation de l’Œuvre")
    "designation de l'oeuvre"
    """
    if text.isascii():
        return text.lower()
    text = text.replace("œ", "oe").replace("Œ", "oe").replace("’", "'").replace("°", "\ue000")
    text = unicodedata.normalize("NFKD", text.replace("º", "\ue000"))
    text = "".join(c for c in text if not unicodedata.combining(c)).lower()
    return text.replace("\ue000", "°")


@lru_cache(maxsize=65536)
def tokenise(text: str) -> tuple[str, ...]:
    """Folded tokens of one word or phrase; dotted abbreviations are joined, "n°" becomes "no".

    "N/" is the supplier's "notre", which the letter alone would not tell from "n°".

    >>> tokenise("N°d'engagement:")
    ('no', 'd', 'engagement')
    >>> tokenise("T.V.A.")
    ('tva',)
    >>> tokenise("N/Réf.")
    ('notre', 'ref')
    """
    if "/" in text:
        text = _OURS.sub(" notre ", text)
    text = _NUMBER_SIGN.sub(" no ", text)
    if "." in text:
        text = _DOTTED.sub(lambda match: match.group().replace(".", ""), text)
    return tuple(token.rstrip("°") for token in _TOKEN.findall(fold(text)))
