import json
import subprocess
import sys

import pytest

from tests.pdf.hostile_files import HOSTILE_FILES


@pytest.fixture(scope="module")
def outcomes(request):
    run = subprocess.run(
        [sys.executable, "-m", "tests.pdf.hostile_run"],
        cwd=request.config.rootpath,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return {line["name"]: line for line in map(json.loads, run.stdout.splitlines())}


@pytest.mark.parametrize("hostile", HOSTILE_FILES, ids=lambda hostile: hostile.name)
def test_gives_its_typed_error_within_bounds(outcomes, hostile):
    outcome = outcomes[hostile.name]
    assert outcome["error"] in [error and error.__name__ for error in hostile.expected]
    assert outcome["seconds"] < 10
    assert outcome["peak_mib"] < 1024


def test_names_are_unique():
    assert len({hostile.name for hostile in HOSTILE_FILES}) == len(HOSTILE_FILES) >= 20
