"""A document that takes too long is given up between two stages."""

from __future__ import annotations

import pytest

from extractor.errors import ProcessingTimeoutError
from extractor.pipeline.timing import Stopwatch


def test_a_stage_does_not_begin_after_the_limit() -> None:
    watch = Stopwatch(limit_s=0.0)
    with pytest.raises(ProcessingTimeoutError), watch.stage("ocr"):
        pytest.fail("the stage began")


def test_stages_add_up() -> None:
    watch = Stopwatch()
    for _ in range(2):
        with watch.stage("layout"):
            pass
    report = watch.report()
    assert set(report) == {"total", "layout"}
    assert report["total"] == report["layout"]
