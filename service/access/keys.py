"""API keys: given out once, kept as hashes, taken back."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from datetime import datetime

import limits
from sqlalchemy import select

from service.access.principal import Identity, Principal
from service.access.tables import ApiKey
from service.storage import Database
from service.storage.base import now

KEY_PREFIX = "blt_"
_BYTES = 32
_SHOWN = 12
_TENANT = re.compile(r"[A-Za-z0-9._-]{1,64}")
_MAX_NAME = 200


def generate_key() -> str:
    """A new key, of 256 random bits."""
    return KEY_PREFIX + secrets.token_urlsafe(_BYTES)


def hash_key(key: str) -> str:
    """What is kept of a key.

    Args:
        key: as its holder has it.

    >>> len(hash_key("blt_x"))
    64
    """
    # Not a slow hash, as for passwords: those are guessed from lists of likely ones, whereas 256
    # random bits cannot be gone through at any speed, and every request needs this hash.
    return hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()


class ApiKeys:
    """The keys of a database.

    Args:
        database: with its schema up to date.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(
        self, tenant: str, name: str, *, expires: datetime | None = None, rate: str | None = None
    ) -> tuple[ApiKey, str]:
        """Give out a key.

        Args:
            tenant: whose things its holder shall see: letters, digits, `.`, `_` and `-`.
            name: what it is for.
            expires: from when on it shall be good no more.
            rate: its own limit, such as `100/minute`.

        Returns:
            What is kept, and the key, which nobody can ask for again.

        Raises:
            ValueError: no such tenant, name or rate is possible.
        """
        if not _TENANT.fullmatch(tenant):
            raise ValueError(f"Nom de locataire impossible : {tenant!r}")
        if not 0 < len(name) <= _MAX_NAME:
            raise ValueError(f"Le nom doit avoir de 1 à {_MAX_NAME} caractères")
        if rate is not None and not _is_rate(rate):
            raise ValueError(f"Limite impossible : {rate!r}")
        key = generate_key()
        kept = ApiKey(
            tenant=tenant,
            name=name,
            prefix=key[:_SHOWN],
            hash=hash_key(key),
            created=now(),
            expires=expires,
            rate=rate,
        )
        with self._database.session() as session:
            session.add(kept)
        return kept, key

    def all(self) -> list[ApiKey]:
        """Every key ever given out, oldest first."""
        with self._database.session() as session:
            return list(session.scalars(select(ApiKey).order_by(ApiKey.id)))

    def any_good(self) -> bool:
        """Whether some key opens anything now."""
        moment = now()
        return any(key.is_good(moment) for key in self.all())

    def revoke(self, id_: int) -> bool:
        """Take a key back, from now on.

        Args:
            id_: its number.

        Returns:
            Whether there is such a key.
        """
        with self._database.session() as session:
            key = session.get(ApiKey, id_)
            if key is not None and key.revoked is None:
                key.revoked = now()
            return key is not None

    def identify(self, key: str) -> Identity | None:
        """Who holds a key.

        Args:
            key: as it was shown.

        Returns:
            None for a key that is unknown, expired or revoked.
        """
        digest = hash_key(key)
        with self._database.session() as session:
            kept = session.scalar(select(ApiKey).where(ApiKey.hash == digest))
        # How long the search takes tells of the hash, from which nobody gets to a key; the
        # comparison is there for databases that compare without regard to case.
        if kept is None or not hmac.compare_digest(kept.hash, digest) or not kept.is_good(now()):
            return None
        client = f"key-{kept.id}"
        return Identity(Principal(kept.tenant, client), client, kept.rate)


def _is_rate(text: str) -> bool:
    try:
        limits.parse(text)
    except ValueError:
        return False
    return True
