"""Waiting, but not for ever."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable

PATIENCE_S = 60.0  # of a busy machine


def wait_until(condition: Callable[[], object], what: str, *, within_s: float = PATIENCE_S) -> None:
    """Wait for a condition.

    Args:
        condition: asked again and again.
        what: it means; told if it does not come about.
        within_s: seconds that it may take.
    """
    ends = time.monotonic() + within_s
    while not condition():
        assert time.monotonic() < ends, what
        time.sleep(0.02)


def stop(
    process: subprocess.Popen,
    number: signal.Signals = signal.SIGTERM,
    *,
    within_s: float = PATIENCE_S,
) -> int:
    """Tell a process to end, and see to it that it does; its exit code.

    Raises:
        subprocess.TimeoutExpired: it did not end by itself, and was killed.
    """
    process.send_signal(number)
    try:
        return process.wait(within_s)
    finally:
        process.kill()
        process.wait()
