"""The image holds what the service needs and no more; no container engine is needed for that."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib

import pytest
import yaml
from house.test_env_example import FIELDS, OPTIONS, variable

from service.settings import ServiceSettings
from tests.missing import do_without

SETTINGS = {variable(kind, name) for kind, name in FIELDS} | set(OPTIONS)


@pytest.fixture(scope="module")
def project(request):
    return tomllib.loads((request.config.rootpath / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.fixture(scope="module")
def instructions(request) -> list[tuple[str, str]]:
    """Of the Dockerfile: instruction and what follows, continued lines joined."""
    text = (request.config.rootpath / "Dockerfile").read_text("utf-8")
    text = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", " ")
    return [tuple(line.split(maxsplit=1)) for line in text.splitlines() if line.strip()]


@pytest.fixture(scope="module")
def compose(request):
    return yaml.safe_load((request.config.rootpath / "compose.yaml").read_text("utf-8"))


def pins(text: str) -> dict[str, str]:
    found = re.findall(r"^([a-z0-9._-]+)(?:\[.*\])?==([^ ;\\]+)", text, re.MULTILINE)
    return dict(found)


def names(requirements) -> set[str]:
    return {re.match(r"[\w.-]+", requirement)[0].lower() for requirement in requirements}


def test_the_service_s_lock_has_what_it_needs_in_the_versions_that_are_tested(
    project_root, project
):
    whole = pins((project_root / "requirements.lock").read_text("utf-8"))
    own = pins((project_root / "requirements-service.lock").read_text("utf-8"))
    assert names(project["dependencies"]) <= set(own)
    assert own.items() <= whole.items()


def test_no_tool_of_ours_is_in_the_service_s_lock(project_root, project):
    own = pins((project_root / "requirements-service.lock").read_text("utf-8"))
    extras = [name for extra in project["optional-dependencies"].values() for name in extra]
    # spaCy needs both, and the image installs us with the first
    assert names(extras) & set(own) <= {"setuptools", "jinja2"}


def test_the_image_is_made_of_what_is_there_and_let_through(project_root, instructions):
    sources = [
        source
        for name, rest in instructions
        if name == "COPY" and not rest.startswith("--from")
        for source in rest.split()[:-1]
    ]
    assert {"extractor", "service", "models", "requirements-service.lock"} <= set(sources)
    ignored = (project_root / ".dockerignore").read_text("utf-8").splitlines()
    assert "*" in ignored
    for source in sources:
        assert (project_root / source).exists()
        assert f"!{source}" in ignored


def test_the_image_runs_as_nobody_in_particular_and_says_how_it_is(instructions):
    last = {name: rest for name, rest in instructions}
    assert last["USER"] == "bleuet"
    assert "/readyz" in last["HEALTHCHECK"]
    assert last["ENTRYPOINT"] == '["bleuet"]'
    assert any("--require-hashes" in rest for name, rest in instructions if name == "RUN")


def test_the_image_sets_settings_that_there_are(instructions):
    text = " ".join(rest for name, rest in instructions if name == "ENV")
    assert set(re.findall(r"(BLEUET_\w+)=", text)) <= SETTINGS


@pytest.mark.parametrize("name", ["service", "worker"])
def test_the_containers_cannot_write_but_where_they_must(compose, name):
    container = compose["services"][name]
    assert container["read_only"] is True
    assert container["cap_drop"] == ["ALL"]
    assert [volume.partition(":")[2] for volume in container["volumes"]] == ["/var/lib/bleuet"]
    assert set(container["environment"]) <= SETTINGS
    written = [entry.partition(":")[0] for entry in container["tmpfs"]]
    assert container["environment"]["BLEUET_SERVICE_SPOOL_DIR"] in written


def test_running_requests_have_the_time_to_end(compose):
    seconds = int(compose["services"]["service"]["stop_grace_period"].removesuffix("s"))
    assert seconds > ServiceSettings().shutdown_s


def test_compose_takes_the_file(project_root, tmp_path):
    command = shutil.which("docker-compose")
    if command is None:
        do_without("docker-compose is not installed: .ci/system-packages docker-compose")
    (tmp_path / ".env").write_text("POSTGRES_PASSWORD=secret\n", "utf-8")
    shutil.copy(project_root / "compose.yaml", tmp_path)
    done = subprocess.run(
        [command, "--file", "compose.yaml", "config"], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
