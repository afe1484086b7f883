"""A reading process keeps to itself what native libraries print of the documents they are given."""

from __future__ import annotations

import os
import resource

from service.logs.lines import configure_logs
from service.settings import ServiceSettings


def keep_silent() -> None:
    """Leave only the log of a process's output, and no image of its memory when it dies.

    Tesseract, Leptonica, libtiff and their like write to the file descriptors, past Python, and
    what they complain about they quote.
    """
    log = os.fdopen(os.dup(2), "w", buffering=1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
    configure_logs(ServiceSettings().log_format, stream=log)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
