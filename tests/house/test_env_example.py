"""`.env.example` names every setting, with its default and what it is for."""

from __future__ import annotations

import importlib
import itertools
import os
import re
from pathlib import Path

import pytest
from pydantic_settings import BaseSettings

from extractor.settings import PROJECT_ROOT

# Of `bleuet serve`: options of a command, which are no settings.
OPTIONS = {"BLEUET_HOST": "127.0.0.1", "PORT": "8000"}
SETTING = re.compile(r"^#([A-Z][A-Z_]*)=(.*)$")


def settings_classes() -> list[type[BaseSettings]]:
    for package in ("extractor", "service"):
        for path in (PROJECT_ROOT / package).rglob("*.py"):
            if "BaseSettings" in path.read_text("utf-8"):
                parts = path.relative_to(PROJECT_ROOT).with_suffix("").parts
                importlib.import_module(".".join(parts))
    ours = [
        kind
        for kind in BaseSettings.__subclasses__()
        if kind.__module__.partition(".")[0] in ("extractor", "service")
    ]
    return sorted(ours, key=lambda kind: kind.model_config["env_prefix"])


CLASSES = settings_classes()
FIELDS = [(kind, name) for kind in CLASSES for name in kind.model_fields]


def variable(kind: type[BaseSettings], name: str) -> str:
    return f"{kind.model_config['env_prefix']}{name}".upper()


@pytest.fixture(scope="module")
def lines() -> list[str]:
    return (PROJECT_ROOT / ".env.example").read_text("utf-8").splitlines()


@pytest.fixture(scope="module")
def examples(lines) -> dict[str, str]:
    found = [match.groups() for line in lines if (match := SETTING.match(line))]
    assert len(found) == len(dict(found)), "a setting stands there twice"
    return dict(found)


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch):
    for name in os.environ:
        if name.startswith("BLEUET_"):
            monkeypatch.delenv(name)


def test_the_settings_are_found():
    assert {"BLEUET_", "BLEUET_LIMIT_", "BLEUET_SERVICE_", "BLEUET_STORAGE_"} <= {
        kind.model_config["env_prefix"] for kind in CLASSES
    }


@pytest.mark.parametrize(("kind", "name"), FIELDS, ids=lambda part: getattr(part, "__name__", part))
def test_a_setting_is_there_with_its_default(examples, monkeypatch, kind, name):
    expected = getattr(kind(), name)
    assert variable(kind, name) in examples
    text = examples[variable(kind, name)]
    if expected is None:
        assert text == ""
        return
    monkeypatch.setenv(variable(kind, name), text)
    given = getattr(kind(), name)
    if isinstance(expected, Path):
        given = PROJECT_ROOT / given
    elif variable(kind, name) == "BLEUET_SERVICE_WORKERS":
        assert given == 2  # on a machine that has as many processors
        return
    assert given == expected


def test_nothing_is_there_that_is_no_setting(examples):
    assert set(examples) == {variable(kind, name) for kind, name in FIELDS} | set(OPTIONS)
    assert {name: examples[name] for name in OPTIONS} == OPTIONS


def test_every_setting_is_explained(lines):
    for before, line in itertools.pairwise(lines):
        if SETTING.match(line):
            assert re.match(r"^# \S.{9,}$", before), line


def test_nothing_is_set_by_taking_the_file_as_it_is(lines):
    assert [line for line in lines if line and not line.startswith("#")] == []


@pytest.mark.parametrize(("kind", "name"), FIELDS, ids=lambda part: getattr(part, "__name__", part))
def test_every_setting_has_a_description(kind, name):
    assert kind.model_fields[name].description
