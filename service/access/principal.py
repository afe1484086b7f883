"""Who a request comes from."""

from __future__ import annotations

from dataclasses import dataclass

LOCAL_TENANT = "local"


@dataclass(frozen=True, slots=True)
class Principal:
    """An authenticated caller.

    Attributes:
        tenant: whose documents, jobs and corrections it may see.
        client: the key or token's subject that it came with; what limits of rate are counted by.
    """

    tenant: str
    client: str

    @classmethod
    def local(cls) -> Principal:
        """Whoever calls a service that asks nobody who they are."""
        return cls(LOCAL_TENANT, LOCAL_TENANT)
