"""What the tests of all packages share."""

from __future__ import annotations

import faulthandler
import os
import sys
from decimal import Decimal
from pathlib import Path

import pytest
import structlog
from backends import PostgresServer, RedisServer
from hypothesis import HealthCheck, settings

from extractor.document import (
    BoundingBox,
    DocumentInfo,
    Extraction,
    Field,
    Finding,
    LineItem,
    VatRow,
)
from extractor.errors import (
    CorruptPdfError,
    EncryptedPdfError,
    PageNotFoundError,
    ProcessingTimeoutError,
)
from extractor.terms import Term

# How quick a machine is, is no matter of right and wrong.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

ROOT = Path(__file__).parents[1]
STDERR = pytest.StashKey[int]()
BOX = BoundingBox(0.61, 0.12, 0.74, 0.135)


def pytest_configure(config):
    config.stash[STDERR] = os.dup(sys.stderr.fileno())  # before it is captured


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item):
    # A test that fails has ended pytest's own watch.
    watch(item.config)
    try:
        return (yield)
    finally:
        faulthandler.cancel_dump_traceback_later()


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session):
    watch(session.config)  # until the interpreter has ended


def watch(config) -> None:
    """Have the run end, and say where it was, if it takes longer than a test may."""
    faulthandler.dump_traceback_later(
        float(config.getini("faulthandler_timeout")),
        file=config.stash[STDERR],
        exit=config.getini("faulthandler_exit_on_timeout"),
    )


def an_extraction() -> Extraction:
    return Extraction(
        document=DocumentInfo(1, "PDF_NON_SIGNE", ("text_layer",)),
        fields=(
            Field(Term.INVOICE_NUMBER, "FA-12", "FA-12", 0.98765432, True, "text_layer", 1, BOX),
            Field(Term.SUPPLIER_SIREN, "904127354", "904127354", 0.9, True, "derived"),
        ),
        vat_breakdown=(
            VatRow(Decimal(20), Decimal("100"), Decimal("20.0"), 0.97, 1, BOX),
            VatRow(Decimal("5.5"), None, None, 0.2),
        ),
        lines=(
            LineItem(
                "Vis inox", Decimal("1E+2"), Decimal("0.4325"), Decimal("43.25"), None, 0.8, 1, BOX
            ),
        ),
        findings=(
            Finding(
                "totals.inconsistent",
                "error",
                (Term.TOTAL_NET, Term.TOTAL_GROSS),
                "HT + TVA ≠ TTC : 100,00 + 20,00 ≠ 121,00",
            ),
        ),
        model_version="test-1",
        timings_ms={"total": 12.3456, "words": 3.0},
    )


class FakeExtractor:
    """Answers by what the document says: for tests of all that stands around the facade."""

    model_version = "test-1"

    def extract(self, data: bytes) -> Extraction:
        match data:
            case b"encrypted":
                raise EncryptedPdfError
            case b"corrupt":
                raise CorruptPdfError("xref")
            case b"slow":
                raise ProcessingTimeoutError
            case b"bug":
                raise ZeroDivisionError("a mistake of ours")
            case b"memory":
                raise MemoryError
        return an_extraction()

    def render_page(self, data: bytes, number: int, width_px: int) -> bytes:
        if number > 2:
            raise PageNotFoundError
        self.extract(data)
        return f"page {number}, {width_px} px".encode()


@pytest.fixture
def extraction() -> Extraction:
    return an_extraction()


@pytest.fixture
def fake_extractor() -> FakeExtractor:
    return FakeExtractor()


@pytest.fixture
def project_root() -> Path:
    return ROOT


@pytest.fixture(autouse=True)
def own_logs():
    """Logs of the tests' own, which no service that they start sets up anew."""
    if not structlog.is_configured():
        structlog.configure()


@pytest.fixture(scope="session")
def postgres():
    """A PostgreSQL for all tests that want one."""
    with PostgresServer.running() as server:
        yield server


@pytest.fixture(scope="session")
def redis():
    """A Redis for all tests that want one."""
    with RedisServer.running() as server:
        yield server
