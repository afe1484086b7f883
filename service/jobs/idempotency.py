"""The key by which a caller that asks again gets what it got.

draft-ietf-httpapi-idempotency-key-header
"""

from __future__ import annotations

import re

from service.errors import MalformedRequestError

_MAX_CHARACTERS = 255
# A string of RFC 9651, section 3.3.3; bare keys are what most clients send.
_QUOTED = re.compile(r'"((?:[\x20-\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"')
_BARE = re.compile(r"[\x21\x23-\x7e]+")
KEY_SCHEMA: dict[str, str | int | float | bool | list[object] | dict[str, object] | None] = {
    "pattern": r'^("([ !#-\[\]-~]|\\["\\])+"|[!#-~]+)$',
    "maxLength": _MAX_CHARACTERS,
}
"""The same, for the description of the API."""


def idempotency_key(header: str | None) -> str | None:
    r"""The key of a request.

    Args:
        header: `Idempotency-Key`; None if there is none.

    Raises:
        MalformedRequestError: it is no key.

    >>> idempotency_key('"8e03978e"'), idempotency_key("8e03978e"), idempotency_key(None)
    ('8e03978e', '8e03978e', None)
    >>> idempotency_key(r'"a\"b"')
    'a"b'
    """
    if header is None:
        return None
    text = header.strip()
    quoted = _QUOTED.fullmatch(text)
    if quoted:
        key = re.sub(r"\\(.)", r"\1", quoted.group(1))
    else:
        key = text if _BARE.fullmatch(text) else ""
    if not 0 < len(key) <= _MAX_CHARACTERS:
        raise MalformedRequestError("Clé d'idempotence mal formée")
    return key
