from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from extractor.training.tracking import (
    EXPERIMENT,
    TrackedRun,
    TrackingUnavailableError,
    run_metrics,
    run_params,
)

FIGURES = {
    "strata": {
        "native": {"ALL": {"f1": 0.9, "ece": None}},
        "ALL": {"total_net": {"f1": 0.8, "ece": 0.01}, "ALL": {"f1": 0.85, "ece": 0.02}},
    }
}
MANIFEST = {
    "version": "v",
    "training": {"seed": 3, "seconds": {"total": 1.0}, "packages": {"numpy": "2"}},
}


@pytest.fixture
def store(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'runs' / 'mlflow.db'}"


@pytest.mark.filterwarnings("ignore")
def test_a_run_leaves_its_figures_its_model_and_its_revision(store: str, tmp_path: Path) -> None:
    mlflow = pytest.importorskip("mlflow.tracking")
    model = tmp_path / "model"
    model.mkdir()
    (model / "CARD.md").write_text("# Model")
    run = TrackedRun(store, name="v", tags={"revision": "abc"})
    run.finish(run_params(MANIFEST), run_metrics(FIGURES), model)
    failed = TrackedRun(store, name="w", tags={})
    failed.fail()

    client = mlflow.MlflowClient(store)
    experiment = client.get_experiment_by_name(EXPERIMENT)
    kept = client.get_run(run.run_id)
    assert kept.info.experiment_id == experiment.experiment_id
    assert kept.info.status == "FINISHED"
    assert kept.data.tags["revision"] == "abc"
    assert kept.data.params == {"version": "v", "seed": "3", "package.numpy": "2"}
    assert kept.data.metrics == {
        "total_net/f1": 0.8,
        "total_net/ece": 0.01,
        "ALL/f1": 0.85,
        "ALL/ece": 0.02,
        "severity.native/f1": 0.9,
    }
    assert [f.path for f in client.list_artifacts(run.run_id, "model")] == ["model/CARD.md"]
    assert client.get_run(failed.run_id).info.status == "FAILED"
    assert (tmp_path / "runs" / "mlflow-artefacts").is_dir()
    assert os.environ["MLFLOW_DISABLE_TELEMETRY"] == "true"


def test_without_mlflow_it_is_said(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mlflow.tracking", None)
    with pytest.raises(TrackingUnavailableError):
        TrackedRun(store, name="v", tags={})
