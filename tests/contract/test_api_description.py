"""The API answers as its description says, whatever it is sent; made requests, from a seed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import zlib
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from conftest import FakeExtractor
from fastapi.testclient import TestClient

from extractor.errors import (
    CorruptPdfError,
    DocumentTooLargeError,
    EncryptedPdfError,
    ExtractorError,
    NoPagesError,
    ProcessingMemoryError,
    TooManyPagesError,
    UnsupportedDocumentError,
)
from service.access.keys import ApiKeys
from service.app import create_app
from service.settings import AccessSettings, ServiceSettings, StorageSettings
from tests.waiting import PATIENCE_S, wait_until

SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")
CONFIG = Path(__file__).with_name("schemathesis.toml")
BOUND_S = 240
# A time-out is left out: its 504 is an answer of ours, but no tool can tell it from a failure.
ENDINGS: tuple[type[ExtractorError], ...] = (
    CorruptPdfError,
    DocumentTooLargeError,
    EncryptedPdfError,
    NoPagesError,
    ProcessingMemoryError,
    TooManyPagesError,
    UnsupportedDocumentError,
)


class MoodyExtractor(FakeExtractor):
    """Ends in every way that there is, by what the document holds."""

    def extract(self, data: bytes):
        number = zlib.crc32(data) % (2 * len(ENDINGS))
        if number < len(ENDINGS):
            raise ENDINGS[number]
        return super().extract(data)


def make_app(folder: Path, mode: str):
    return create_app(
        MoodyExtractor(),
        storage_settings=StorageSettings(folder=folder),
        access_settings=AccessSettings(mode=mode, rate=None),
        service_settings=ServiceSettings(waiting=100, spool_dir=folder),
    )


@contextmanager
def served(app):
    """The application on a free port, in a thread; its address."""
    server = uvicorn.Server(
        uvicorn.Config(app, port=0, log_config=None, ws="none", timeout_graceful_shutdown=5)
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        wait_until(lambda: server.started or not thread.is_alive(), "the service has started")
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(PATIENCE_S)
        assert not thread.is_alive()


@pytest.mark.parametrize("mode", ["open", "required"])
def test_whatever_it_is_sent(tmp_path, mode):
    app = make_app(tmp_path, mode)
    key = "none"
    with served(app) as url:
        if mode == "required":
            _, key = ApiKeys(app.state.parts.database).create("mairie", "test")
        done = subprocess.run(
            [SCHEMATHESIS, "--config-file", CONFIG, "run", f"{url}/openapi.json", "--no-color"],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env=os.environ | {"API_KEY": key},
            timeout=BOUND_S,
        )
    assert done.returncode == 0, done.stdout[-20_000:]
    (cases,) = re.findall(r"(\d+) generated", done.stdout)
    assert int(cases) > 300


def test_every_reference_of_the_description_leads_somewhere(tmp_path):
    description = TestClient(make_app(tmp_path, "open")).get("/openapi.json").json()

    def check(part) -> None:
        if isinstance(part, dict):
            reference = part.get("$ref")
            if isinstance(reference, str):
                found = description
                for name in reference.removeprefix("#/").split("/"):
                    found = found[name]
            for inner in part.values():
                check(inner)
        elif isinstance(part, list):
            for inner in part:
                check(inner)

    check(description)


def test_no_error_is_described_in_the_framework_s_own_form(tmp_path):
    description = TestClient(make_app(tmp_path, "open")).get("/openapi.json").json()
    assert "HTTPValidationError" not in str(description)
    for path, operations in description["paths"].items():
        for operation in operations.values():
            errors = {s: r for s, r in operation["responses"].items() if s >= "400"}
            if path.startswith("/cpro/"):
                continue  # answers as Chorus Pro does
            for response in errors.values():
                assert list(response["content"]) == ["application/problem+json"]
