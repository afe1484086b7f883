"""Logs: one JSON object a line, with the request's identifier, and nothing that a document says.

What an exception says of itself may quote what it failed on ("invalid literal: 'FR76…'"), so that
only its kind and the places in the code are kept, for ours, the framework's and libraries' alike.
What a library has to say may quote as well; only of those whose words we know are they kept.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any, TextIO

import structlog

from service.logs.hooks import catch_what_would_be_printed

EventDict = MutableMapping[str, Any]
QUOTED = ("bleuet", "service", "extractor", "uvicorn", "alembic")
"""Loggers, with all below them, whose messages are known to quote no document."""
_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def configure_logs(
    format_: str = "auto", *, level: int = logging.INFO, stream: TextIO | None = None
) -> None:
    """Set up the process's logs, and have warnings and failures of threads written there too.

    Args:
        format_: `json` for one object a line, `console` for a person; `auto` for what suits the
            stream.
        level: the least that is logged.
        stream: where lines go; None for standard error.
    """
    stream = stream or sys.stderr
    if format_ == "auto":
        format_ = "console" if stream.isatty() else "json"
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        places_only,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    renderer: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if format_ == "json"
        else structlog.dev.ConsoleRenderer()
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, known_words_only],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in ("uvicorn", "uvicorn.error"):
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True
    access = logging.getLogger("uvicorn.access")  # its lines hold paths; ours do not
    access.handlers.clear()
    access.propagate = False
    catch_what_would_be_printed()


def ensure_logs(format_: str = "auto") -> None:
    """Set up the process's logs, unless somebody has: the command, or whoever embeds the service.

    Args:
        format_: as for `configure_logs`.
    """
    if not structlog.is_configured():
        configure_logs(format_)


def places_only(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Replace an exception by its kind and the places in the code that it came through."""
    info = _exc_info(event.pop("exc_info", None))
    if info is None:
        return event
    kind, error, trace = info
    event["exception"] = kind.__name__
    event["trace"] = [
        f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(trace)
    ]
    cause = error.__cause__
    if cause is not None:
        event["cause"] = type(cause).__name__
    return event


def known_words_only(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Replace a library's message by the place in its code, unless its words are known to us."""
    record: logging.LogRecord = event["_record"]
    known = record.name.partition(".")[0] in QUOTED
    if not known or "websockets" in record.pathname:  # those have the address that is asked for
        event["event"] = f"{record.filename}:{record.lineno} {record.funcName}"
    return event


def _exc_info(given: Any) -> _ExcInfo | None:
    if not given:
        return None
    if isinstance(given, BaseException):
        return type(given), given, given.__traceback__
    if isinstance(given, tuple):
        return given if given[0] is not None else None
    kind, error, trace = sys.exc_info()
    return None if kind is None or error is None else (kind, error, trace)
