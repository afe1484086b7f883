"""Experiment tracking: one MLflow run a training, in a local database unless told otherwise.

MLflow's file store is in maintenance since 3.7, hence SQLite. MLflow is loaded only when it is
asked for, and only its client is used, which keeps no state of its own in the process.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mlflow.tracking import MlflowClient

EXPERIMENT = "bleuet"
DEFAULT_URI = "sqlite:///generated/mlflow.db"
_SQLITE = "sqlite:///"


class TrackingUnavailableError(Exception):
    """MLflow is not installed."""


class TrackedRun:
    """A run under way in MLflow.

    Args:
        uri: of the tracking store: a database or a server.
        name: of the run.
        tags: what it is made with.

    Raises:
        TrackingUnavailableError: MLflow is not installed.
    """

    def __init__(self, uri: str, *, name: str, tags: Mapping[str, str]) -> None:
        self._client = _client(uri)
        experiment = self._client.get_experiment_by_name(EXPERIMENT)
        experiment_id = (
            self._client.create_experiment(EXPERIMENT, artifact_location=_artefacts(uri))
            if experiment is None
            else experiment.experiment_id
        )
        run = self._client.create_run(experiment_id, run_name=name, tags=dict(tags))
        self.run_id: str = run.info.run_id

    def finish(
        self, params: Mapping[str, object], metrics: Mapping[str, float], folder: Path
    ) -> None:
        """Logs what went in and what came out, and ends the run.

        Args:
            params: data, seed and settings of the run.
            metrics: figures by name; `/` in a name makes a group of it.
            folder: the model, with its card and plots.
        """
        for name, param in params.items():
            self._client.log_param(self.run_id, name, param)
        for name, value in metrics.items():
            self._client.log_metric(self.run_id, name, value)
        self._client.log_artifacts(self.run_id, str(folder), "model")
        self._client.set_terminated(self.run_id)

    def fail(self) -> None:
        """Ends the run as failed."""
        self._client.set_terminated(self.run_id, "FAILED")


def run_params(manifest: Mapping[str, Any]) -> dict[str, object]:
    """What a run was made from and with, from the model's manifest."""
    training = manifest["training"]
    kept = {name: value for name, value in training.items() if name not in ("seconds", "packages")}
    packages = {f"package.{name}": version for name, version in training["packages"].items()}
    return {"version": manifest["version"], **kept, **packages}


def run_metrics(figures: Mapping[str, Any]) -> dict[str, float]:
    """Held-out figures of every field (`FIELD/f1`) and severity (`severity.NAME/f1`)."""
    strata = figures["strata"]
    rows = dict(strata["ALL"].items())
    rows |= {f"severity.{name}": of["ALL"] for name, of in strata.items() if name != "ALL"}
    return {
        f"{name}/{figure}": float(value)
        for name, row in rows.items()
        for figure, value in row.items()
        if value is not None
    }


def _client(uri: str) -> MlflowClient:
    os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")
    os.environ.setdefault("MLFLOW_LOGGING_LEVEL", "WARNING")
    if uri.startswith(_SQLITE):
        Path(uri.removeprefix(_SQLITE)).parent.mkdir(parents=True, exist_ok=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # MLflow's own, of its dependencies
        try:
            from mlflow.tracking import MlflowClient
        except ImportError as error:
            raise TrackingUnavailableError from error
        return MlflowClient(uri)


def _artefacts(uri: str) -> str | None:
    """Beside a local database; a server has a place of its own."""
    if not uri.startswith(_SQLITE):
        return None
    return (Path(uri.removeprefix(_SQLITE)).parent / "mlflow-artefacts").resolve().as_uri()
