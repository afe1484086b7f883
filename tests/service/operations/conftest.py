"""The service as an operator runs it: processes of its own, with the real models."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import httpx2
import pymupdf
import pytest

from bench.running import HOST, running_service
from tests.waiting import PATIENCE_S


@pytest.fixture
def start(tmp_path):
    """Starts the service, with settings of the test's."""

    def start_service(*, workers: int = 1, **settings: str):
        return running_service(tmp_path, workers=workers, settings=settings)

    return start_service


@pytest.fixture
def send(project_root):
    """Sends a document, by another thread if asked to."""
    with ThreadPoolExecutor(4) as threads:

        def send_document(service, document, *, waiting: bool = True):
            data = document if isinstance(document, bytes) else document.read_bytes()
            url = f"http://{HOST}:{service.port}/v1/prefill"
            headers = {"content-type": "application/pdf"}

            def post():
                return httpx2.post(url, content=data, headers=headers, timeout=PATIENCE_S)

            return post() if waiting else threads.submit(post)

        yield send_document


@pytest.fixture
def samples(project_root):
    return project_root / "samples"


@pytest.fixture
def long_scan(samples):
    """Makes a document of many scanned pages."""

    def repeat(pages: int) -> bytes:
        with pymupdf.open(samples / "facture-scan.pdf") as scan, pymupdf.open() as pdf:
            for _ in range(pages):
                pdf.insert_pdf(scan)
            return bytes(pdf.tobytes())

    return repeat
