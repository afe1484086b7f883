"""The notebooks: committed without outputs, and running from the first cell to the last."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor

import nbformat
import pytest
from nbclient import NotebookClient

from extractor.processes import start_worker
from tests.conftest import ROOT

FOLDER = ROOT / "notebooks"
NAMES = (
    "1-data-tour",
    "2-training-and-comparison",
    "3-error-analysis",
    "4-calibration",
)
AT_A_TIME = 2


def read(name):
    return nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)


def execute(name, environment):
    notebook = read(name)
    client = NotebookClient(notebook, timeout=600, resources={"metadata": {"path": str(FOLDER)}})
    client.execute(env=environment)
    return notebook


@pytest.fixture(scope="module")
def executions(tmp_path_factory):
    """Each notebook's execution at the small size, under way."""
    home = tmp_path_factory.mktemp("notebooks")
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("BLEUET_NOTEBOOK_", "MLFLOW_"))
    } | {
        "BLEUET_NOTEBOOK_SIZE": "small",
        "IPYTHONDIR": str(home),
        "OMP_THREAD_LIMIT": "1",
        "PYTHONWARNINGS": "default",
    }
    # not threads: the client leaves an event loop behind in each
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(AT_A_TIME, context, initializer=start_worker) as pool:
        yield {name: pool.submit(execute, name, environment) for name in NAMES}
        pool.shutdown(cancel_futures=True)


def outputs(notebook):
    return [
        output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs
    ]


def printed(notebook):
    return "".join(o.text for o in outputs(notebook) if o.get("name") == "stdout")


def pictures(notebook):
    return [o for o in outputs(notebook) if "image/png" in o.get("data", {})]


def test_every_notebook_is_run():
    assert sorted(path.stem for path in FOLDER.glob("*.ipynb")) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_is_committed_without_outputs(name):
    notebook = read(name)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell for cell in code if cell.outputs or cell.execution_count is not None] == []
    assert {key for cell in notebook.cells for key in cell.metadata} == set()
    assert set(notebook.metadata) <= {"kernelspec", "language_info"}


@pytest.mark.parametrize("name", NAMES)
def test_is_short_and_begins_with_its_number(name):
    cells = read(name).cells
    assert 10 <= len(cells) <= 18
    assert cells[0].cell_type == "markdown"
    assert cells[0].source.startswith(f"# {name[0]}. ")


@pytest.mark.parametrize("name", NAMES)
def test_uses_nothing_private(name):
    code = "\n".join(cell.source for cell in read(name).cells if cell.cell_type == "code")
    imports = [line for line in code.splitlines() if line.lstrip().startswith(("from ", "import "))]
    assert [line for line in imports if " _" in line or "._" in line] == []


@pytest.mark.parametrize(("name", "drawn"), list(zip(NAMES, (6, 3, 4, 5), strict=True)))
def test_runs_to_the_end_and_draws(executions, name, drawn):
    notebook = executions[name].result()
    assert len(pictures(notebook)) == drawn
    assert [o.text for o in outputs(notebook) if o.get("name") == "stderr"] == []


def test_promotion_takes_the_better_version_and_refuses_the_worse(executions):
    text = printed(executions["2-training-and-comparison"].result())
    assert "strong in place of weak:\n  nothing against it" in text
    assert "weak in place of strong:\n  F1 pourrait baisser" in text
    assert "in service: strong" in text


def test_a_fault_of_the_format_is_shown(executions):
    assert "fields.issue_date" in printed(executions["1-data-tour"].result())
