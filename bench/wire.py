"""As much of HTTP/1.1 as a light client needs: it shares the cores with what it measures."""

from __future__ import annotations

import asyncio
from typing import NamedTuple

BOUNDARY = b"edge-of-the-document"


class Answer(NamedTuple):
    """What came back.

    Attributes:
        retry_after_s: what the answer asks to wait; None if it does not.
    """

    status: int
    body: bytes
    retry_after_s: float | None


class Connection:
    """A connection that is kept alive, and made again when it was closed.

    Args:
        host: name or address.
        port: of the service.
    """

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def send(self, request: bytes) -> Answer:
        """Send a request and wait for the answer.

        Args:
            request: the whole of it, as `post` makes it.

        Raises:
            OSError: there is no connection.
            EOFError: the answer breaks off.
        """
        if self._reader is not None:
            try:
                return await self._send(request)
            except (ConnectionError, asyncio.IncompleteReadError) as error:
                if getattr(error, "partial", b""):
                    raise
                # the service had closed it, since nothing was sent for a while
        return await self._send(request)

    async def _send(self, request: bytes) -> Answer:
        if self._reader is None or self._writer is None:
            self._reader, self._writer = await asyncio.open_connection(self._host, self._port)
        try:
            self._writer.write(request)
            head = await self._reader.readuntil(b"\r\n\r\n")
            status, headers = _parse(head)
            body = await self._reader.readexactly(int(headers.get(b"content-length", b"0")))
        except BaseException:
            self.close()
            raise
        if headers.get(b"connection") == b"close":
            self.close()
        wait = headers.get(b"retry-after")
        return Answer(status, body, None if wait is None else float(wait))

    def close(self) -> None:
        """Close it, if it is open."""
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None


def post(path: str, document: bytes, *, name: str = "facture.pdf") -> bytes:
    """A request that deposits a document as a form does.

    Args:
        path: of the call.
        document: the file.
        name: of the file, ASCII.
    """
    body = (
        b"--%b\r\n"
        b'Content-Disposition: form-data; name="file"; filename="%b"\r\n'
        b"Content-Type: application/pdf\r\n\r\n%b\r\n--%b--\r\n"
    ) % (BOUNDARY, name.encode("ascii"), document, BOUNDARY)
    head = (
        b"POST %b HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        b"Content-Type: multipart/form-data; boundary=%b\r\nContent-Length: %d\r\n\r\n"
    ) % (path.encode("ascii"), BOUNDARY, len(body))
    return head + body


def _parse(head: bytes) -> tuple[int, dict[bytes, bytes]]:
    first, *lines = head.rstrip().split(b"\r\n")
    pairs = (line.partition(b":") for line in lines)
    return int(first.split(b" ")[1]), {key.lower(): value.strip() for key, _, value in pairs}
