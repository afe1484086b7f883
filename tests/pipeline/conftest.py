"""The facade with the promoted model, built once."""

from __future__ import annotations

import pytest

from extractor.classify.manifest import CURRENT
from extractor.pipeline import Extractor
from extractor.settings import Limits, Settings


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    settings = Settings()
    if settings.model_version is None and not (settings.models_dir / CURRENT).exists():
        pytest.skip("no model is promoted")
    return Extractor(settings, Limits())
