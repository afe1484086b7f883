from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from extractor.batch import running
from extractor.batch.engine import window
from extractor.batch.executors.workers import Workers


@pytest.fixture
def workers(monkeypatch):
    """One thread, without a process apart."""
    monkeypatch.setattr(running, "call_apart", lambda _limits, work, task: work(task))
    with ThreadPoolExecutor(1) as executor:
        yield Workers(executor, 3)


@pytest.fixture
def hurried(monkeypatch):
    """What is refused is tried again at once."""
    monkeypatch.setattr(window, "_PAUSES_S", (0.01, 0.02, 0.04))
