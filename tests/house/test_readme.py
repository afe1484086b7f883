"""The README's commands, run."""

from __future__ import annotations

import json
import os
import re
import shlex
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BLEUET = ".venv/bin/bleuet"
HERE = (sys.executable, "-m", "extractor.cli")  # the same, wherever the tests are run from


def commands(*, start: str) -> list[str]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```bash\n(.*?)```", text, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    return [line for line in lines if line.startswith(start)]


def test_every_command_is_one_that_is_run_here():
    known = sum(len(commands(start=start)) for start in ("make ", BLEUET, "curl "))
    assert known == len(commands(start=""))


@pytest.mark.parametrize("command", commands(start="make "))
def test_make_knows_the_target(command):
    # What the targets do is what the rest of the tests and continuous integration run.
    arguments = ["make", "--dry-run", *shlex.split(command)[1:]]
    subprocess.run(arguments, cwd=ROOT, check=True, capture_output=True)


@pytest.mark.parametrize("command", commands(start=BLEUET))
def test_bleuet(command):
    arguments = [*HERE, *shlex.split(command)[1:]]
    done = subprocess.run(arguments, cwd=ROOT, check=True, capture_output=True, text=True)
    if "--jsonl" in arguments:
        results = [json.loads(line) for line in done.stdout.splitlines()]
    else:
        results = [json.loads(done.stdout)]
    assert results
    for result in results:
        assert result["fields"]["invoice_number"]["value"] == "FA-2025-0147"


def test_the_first_invoice_sent(tmp_path):
    (command,) = commands(start="curl ")
    with serving(tmp_path) as (port, output):
        arguments = shlex.split(command.replace(":8000", f":{port}"))
        done = subprocess.run(arguments, cwd=ROOT, check=True, capture_output=True, text=True)
        result = json.loads(done.stdout)
        assert result["status"] == "ok"
        assert result["fields"]["total_gross"]["value"] == "2062.80"
        assert command.replace(":8000", f":{port}") in output.read_text(encoding="utf-8")


@contextmanager
def serving(folder: Path):
    """The service on a free port, once ready; with the file its output goes to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    output = folder / "service.log"
    with output.open("wb") as log:
        arguments = [*HERE, "serve", "--port", str(port)]
        own = os.environ | {"BLEUET_STORAGE_FOLDER": str(folder)}
        process = subprocess.Popen(arguments, cwd=ROOT, env=own, stdout=log, stderr=log)
    try:
        for _ in range(300):
            if "curl" in output.read_text(encoding="utf-8"):
                break
            assert process.poll() is None, output.read_text(encoding="utf-8")
            time.sleep(0.1)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz") as answer:
            assert answer.status == 200
        yield port, output
    finally:
        process.terminate()
        process.wait(timeout=20)
