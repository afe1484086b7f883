"""OAuth2 access tokens as JWT (RFC 9068), checked without asking anybody."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import jwt

from service.access.keyset import KeySet
from service.access.principal import Identity, Principal
from service.errors import UnauthenticatedError

# Asymmetric ones only: with a shared secret whoever checks a token could also make one, and with
# `none` anybody could.
ALGORITHMS = (
    *("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
    *("ES256", "ES384", "ES512", "EdDSA"),
)
_CLIENT_CLAIMS = ("client_id", "azp", "sub")
_NAME = re.compile(r"[\x21-\x7e]{1,64}")
_LEEWAY_S = 30


class Tokens:
    """Tells who a token speaks for.

    Args:
        keys: of the issuer.
        issuer: who must have issued it.
        audience: whom it must be for.
        tenant_claim: the claim that names the tenant.
    """

    def __init__(self, keys: KeySet, *, issuer: str, audience: str, tenant_claim: str) -> None:
        self._keys = keys
        self._issuer = issuer
        self._audience = audience
        self._tenant_claim = tenant_claim

    def identify(self, token: str) -> Identity:
        """Who a token speaks for.

        Args:
            token: as it was shown.

        Raises:
            UnauthenticatedError: it is no token, or not good, or names no tenant.
            AuthorityError: the keys cannot be had.
        """
        try:
            claims = self._verified(token)
        except (jwt.PyJWTError, ValueError) as error:  # the latter of a key that is none
            raise UnauthenticatedError("Jeton invalide", invalid=True) from error
        tenant = _named(claims, self._tenant_claim)
        client = next((name for claim in _CLIENT_CLAIMS if (name := _named(claims, claim))), None)
        if tenant is None or client is None:
            raise UnauthenticatedError("Jeton sans locataire ou sans client", invalid=True)
        return Identity(Principal(tenant, client), f"{tenant}/{client}")

    def _verified(self, token: str) -> Mapping[str, Any]:
        header = jwt.get_unverified_header(token)
        algorithm = header.get("alg")
        if algorithm not in ALGORITHMS:
            raise jwt.InvalidAlgorithmError
        found = self._keys.find(header.get("kid"))
        if found is None:
            raise jwt.InvalidKeyError
        # A key that names its algorithm is good for no other.
        key = jwt.PyJWK.from_dict(found, algorithm=found.get("alg") or algorithm)
        claims: Mapping[str, Any] = jwt.decode(
            token,
            key,
            algorithms=ALGORITHMS,
            issuer=self._issuer,
            audience=self._audience,
            leeway=_LEEWAY_S,
            options={"require": ["exp", "iss", "aud"]},
        )
        return claims


def _named(claims: Mapping[str, Any], claim: str) -> str | None:
    value = claims.get(claim)
    return value if isinstance(value, str) and _NAME.fullmatch(value) else None
