"""Hostile files through the facade: a result or the typed error, nothing else."""

from __future__ import annotations

import pytest

from extractor.errors import ExtractorError
from extractor.pipeline import Extractor
from tests.pdf.hostile_files import HOSTILE_FILES, HostileFile


@pytest.mark.parametrize("hostile", HOSTILE_FILES, ids=lambda hostile: hostile.name)
def test_hostile_file(extractor: Extractor, hostile: HostileFile) -> None:
    try:
        extraction = extractor.extract(hostile.make())
    except ExtractorError as error:
        assert type(error) in hostile.expected
        assert error.type.partition(".")[0] in ("document", "pdf")
        assert error.title and error.detail
    else:
        assert None in hostile.expected
        assert extraction.document.pages == len(extraction.document.page_sources)
