"""Long work tells how far it is."""

from __future__ import annotations

from extractor.cli.progress import ProgressLines, track


def test_a_log_gets_a_line_now_and_then_with_the_time_left(capsys):
    seconds = iter([0.0, 0.0, 10.0, 40.0, 50.0, 80.0, 100.0])
    lines = ProgressLines(lambda: next(seconds))
    for done in (0, 1, 4, 5, 8, 10):
        lines.update("lecture", done, 10)
    assert capsys.readouterr().err.splitlines() == [
        "lecture : 4/10, encore 60 s environ",
        "lecture : 8/10, encore 20 s environ",
        "lecture : 10/10",
    ]


def test_the_time_left_is_that_of_the_stage(capsys):
    seconds = iter([0.0, 0.0, 1000.0, 1000.0, 1040.0])
    lines = ProgressLines(lambda: next(seconds))
    lines.update("lecture", 0, 2)
    lines.update("lecture", 2, 2)
    lines.update("apprentissage", 0, 6)
    lines.update("apprentissage", 3, 6)
    assert "encore 40 s" in capsys.readouterr().err.splitlines()[-1]


def test_quick_work_is_silent_and_nothing_is_lost(capsys):
    assert list(track(iter("abc"), total=3, description="lecture")) == ["a", "b", "c"]
    assert capsys.readouterr().err == ""
