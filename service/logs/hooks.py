"""What Python prints on standard error by itself, logged instead: printed, it quotes."""

from __future__ import annotations

import logging
import sys
import threading

_log = logging.getLogger("bleuet.process")


def catch_what_would_be_printed() -> None:
    """Log warnings, and what ends threads or goes wrong where nobody can catch it.

    What ends the main thread is still printed: that is a service that does not start, and whoever
    starts it needs to know why.
    """
    logging.captureWarnings(True)
    threading.excepthook = _thread_failed
    sys.unraisablehook = _failed_unraisably


def _thread_failed(failure: threading.ExceptHookArgs) -> None:
    if failure.exc_value is not None and failure.exc_type is not SystemExit:
        _log.error("thread_failed", exc_info=failure.exc_value)


def _failed_unraisably(failure: sys.UnraisableHookArgs) -> None:
    _log.error("unraisable", exc_info=failure.exc_value)
