"""The sample invoice as labelling sees it: read once."""

from __future__ import annotations

import pytest

from extractor.labelling import Contents, ContentsReader
from samples.invoice import draw_invoice
from tests.pipeline.hybrid import invoice_xml, with_attachment


@pytest.fixture(scope="session")
def contents_reader() -> ContentsReader:
    return ContentsReader()


@pytest.fixture(scope="session")
def contents(contents_reader: ContentsReader) -> Contents:
    return contents_reader.read(draw_invoice())


@pytest.fixture(scope="session")
def hybrid(contents_reader: ContentsReader) -> Contents:
    return contents_reader.read(with_attachment(invoice_xml(payable="1000.00")))
