from __future__ import annotations

import pytest
from typer.testing import CliRunner

from extractor.cli import workers


@pytest.fixture
def runner() -> CliRunner:
    return CliRunner()


@pytest.fixture
def with_fake(monkeypatch, fake_extractor):
    """The command line around an extractor that needs no model."""
    monkeypatch.setattr(workers, "_extractor", fake_extractor)
    return fake_extractor
