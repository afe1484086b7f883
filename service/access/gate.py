"""Whether a request comes in, and as whose."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import structlog
from anyio import to_thread

from service.access.credentials import Credentials, credentials_of
from service.access.hosts import is_loopback, refuse_foreign
from service.access.keys import ApiKeys
from service.access.keyset import KeySet
from service.access.principal import LOCAL_TENANT, Identity, Principal
from service.access.rates import Rates
from service.access.tokens import Tokens
from service.errors import UnauthenticatedError
from service.settings import AccessSettings
from service.storage import Database

_LOCAL = Identity(Principal.local(), LOCAL_TENANT)


class Gate:
    """Stands before every call that needs a caller.

    Args:
        settings: of access.
        database: with the keys.
        host: address that the service is bound to; None where nobody said, which is taken for one
            that others reach.
    """

    def __init__(self, settings: AccessSettings, database: Database, *, host: str | None) -> None:
        local = is_loopback(host)
        self.required = settings.mode == "required" or (settings.mode == "auto" and not local)
        self._only_local = local or bool(settings.hosts)
        self._allowed = frozenset(name.lower() for name in settings.hosts)
        self._origins = frozenset(origin.lower() for origin in settings.origins)
        # Without callers there is nobody to be protected from one another.
        counts = self.required or "rate" in settings.model_fields_set
        self._rates = Rates(settings.rate, settings.rate_storage) if counts else None
        self._keys = ApiKeys(database)
        self._tokens = _tokens(settings)

    async def admit(
        self,
        headers: Mapping[str, str],
        read: Callable[[Mapping[str, str]], Credentials] = credentials_of,
    ) -> Principal:
        """Let a request in, before its body is read.

        Args:
            headers: of the request.
            read: finds the credentials in them.

        Raises:
            UnauthenticatedError: a caller is needed, and none is known.
            ForbiddenError: a page from elsewhere calls a service that is open to this machine.
            RateLimitedError: the caller calls too often.
            AuthorityError: tokens cannot be checked at present.
        """
        if self.required:
            identity = await to_thread.run_sync(self._identify, read(headers))
        else:
            refuse_foreign(
                headers,
                allowed=self._allowed,
                origins=self._origins,
                only_local=self._only_local,
            )
            identity = _LOCAL
        principal = identity.principal
        structlog.contextvars.bind_contextvars(tenant=principal.tenant, client=principal.client)
        if self._rates is not None:
            await to_thread.run_sync(self._rates.count, identity)
        return principal

    def can_anybody_call(self) -> bool:
        """Whether there is a key or a way to check tokens, or none is needed. Blocks."""
        return not self.required or self._tokens is not None or self._keys.any_good()

    def _identify(self, shown: Credentials) -> Identity:
        if shown.key is not None:
            return self._holder(shown.key)
        if shown.token is not None and self._tokens is not None:
            try:
                return self._tokens.identify(shown.token)
            except UnauthenticatedError:
                if shown.account_key is None:
                    raise
        if shown.account_key is not None:
            holder = self._holder(shown.account_key)
            client = f"{holder.principal.client}:{shown.login}"
            return Identity(
                Principal(holder.principal.tenant, client), holder.counted_as, holder.rate
            )
        if shown.token is not None:
            raise UnauthenticatedError("Jeton invalide", invalid=True)
        raise UnauthenticatedError("Il faut une clé ou un jeton")

    def _holder(self, key: str) -> Identity:
        identity = self._keys.identify(key)
        if identity is None:
            raise UnauthenticatedError("Clé inconnue, expirée ou révoquée", invalid=True)
        return identity


def _tokens(settings: AccessSettings) -> Tokens | None:
    if settings.jwks is None or settings.issuer is None or settings.audience is None:
        return None
    return Tokens(
        KeySet(settings.jwks),
        issuer=settings.issuer,
        audience=settings.audience,
        tenant_claim=settings.tenant_claim,
    )
