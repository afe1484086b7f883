"""Clients that send documents as quickly as they get answers, and wait when they are asked to."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from typing import NamedTuple

from bench.running import HOST
from bench.wire import Connection

_OVERLOADED = 429


class Sample(NamedTuple):
    """One answer.

    Attributes:
        status: of HTTP; 0 where there was none.
        seconds: from the request's first byte to the answer's last.
    """

    status: int
    seconds: float


class Load(NamedTuple):
    """What clients met with."""

    samples: tuple[Sample, ...]
    seconds: float

    @classmethod
    def of(cls, turns: Sequence[Load]) -> Load:
        """What clients met with in several turns."""
        samples = tuple(sample for turn in turns for sample in turn.samples)
        return cls(samples, sum(turn.seconds for turn in turns))

    @property
    def admitted_s(self) -> list[float]:
        """Times of the requests that were answered with a result, ascending."""
        return sorted(sample.seconds for sample in self.samples if sample.status == 200)

    @property
    def refused(self) -> int:
        """Requests that were asked to come again."""
        return sum(sample.status == _OVERLOADED for sample in self.samples)

    @property
    def failed(self) -> int:
        """Requests that ended otherwise."""
        return len(self.samples) - self.refused - len(self.admitted_s)


def press(port: int, requests: Sequence[bytes], *, clients: int, seconds: float) -> Load:
    """Load from clients that each send one request after the other.

    Args:
        port: of the service on this machine.
        requests: what they send, in turns; each begins elsewhere.
        clients: how many.
        seconds: how long they begin new requests; those begun are waited for.
    """
    return asyncio.run(_press(port, requests, clients, seconds))


async def _press(port: int, requests: Sequence[bytes], clients: int, seconds: float) -> Load:
    begun = time.monotonic()
    ends = begun + seconds
    runs = (
        _client(port, requests, number * len(requests) // clients, ends)
        for number in range(clients)
    )
    samples = [sample for run in await asyncio.gather(*runs) for sample in run]
    return Load(tuple(samples), time.monotonic() - begun)


async def _client(port: int, requests: Sequence[bytes], position: int, ends: float) -> list[Sample]:
    samples: list[Sample] = []
    connection = Connection(HOST, port)
    while time.monotonic() < ends:
        begun = time.perf_counter()
        try:
            answer = await connection.send(requests[position % len(requests)])
        except (OSError, EOFError):
            samples.append(Sample(0, time.perf_counter() - begun))
            await asyncio.sleep(0.1)
            continue
        samples.append(Sample(answer.status, time.perf_counter() - begun))
        if answer.retry_after_s is None:
            position += 1
        else:  # the same again, when we may
            await asyncio.sleep(min(answer.retry_after_s, max(0.0, ends - time.monotonic())))
    connection.close()
    return samples
