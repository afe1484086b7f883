"""References: numbers of invoices, engagements and contracts, and service codes."""

from __future__ import annotations

import re

RESERVED_CODES = frozenset({"FACTURES_PUBLIQUES"})
"""Service codes that Chorus Pro reserves; they have no digit."""

MAX_LENGTH = 50
SERVICE_CODE_MAX_LENGTH = 100

_ALLOWED = re.compile(r"[\w\-/+.#°&():,*–]+(?: [\w\-/+.#°&():,*–]+){0,5}")
_SERVICE_CODE = re.compile(r"[^\W_]?[\w\- ]*")
_SPACES = re.compile(r"\s+")
_LEADING = " \t\n.,;:#*=\"'«»“”„<>-–—_|°"
_TRAILING = " \t\n.,;:*=\"'«»“”„<>|-–—_"
_BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"))
_OPENING = frozenset("([{")
_CLOSING = frozenset(")]}")


def compact(text: str) -> str:
    """Upper case without any separator, to compare two printed forms.

    >>> compact("fa-2025 / 0012")
    'FA20250012'
    """
    return "".join(character for character in text.upper() if character.isalnum())


def normalise(text: str) -> str:
    """As printed, without the punctuation, quotes and brackets around it.

    >>> normalise("(FA-2025-0012)."), normalise("n(12)")
    ('FA-2025-0012', 'n(12)')
    """
    inner = _SPACES.sub(" ", text)
    while True:
        clean = inner.lstrip(_LEADING).rstrip(_TRAILING)
        inner = _without_bracket(clean)
        if inner == clean:
            return clean


def _without_bracket(text: str) -> str:
    """The text without a bracket at an end that has no partner inside."""
    if text[:1] not in _OPENING and text[-1:] not in _CLOSING:
        return text
    for opening, closing in _BRACKETS:
        if text.startswith(opening) and (
            closing not in text or text.index(closing) == len(text) - 1
        ):
            text = text[1:]
        if text.endswith(closing) and text.count(closing) > text.count(opening):
            text = text[:-1]
    return text


def names_reserved_code(text: str) -> bool:
    """Whether a reserved code stands somewhere in a text.

    >>> names_reserved_code("Service : FACTURES_PUBLIQUES"), names_reserved_code("Factures")
    (True, False)
    """
    return any([code in text for code in RESERVED_CODES])


def is_reference(text: str) -> bool:
    """Whether a text can be a reference: a digit or a reserved code, at most 50 characters.

    >>> is_reference("FA-2025-0012"), is_reference("Facture"), is_reference("FACTURES_PUBLIQUES")
    (True, False, True)
    """
    if not 0 < len(text) <= MAX_LENGTH:
        return False
    if text in RESERVED_CODES:
        return True
    return any(map(str.isdigit, text)) and _ALLOWED.fullmatch(text) is not None


def is_service_code(text: str) -> bool:
    """Whether a text has the shape of a code service: letters, digits, `_`, `-`, space, up to 100.

    >>> is_service_code("SERVICE_FACTURIER 12"), is_service_code("a/b")
    (True, False)
    """
    return (
        0 < len(text) <= SERVICE_CODE_MAX_LENGTH
        and any(map(str.isalnum, text))
        and _SERVICE_CODE.fullmatch(text) is not None
    )
