"""Rules of the house that no other tool holds."""

from __future__ import annotations

import re
import statistics
import subprocess
import tomllib

import pymupdf
import pytest

from extractor import errors
from extractor.terms import Term
from samples.invoice import draw_invoice
from service.problems import STATUS

PACKAGES = ("extractor", "service", "training_data", "bench", "samples")


def modules(root):
    return [path for package in PACKAGES for path in (root / package).rglob("*.py")]


def test_modules_are_small(project_root):
    sizes = {
        str(path.relative_to(project_root)): len(path.read_text("utf-8").splitlines())
        for path in modules(project_root)
    }
    assert {name: size for name, size in sizes.items() if size > 300} == {}
    assert statistics.median(sizes.values()) < 120


def test_every_make_target_has_its_line_of_help(project_root):
    makefile = (project_root / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^\.PHONY: (\S+)$", makefile, re.MULTILINE))
    described = set(re.findall(r"^([a-z-]+):.*## \S", makefile, re.MULTILINE))
    assert targets == described
    assert {"run", "test", "check", "evaluate", "bench", "train", "help", "setup"} <= targets


def test_continuous_integration_runs_the_make_targets(project_root):
    script = (project_root / ".ci" / "run").read_text("utf-8")
    assert script.endswith("make check\nmake test\n")


@pytest.mark.parametrize(
    "lock", ["requirements.lock", "requirements-service.lock", "bench/peers.lock"]
)
def test_locks_pin_and_hash_and_name_no_place(project_root, lock):
    text = (project_root / lock).read_text("utf-8")
    requirements = [line for line in text.splitlines() if line and line[0].isalnum()]
    assert all("==" in line for line in requirements)
    assert text.count("--hash=sha256:") >= len(requirements)
    assert not re.search(r"://|--(extra-)?index-url|--find-links|file:", text)


def test_every_direct_dependency_is_locked(project_root):
    project = tomllib.loads((project_root / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [name for extra in project["optional-dependencies"].values() for name in extra]
    wanted = {
        re.match(r"[\w.-]+", requirement)[0].lower()
        for requirement in (*project["dependencies"], *extras)
    }
    lock = (project_root / "requirements.lock").read_text("utf-8")
    assert wanted <= set(re.findall(r"^([a-z0-9._-]+)(?:\[.*\])?==", lock, re.MULTILINE))


def test_design_explains_every_direct_dependency(project_root):
    project = tomllib.loads((project_root / "pyproject.toml").read_text("utf-8"))["project"]
    design = (project_root / "docs" / "design.md").read_text("utf-8").lower()
    names = [re.match(r"[\w.-]+", requirement)[0] for requirement in project["dependencies"]]
    assert [name for name in names if name.lower() not in design] == []


def test_the_licence_is_the_whole_agpl(project_root):
    text = (project_root / "LICENSE").read_text("utf-8")
    assert text.split()[:6] == ["GNU", "AFFERO", "GENERAL", "PUBLIC", "LICENSE", "Version"]
    assert "13. Remote Network Interaction" in text


def test_the_sample_is_what_its_script_draws(project_root):
    committed = (project_root / "samples" / "facture.pdf").read_bytes()
    texts = []
    for data in (committed, draw_invoice()):
        with pymupdf.open(stream=data, filetype="pdf") as pdf:
            texts.append(pdf[0].get_text())
    assert texts[0] == texts[1]


def test_the_tree_of_errors_names_every_class():
    drawn = re.findall(r"(\w+Error)\b", errors.__doc__)
    defined = [name for name in vars(errors) if name.endswith("Error") and name != "FormatError"]
    assert set(defined) <= set(drawn)


def test_every_status_is_an_error_of_http():
    assert all(400 <= status < 600 for status in STATUS.values())


def test_terms_are_the_contract_s_27():
    assert len(Term) == 27


def test_shell_scripts_parse(project_root):
    for script in (*(project_root / ".ci").iterdir(), project_root / "ops" / "try-image"):
        subprocess.run(["bash", "-n", str(script)], check=True)
        assert script.stat().st_mode & 0o111
