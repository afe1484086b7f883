"""The service as an operator starts it: a process of its own, with its reading processes."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import psutil

HOST = "127.0.0.1"
COMMAND = (sys.executable, "-m", "extractor.cli", "serve")
_STARTS_WITHIN_S = 120.0


class Cpu(NamedTuple):
    """CPU seconds so far, of the process that answers and of those that read."""

    service: float
    readers: float


class RunningService:
    """A service that was started, and answers.

    Args:
        process: of `bleuet serve`.
        port: that it listens on.
        log: file that its output goes to.
    """

    def __init__(self, process: subprocess.Popen[bytes], port: int, log: Path) -> None:
        self.process = process
        self.port = port
        self.log = log

    def get(self, path: str) -> tuple[int, str]:
        """Status and text of the answer to a GET."""
        try:
            with urllib.request.urlopen(f"http://{HOST}:{self.port}{path}", timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def readers(self) -> list[psutil.Process]:
        """The reading processes."""
        return [child for child in self._children() if "spawn_main" in " ".join(child.cmdline())]

    def _children(self) -> list[psutil.Process]:
        children = psutil.Process(self.process.pid).children(recursive=True)
        return [child for child in children if child.status() != psutil.STATUS_ZOMBIE]

    def cpu(self) -> Cpu:
        """CPU seconds so far."""
        return Cpu(
            _cpu_s([psutil.Process(self.process.pid)]),
            _cpu_s(self.readers()),
        )

    def memory_mib(self) -> float:
        """Memory of all its processes, shared pages counted once (PSS), in MiB."""
        processes = (psutil.Process(self.process.pid), *self._children())
        return sum(process.memory_full_info().pss for process in processes) / 2**20

    def stop(self, number: signal.Signals = signal.SIGTERM, *, within_s: float = 60.0) -> int:
        """Tell it and its reading processes to end, as a service manager does; its exit code."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, number)
        return self.process.wait(timeout=within_s)

    def wait_until_ready(self, workers: int) -> None:
        """Wait until every reading process has loaded its models.

        Raises:
            RuntimeError: the service ended, or takes too long.
        """
        ends = time.monotonic() + _STARTS_WITHIN_S
        while "/docs" not in self.log.read_text("utf-8", errors="replace"):
            if self.process.poll() is not None or time.monotonic() > ends:
                raise RuntimeError(self.log.read_text("utf-8", errors="replace"))
            time.sleep(0.05)
        if len(self.readers()) != workers:
            raise RuntimeError(f"{len(self.readers())} reading processes instead of {workers}")


@contextmanager
def running_service(
    folder: Path,
    *,
    workers: int = 2,
    command: Sequence[str] = COMMAND,
    settings: dict[str, str] | None = None,
) -> Iterator[RunningService]:
    """The service, on a free port, once it is ready; ended with the block.

    Args:
        folder: for what it keeps, and its log.
        workers: reading processes.
        command: starts it; a port is added.
        settings: `BLEUET_…`, beside the environment's.
    """
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = int(probe.getsockname()[1])
    own = {
        "BLEUET_STORAGE_FOLDER": str(folder / "storage"),
        "BLEUET_SERVICE_WORKERS": str(workers),
        "BLEUET_ACCESS_MODE": "open",
    }
    log = folder / "service.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, "--host", HOST, "--port", str(port)],
            env=os.environ | own | (settings or {}),
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    service = RunningService(process, port, log)
    try:
        service.wait_until_ready(workers)
        yield service
    finally:
        if process.poll() is None:
            process.kill()  # the reading processes end with it
            process.wait()


def _cpu_s(processes: Sequence[psutil.Process]) -> float:
    return sum(times.user + times.system for times in (p.cpu_times() for p in processes))
