"""A command's wall time, processor time and memory, all of its processes together."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

_SAMPLED_EVERY_S = 0.2
_ENVIRONMENT = {"OMP_THREAD_LIMIT": "1"}


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command cost.

    Attributes:
        wall_s: from its start to its end.
        cpu_s: user and system time of it and of the processes that it waited for.
        peak_mb: most mebibytes resident at once, the sum of its processes.
        pages: that it read; 0 where nobody says.
    """

    wall_s: float
    cpu_s: float
    peak_mb: float
    pages: int = 0


def measure(arguments: Sequence[str]) -> Cost:
    """Run `python -m` with some arguments, to its end.

    Raises:
        RuntimeError: it ended with an error.
    """
    begun = time.monotonic()
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", *arguments],
            env={**os.environ, **_ENVIRONMENT},
            stderr=said,
        )
        watched, peak = psutil.Process(process.pid), 0.0
        while True:
            ended, status, usage = os.wait4(process.pid, os.WNOHANG)
            if ended:
                break
            peak = max(peak, _resident_mb(watched))
            time.sleep(_SAMPLED_EVERY_S)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(f"{' '.join(arguments)}: {said.read()}")
    return Cost(time.monotonic() - begun, usage.ru_utime + usage.ru_stime, peak)


def measure_batch(source: Path, out: Path, *, jobs: int) -> Cost:
    """Run `bleuet batch`."""
    cost = measure(["extractor.cli", "batch", str(source), "--out", str(out), "--jobs", str(jobs)])
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    return Cost(cost.wall_s, cost.cpu_s, cost.peak_mb, summary["pages"])


@contextmanager
def kept_on(cores: int) -> Iterator[None]:
    """Keep this process, and those that it starts, on so many of the machine's cores.

    Raises:
        RuntimeError: there are not so many.
    """
    all_cores = os.sched_getaffinity(0)
    if len(all_cores) < cores:
        raise RuntimeError(f"{cores} cores wanted, {len(all_cores)} there")
    os.sched_setaffinity(0, sorted(all_cores)[:cores])
    try:
        yield
    finally:
        os.sched_setaffinity(0, all_cores)


def _resident_mb(process: psutil.Process) -> float:
    total = 0
    try:
        for each in (process, *process.children(recursive=True)):
            total += each.memory_info().rss
    except psutil.NoSuchProcess:
        return 0.0  # it is about to end
    return total / 2**20
