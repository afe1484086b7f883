"""`bleuet worker` with an extractor that takes its time and notes what it was given.

    python -P slow_worker.py NOTES SECONDS

Settings are in the environment, as for the command itself.
"""

from __future__ import annotations

import asyncio
import os
import sys
import time

from conftest import an_extraction

from extractor.errors import EncryptedPdfError
from service.working import work_until_told_to_stop


class SlowExtractor:
    model_version = "slow-1"

    def __init__(self, notes: str, seconds: float) -> None:
        self._notes = os.open(notes, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        self._seconds = seconds

    def extract(self, data: bytes):
        os.write(self._notes, data + b" begun\n")
        time.sleep(self._seconds)
        if data == b"kill":
            os.kill(os.getpid(), 9)
        os.write(self._notes, data + b" ended\n")
        if data == b"encrypted":
            raise EncryptedPdfError
        return an_extraction()


if __name__ == "__main__":
    notes, seconds = sys.argv[1:]
    extractor = SlowExtractor(notes, float(seconds))
    ready = lambda: print("ready", flush=True)  # noqa: E731
    asyncio.run(work_until_told_to_stop(extractor, on_ready=ready))
