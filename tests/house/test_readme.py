"""The README's commands, run."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from bench.running import running_service

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
    with running_service(tmp_path, settings={"BLEUET_ACCESS_MODE": "auto"}) as service:
        assert service.get("/readyz")[0] == 200
        command = command.replace(":8000", f":{service.port}")
        arguments = shlex.split(command)
        done = subprocess.run(arguments, cwd=ROOT, check=True, capture_output=True, text=True)
        result = json.loads(done.stdout)
        assert result["status"] == "ok"
        assert result["fields"]["total_gross"]["value"] == "2062.80"
        assert command in service.log.read_text(encoding="utf-8")
