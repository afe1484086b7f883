"""Reads hostile files, each in a process of its own, and prints what came of it as JSON lines."""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time

from extractor.errors import ExtractorError
from extractor.pdf import (
    examine_text_layer,
    native_dpi,
    open_document,
    rasterise,
    uncovered_regions,
)
from extractor.settings import Limits
from tests.pdf.hostile_files import HOSTILE_FILES, HostileFile

MAX_SECONDS = 20
MAX_ADDRESS_SPACE = 3 << 29


def read_all(data: bytes) -> str | None:
    """Does all that the stage offers; gives the name of the error, if any."""
    try:
        with open_document(data, Limits()) as document:
            document.embedded_files()
            for number in range(1, min(document.page_count, 3) + 1):
                layer = examine_text_layer(document, number)
                uncovered_regions(document, number, layer.page.words if layer else ())
                native_dpi(document, number)
                rasterise(document, number, dpi=200)
    except ExtractorError as error:
        return type(error).__name__
    return None


def report(hostile: HostileFile) -> None:
    """Prints outcome, seconds and peak memory in MiB."""
    data = hostile.make()
    signal.alarm(MAX_SECONDS)
    started = time.perf_counter()
    outcome = read_all(data)
    spent = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    result = {"name": hostile.name, "error": outcome, "seconds": spent, "peak_mib": peak}
    sys.stdout.write(json.dumps(result) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Forks for each file, so that libraries are loaded once; a child that dies prints nothing."""
    for hostile in HOSTILE_FILES:
        child = os.fork()
        if child == 0:
            resource.setrlimit(resource.RLIMIT_AS, (MAX_ADDRESS_SPACE, MAX_ADDRESS_SPACE))
            status = 1
            try:
                report(hostile)
                status = 0
            finally:
                os._exit(status)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
