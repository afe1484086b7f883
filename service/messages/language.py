"""Which language a request asks for (RFC 9110, section 12.5.4)."""

from __future__ import annotations

from typing import Literal

Language = Literal["fr", "en"]


def accepted_language(header: str | None) -> Language:
    """The language of an answer: French, unless English is asked for before it.

    Args:
        header: the request's `Accept-Language`.

    >>> accepted_language("en-GB,en;q=0.9,fr;q=0.8"), accepted_language("fr, en")
    ('en', 'fr')
    >>> accepted_language(None)
    'fr'
    """
    weights = {"fr": 0.0, "en": 0.0}
    for part in (header or "").split(","):
        tag, _, parameter = part.partition(";")
        language = tag.strip().lower().partition("-")[0]
        if language in weights:
            weights[language] = max(weights[language], _quality(parameter))
    return "en" if weights["en"] > weights["fr"] else "fr"


def _quality(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if name.strip().lower() != "q":
        return 1.0
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0
