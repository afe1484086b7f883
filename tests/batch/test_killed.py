"""Killed outright at random moments, with all of its processes, and started again."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time

import psutil
from batch.runs import contents, documents, outcomes

KILLS = 10
# With parts that are small, so that there is much writing to be killed in.
SCRIPT = """
import sys
from pathlib import Path
from batch.runs import run

def report(progress):
    if progress.documents == 1:
        print("begun", flush=True)

print(run(sys.argv[1], Path(sys.argv[2]), part_documents=5, report=report).documents)
"""


def start(source, out, project_root):
    path = os.pathsep.join([str(project_root), str(project_root / "tests")])
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(source), str(out)],
        env={**os.environ, "PYTHONPATH": path},
        start_new_session=True,
        stdout=subprocess.PIPE,
        text=True,
    )


def finish(process) -> int:
    """How many documents a start read that was left alone."""
    documents = int(process.communicate()[0])
    assert process.returncode == 0
    return documents


def test_killed_ten_times_the_result_is_that_of_an_undisturbed_run(tmp_path, project_root):
    rng = random.Random(5)
    contents_of = {f"{n % 7}/{n:04}.pdf": f"slow {n}" for n in range(300)}
    source = documents(tmp_path / "in", contents_of | {"7/encrypted.pdf": "encrypted"})
    begun = time.monotonic()
    with start(source, tmp_path / "undisturbed", project_root) as process:
        assert process.stdout.readline() == "begun\n"
        first = time.monotonic()
        assert finish(process) == 301
        work_s = time.monotonic() - first
    for kill in range(KILLS):
        with start(source, tmp_path / "out", project_root) as process:
            if kill % 5 == 4:  # while it starts, or removes what was left behind
                time.sleep(rng.uniform(0, first - begun))
            else:
                process.stdout.readline()
                # so that work is left at the end, on a machine that has grown quicker as well
                time.sleep(rng.uniform(0, work_s / 12))
            os.killpg(process.pid, signal.SIGKILL)
            assert process.wait() == -signal.SIGKILL
    with start(source, tmp_path / "out", project_root) as process:
        process.stdout.readline()
        assert 0 < finish(process) < 301, "nothing was left to do, or nothing was kept"
    assert len(outcomes(tmp_path / "out")) == 301
    assert contents(tmp_path / "out") == contents(tmp_path / "undisturbed")


def test_killed_alone_it_takes_its_processes_along_and_another_start_goes_on(
    tmp_path, project_root
):
    contents_of = {f"{n:03}.pdf": f"slow {n}" for n in range(120)}
    source = documents(tmp_path / "in", contents_of)
    with start(source, tmp_path / "undisturbed", project_root) as process:
        process.stdout.readline()
        assert finish(process) == 120
    # two that would keep their processes busy for long after the parent is gone
    markers = [tmp_path / "one", tmp_path / "other"]
    documents(
        tmp_path / "in", {f"{n:03}.pdf": f"hangs {marker}" for n, marker in enumerate(markers)}
    )
    with start(source, tmp_path / "out", project_root) as process:
        until = time.monotonic() + 60
        while not all(marker.exists() for marker in markers):
            assert time.monotonic() < until
            time.sleep(0.02)
        left = psutil.Process(process.pid).children(recursive=True)
        process.kill()
        assert process.wait() == -signal.SIGKILL
    documents(tmp_path / "in", contents_of)
    with start(source, tmp_path / "out", project_root) as process:
        process.stdout.readline()
        assert finish(process) <= 120
    assert contents(tmp_path / "out") == contents(tmp_path / "undisturbed")
    gone, alive = psutil.wait_procs(left, timeout=10)
    assert len(gone) == 2
    assert alive == []
