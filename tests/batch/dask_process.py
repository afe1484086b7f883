"""What a cluster is made of, started as its own people would."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time


class DaskProcess:
    """A scheduler or a worker, and what it says.

    Args:
        log: where that goes.
        path: where it finds what it is to run.
        arguments: of `dask`.
    """

    def __init__(self, log, path, *arguments):
        self._log = log
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "dask", *arguments, "--no-dashboard"],
                env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, path))},
                stdout=output,
                stderr=output,
            )

    def said(self, pattern):
        """What it says of a pattern, once it has."""
        until = time.monotonic() + 120
        while not (found := re.search(pattern, self._log.read_text())):
            assert self.process.poll() is None
            assert time.monotonic() < until, self._log.read_text()
            time.sleep(0.05)
        return found[0]

    def end(self):
        self.process.kill()
        self.process.wait()
