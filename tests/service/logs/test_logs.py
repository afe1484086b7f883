"""Logs say where something went wrong, and nothing of what."""

from __future__ import annotations

import json
import logging
import os
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
import warnings
from contextlib import contextmanager
from pathlib import Path

import pytest
import structlog

from service.logs import configure_logs
from tests.waiting import stop, wait_until

ROOT = Path(__file__).parents[3]
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


def test_a_service_that_is_not_started_by_our_command_logs_the_same(storage_folder, tmp_path):
    command = [sys.executable, "-m", "uvicorn", "--factory", "service.app:create_app", "--port"]
    own = {"BLEUET_SERVICE_WORKERS": "1", "BLEUET_STORAGE_FOLDER": str(storage_folder)}
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    output = tmp_path / "output"
    with output.open("wb") as log:
        process = subprocess.Popen(
            [*command, str(port)], env=os.environ | own, cwd=ROOT, stderr=log
        )
    try:
        wait_until(lambda: answers(port), "the service answers", within_s=120)
        url = f"http://127.0.0.1:{port}/v1/{SECRET}"
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(url, timeout=60)
        upgrade = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13"}
        upgrade["Sec-WebSocket-Key"] = "dGhlIHNhbXBsZSBub25jZQ=="
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(urllib.request.Request(url, headers=upgrade), timeout=60)
    finally:
        stop(process)
    text = output.read_text("utf-8")
    assert SECRET not in text
    _, *rest = text.splitlines()  # the first is uvicorn's own, from before it knows of the service
    lines = [json.loads(line) for line in rest if line.startswith("{")]
    assert [line["status"] for line in lines if line["event"] == "request"][-1] == 404
    assert len(rest) <= len(lines) + 1


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10):
            return True
    except OSError:
        return False


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
