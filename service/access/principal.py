"""Who a request comes from."""

from __future__ import annotations

from dataclasses import dataclass

LOCAL_TENANT = "local"


@dataclass(frozen=True, slots=True)
class Principal:
    """An authenticated caller.

    Attributes:
        tenant: whose documents, jobs and corrections it may see.
        client: the key or token's subject that it came with, for the log.
    """

    tenant: str
    client: str

    @classmethod
    def local(cls) -> Principal:
        """Whoever calls a service that asks nobody who they are."""
        return cls(LOCAL_TENANT, LOCAL_TENANT)


@dataclass(frozen=True, slots=True)
class Identity:
    """A caller, and what its requests are counted by.

    Attributes:
        principal: who it is.
        counted_as: what cannot be chosen by the caller.
        rate: its own limit, such as `100/minute`; None for everybody's.
    """

    principal: Principal
    counted_as: str
    rate: str | None = None
