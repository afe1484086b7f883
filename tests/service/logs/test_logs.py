"""Logs say where something went wrong, and nothing of what."""

from __future__ import annotations

import json
import logging
import sys
import threading
import warnings
from contextlib import contextmanager

import structlog

from service.logs import configure_logs

SECRET = "FR7630006000011234567890189"


@contextmanager
def logged(capsys):
    """Runs the block with our logs; gives its lines, once it is done."""
    root = logging.getLogger()
    before = root.handlers[:], root.level
    hooks = threading.excepthook, sys.unraisablehook
    lines: list[dict[str, object]] = []
    capsys.readouterr()
    configure_logs("json")
    try:
        yield lines
    finally:
        root.handlers[:], root.level = before[0], before[1]
        threading.excepthook, sys.unraisablehook = hooks
        logging.captureWarnings(False)
        structlog.reset_defaults()
    lines += [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def fail() -> None:
    raise ValueError(f"invalid IBAN {SECRET}")


def test_an_exception_is_its_kind_and_its_places(capsys):
    with logged(capsys) as lines:
        try:
            fail()
        except ValueError as error:
            structlog.get_logger("ours").error("mistake", exc_info=error)
            logging.getLogger("a.library").exception("went wrong")
    ours, library = lines
    for line in (ours, library):
        assert line["exception"] == "ValueError"
        assert any(place.endswith("fail") for place in line["trace"])
        assert SECRET not in json.dumps(line)
    assert library["logger"] == "a.library"


def test_a_line_is_an_object_with_time_level_and_request(capsys):
    with logged(capsys) as lines, structlog.contextvars.bound_contextvars(request_id="r-1"):
        structlog.get_logger("ours").info("said", ms=3)
    (line,) = lines
    assert line["event"] == "said"
    assert line["request_id"] == "r-1"
    assert {"timestamp", "level", "logger"} <= set(line)


def test_only_words_that_are_known_are_kept(capsys):
    with logged(capsys) as lines:
        logging.getLogger("a.library").warning("odd token %r", SECRET)
        logging.getLogger("asyncio").error(f"never retrieved: ValueError({SECRET!r})")
        logging.getLogger("uvicorn.error").info("Started server process [%d]", 7)
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            warnings.warn(SECRET, stacklevel=1)
    assert SECRET not in json.dumps(lines)
    assert [line["logger"] for line in lines[:2]] == ["a.library", "asyncio"]
    assert lines[0]["event"].startswith("test_logs.py:")
    assert lines[2]["event"] == "Started server process [7]"


def test_what_ends_a_thread_or_fails_where_nobody_looks_is_logged(capsys):
    class Fragile:
        def __del__(self):
            fail()

    with logged(capsys) as lines:
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
        Fragile()
    assert [line["event"] for line in lines] == ["thread_failed", "unraisable"]
    assert {line["exception"] for line in lines} == {"ValueError"}
    assert SECRET not in json.dumps(lines)
