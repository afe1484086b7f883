"""The public keys of whoever issues tokens (RFC 7517), looked up where a setting says."""

from __future__ import annotations

import json
import threading
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import structlog

from service.errors import AuthorityError

Jwk = dict[str, Any]
_MAX_BYTES = 1024 * 1024
_TIMEOUT_S = 5.0
_log = structlog.get_logger("bleuet.access")


class KeySet:
    """Keys by identifier, kept for a while. May be shared between threads; blocks while it reads.

    Args:
        source: an `http(s)://` address or a file's path.
        lifetime_s: seconds after which the keys are read again.
        pause_s: seconds between two readings at least, so that tokens with made-up identifiers
            do not make us ask the issuer again and again.
        clock: seconds that only go forward.
    """

    def __init__(
        self,
        source: str,
        *,
        lifetime_s: float = 3600.0,
        pause_s: float = 30.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._source = source
        self._lifetime_s = lifetime_s
        self._pause_s = pause_s
        self._clock = clock
        self._lock = threading.Lock()
        self._keys: tuple[Jwk, ...] | None = None
        self._read: float | None = None

    def find(self, identifier: str | None) -> Jwk | None:
        """The key that a token names.

        Args:
            identifier: its `kid`; None where it has none, which is enough if there is one key.

        Returns:
            None if there is no such key.

        Raises:
            AuthorityError: no keys could be read yet.
        """
        with self._lock:
            if self._is_older_than(self._lifetime_s):
                self._refresh()
            key = self._lookup(identifier)
            if key is None and self._is_older_than(self._pause_s):
                self._refresh()
                key = self._lookup(identifier)
            if self._keys is None:
                raise AuthorityError
            return key

    def _is_older_than(self, seconds: float) -> bool:
        return self._read is None or self._clock() - self._read >= seconds

    def _lookup(self, identifier: str | None) -> Jwk | None:
        keys = self._keys or ()
        if identifier is None:
            return keys[0] if len(keys) == 1 else None
        return next((key for key in keys if key.get("kid") == identifier), None)

    def _refresh(self) -> None:
        self._read = self._clock()
        try:
            document = json.loads(self._fetch())
            keys = document["keys"]
            # A shared secret has no place among public keys: it would let everybody sign.
            self._keys = tuple(
                key
                for key in keys
                if isinstance(key, dict) and key.get("kty") != "oct" and key.get("use") != "enc"
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            # those from before hold on
            _log.error("keys_unreadable", error=type(error).__name__)

    def _fetch(self) -> bytes:
        if not self._source.lower().startswith(("http://", "https://")):
            return Path(self._source).read_bytes()
        with urllib.request.urlopen(self._source, timeout=_TIMEOUT_S) as answer:
            body: bytes = answer.read(_MAX_BYTES)
            return body
