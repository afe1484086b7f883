"""The French texts of the errors that a caller may be told of, found in the code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from extractor.errors import ExtractorError
from service.problems import status_of

ROOT = Path(__file__).parents[3]
PACKAGES = ("extractor", "service")
NEVER_TOLD = (  # to callers, but to whoever calls the command
    "extractor/cli",
    "extractor/batch",
    "extractor/training",
    "extractor/evaluation",
)
HOLE = "7"


def kinds(kind: type[ExtractorError] = ExtractorError) -> Iterator[type[ExtractorError]]:
    """Every error that there is."""
    yield kind
    for below in kind.__subclasses__():
        yield from kinds(below)


def details() -> Iterator[tuple[str, str]]:
    """What errors are raised with, and where; what varies is a number.

    What went wrong inside is told by its title only.
    """
    names = {kind.__name__ for kind in kinds() if status_of(_made(kind)) != 500}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            place = path.relative_to(ROOT).as_posix()
            if place.startswith(NEVER_TOLD):
                continue
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and _name(node.func) in names | {"__init__"}:
                    for argument in node.args:
                        text = _text(argument)
                        if text is not None:
                            yield text, f"{place}:{node.lineno}"


def _made(kind: type[ExtractorError]) -> ExtractorError:
    return kind.__new__(kind)


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _text(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value or None
    if isinstance(node, ast.JoinedStr):
        parts = (p.value if isinstance(p, ast.Constant) else HOLE for p in node.values)
        return "".join(str(part) for part in parts)
    return None
