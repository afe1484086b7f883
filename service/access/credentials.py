"""What a request shows to say who it comes from."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass

from service.access.keys import KEY_PREFIX
from service.errors import UnauthenticatedError

_MAX_LOGIN = 100


@dataclass(frozen=True, slots=True)
class Credentials:
    """What was shown, not yet checked.

    Attributes:
        key: one of our keys, or what is given out for one.
        token: a bearer token that is none of our keys.
        account_key: one of our keys as the password of a Chorus Pro account.
        login: of that account.
    """

    key: str | None = None
    token: str | None = None
    account_key: str | None = None
    login: str | None = None


def credentials_of(headers: Mapping[str, str]) -> Credentials:
    """What `X-API-Key` and `Authorization` show (RFC 6750, section 2.1).

    Args:
        headers: of the request, in lower case or whatever case.

    >>> credentials_of({"authorization": "Bearer blt_secret"}).key
    'blt_secret'
    >>> credentials_of({"authorization": "Bearer eyJhbGciOi"}).token
    'eyJhbGciOi'
    """
    scheme, _, bearer = headers.get("authorization", "").strip().partition(" ")
    bearer = bearer.strip() if scheme.lower() == "bearer" else ""
    key = headers.get("x-api-key", "").strip()
    if not key and bearer.startswith(KEY_PREFIX):
        key = bearer
    return Credentials(key or None, bearer or None if not key else None)


def chorus_credentials_of(headers: Mapping[str, str]) -> Credentials:
    """The same, of a client of Chorus Pro, which shows an account beside its token.

    The token is the platform's, which says nothing to us; the account's password may be one of our
    keys, since login and password are what every such client has settings for.

    Args:
        headers: of the request.

    Raises:
        UnauthenticatedError: `cpro-account` is not the Base64 of `login:password`.
    """
    shown = credentials_of(headers)
    account = headers.get("cpro-account", "").strip()
    if not account:
        return shown
    login, password = _account(account)
    if not password.startswith(KEY_PREFIX):
        return shown
    return Credentials(shown.key, shown.token, password, login)


def _account(text: str) -> tuple[str, str]:
    try:
        decoded = base64.b64decode(text, validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError) as error:
        raise UnauthenticatedError("En-tête cpro-account mal formé", invalid=True) from error
    login, colon, password = decoded.partition(":")
    if not colon:
        raise UnauthenticatedError("En-tête cpro-account mal formé", invalid=True)
    return "".join(c for c in login if c.isprintable())[:_MAX_LOGIN], password
