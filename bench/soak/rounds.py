"""Hostile files and good ones through a running service, and what came back."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice
from typing import Any, NamedTuple

from bench.running import HOST, RunningService
from bench.wire import Answer, Connection, post
from tests.pdf.hostile_files import HOSTILE_FILES

_PATH = "/v1/prefill"
_WARM = 10
_SETTLE_S = 1.0


class Good(NamedTuple):
    """A document that must be read whatever was sent before it.

    Attributes:
        data: the document.
        fields: some of its values, by field.
    """

    data: bytes
    fields: dict[str, str]


@dataclass(slots=True)
class Soaked:
    """What came of it.

    Attributes:
        good: good documents answered right.
        wrong: what came back for those that were not.
        hostile: hostile files that ended as they must.
        astray: those that did not, and what came back.
        before_mib: memory of the service's processes before; shared pages counted once.
        after_mib: the same after.
    """

    good: int = 0
    wrong: list[str] = field(default_factory=list)
    hostile: int = 0
    astray: list[str] = field(default_factory=list)
    before_mib: float = 0.0
    after_mib: float = 0.0

    @property
    def growth(self) -> float:
        """Of the memory, as a share of what it was."""
        return self.after_mib / self.before_mib - 1


def soak(
    service: RunningService,
    goods: Sequence[Good],
    *,
    hostile_files: int,
    tell: Callable[[str], None] = lambda _text: None,
) -> Soaked:
    """Send hostile files, each beside a good one and with another good one after it.

    Args:
        service: with two reading processes at least, both of which read before.
        goods: sent in turns.
        hostile_files: how many hostile ones.
        tell: told how far it is.
    """
    return asyncio.run(_soak(service, goods, hostile_files, tell))


async def _soak(
    service: RunningService, goods: Sequence[Good], count: int, tell: Callable[[str], None]
) -> Soaked:
    soaked = Soaked()
    good_lane, hostile_lane = Connection(HOST, service.port), Connection(HOST, service.port)
    next_good = cycle(goods)
    for good in islice(cycle(goods), _WARM * len(goods)):  # both processes at their full size
        request = post(_PATH, good.data)
        await asyncio.gather(good_lane.send(request), hostile_lane.send(request))
    await asyncio.sleep(_SETTLE_S)
    soaked.before_mib = service.memory_mib()
    for number, hostile in enumerate(islice(cycle(HOSTILE_FILES), count), 1):
        tell(f"{number}/{count} {hostile.name}")
        beside = next(next_good)
        answer, other = await asyncio.gather(
            hostile_lane.send(post(_PATH, hostile.make())),
            good_lane.send(post(_PATH, beside.data)),
        )
        allowed = {error.type if error else "ok" for error in hostile.expected}
        ended = _ending(answer)
        if ended in allowed:
            soaked.hostile += 1
        else:
            soaked.astray.append(f"{hostile.name}: {ended}")
        _check(soaked, beside, other)
        after = next(next_good)
        _check(soaked, after, await good_lane.send(post(_PATH, after.data)))
    await asyncio.sleep(_SETTLE_S)
    soaked.after_mib = service.memory_mib()
    good_lane.close()
    hostile_lane.close()
    return soaked


def _ending(answer: Answer) -> str:
    body: dict[str, Any] = json.loads(answer.body)
    return "ok" if answer.status == 200 else str(body["type"])


def _check(soaked: Soaked, good: Good, answer: Answer) -> None:
    fields = json.loads(answer.body).get("fields", {}) if answer.status == 200 else {}
    read = {name: (fields.get(name) or {}).get("value") for name in good.fields}
    if read == good.fields:
        soaked.good += 1
    else:
        soaked.wrong.append(f"{answer.status}: {_ending(answer)}")
