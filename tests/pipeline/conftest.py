"""The facade with the promoted model, built once."""

from __future__ import annotations

import pytest

from extractor.pipeline import Extractor
from extractor.settings import Limits, Settings


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor(Settings(), Limits())
