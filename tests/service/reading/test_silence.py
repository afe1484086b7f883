"""What native libraries and Python itself print in a reading process goes nowhere."""

from __future__ import annotations

import asyncio
import logging
import os
import warnings

from service.reading.slots import Slot

SECRET = "Cabinet Aubépine"


def test_nothing_that_a_reading_process_prints_is_seen(capfd, monkeypatch):
    monkeypatch.setenv("BLEUET_SERVICE_LOG_FORMAT", "json")
    # each of these is called in the process, as a library would
    works = [
        (os.write, 1, SECRET.encode()),
        (os.write, 2, SECRET.encode()),
        (os.system, f"echo {SECRET}; echo {SECRET} >&2"),
        (print, SECRET),
        (warnings.warn, SECRET),
        (logging.error, SECRET),
        (logging.Logger.error, logging.getLogger("PIL"), "%s", SECRET),
    ]

    async def call_all():
        slot = Slot()
        slot._start()
        folder = slot._scratch.path
        try:
            for work, *arguments in works:
                await slot.call(work, *arguments, time_limit_s=60)
            assert folder.is_dir()
        finally:
            slot.close()
        assert not folder.exists()

    asyncio.run(call_all())
    output = "".join(capfd.readouterr())
    assert SECRET not in output
    assert '"logger": "PIL"' in output  # that it complained, and where, is told
