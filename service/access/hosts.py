"""Names of this machine, and whether a request was meant for it.

A service that asks nobody who they are relies on only this machine reaching it. A browser on this
machine, however, runs the scripts of whatever page is open: such a page can send forms to
127.0.0.1 (CSRF), and give its own name that address in order to read the answers as well (DNS
rebinding). Both leave a name that is not this machine's in `Origin` or in `Host`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

from service.errors import ForbiddenError


def is_loopback(name: str | None) -> bool:
    """Whether a name or address is one by which only this machine reaches itself.

    Args:
        name: without a port.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    if name is None:
        return False
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name.lower() == "localhost"


def refuse_foreign(
    headers: Mapping[str, str],
    *,
    allowed: Collection[str],
    only_local: bool,
    origins: Collection[str] = (),
) -> None:
    """Refuse what a page from elsewhere sends, or what was meant for another name.

    Args:
        headers: of the request.
        allowed: names beside this machine's own, in lower case.
        only_local: whether others are refused in `Host`.
        origins: of pages elsewhere that may call, in lower case.

    Raises:
        ForbiddenError: it is not for us, or not from a page of ours.
    """
    host = _name("//" + headers.get("host", ""))
    if only_local and not (is_loopback(host) or host in allowed):
        raise ForbiddenError("Nom d'hôte refusé")
    origin = headers.get("origin")
    if origin is None or origin.lower() in origins:
        return
    source = _name(origin)
    if source is None or not (source == host or is_loopback(source) or source in allowed):
        raise ForbiddenError("Origine refusée")


def _name(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
