"""A run that is stopped, wherever it is."""

from __future__ import annotations

from batch import runs
from batch.runs import documents, outcomes, run


def test_it_stops_among_documents_that_need_no_reading(tmp_path, workers, monkeypatch):
    source = documents(tmp_path / "in", {f"{n:03}.pdf": f"number {n}" for n in range(200)})
    run(source, tmp_path / "out", workers=workers)
    documents(tmp_path / "in", {"later.pdf": "more"})

    class Stopped(runs.Batch):
        def __init__(self, *arguments, **named):
            super().__init__(*arguments, report=self._stop_at_five, **named)

        def _stop_at_five(self, progress):
            if progress.passed == 5:
                self.stop()

    with monkeypatch.context() as patched:
        patched.setattr(runs, "Batch", Stopped)
        progress = run(source, tmp_path / "out", workers=workers)
    assert (progress.passed, progress.documents) == (5, 0)
    progress = run(source, tmp_path / "out", workers=workers)
    assert (progress.passed, progress.documents) == (200, 1)
    assert len(outcomes(tmp_path / "out")) == 201
