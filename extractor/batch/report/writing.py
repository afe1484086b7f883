"""`report.html` and `summary.json` in the run's folder."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import IO

import jinja2

from extractor.batch.errors import StoreError
from extractor.batch.report.drawing import bars
from extractor.batch.store.durable import write_whole
from extractor.serialisation import JsonObject

REPORT = "report.html"
SUMMARY = "summary.json"


def write_report(folder: Path, summary: JsonObject) -> None:
    """Write a run's report and its summary, whole or not at all.

    Args:
        folder: of the run.
        summary: of `summarise`.

    Raises:
        StoreError: they cannot be written.
    """
    contents = {
        SUMMARY: json.dumps(summary, ensure_ascii=False, indent=1),
        REPORT: report_page(summary),
    }
    try:
        for name, text in contents.items():
            write_whole(folder / name, partial(_write, text.encode()))
    except OSError as error:
        raise StoreError(f"{folder} : écriture impossible ({error.strerror or error})") from error


def _write(data: bytes, file: IO[bytes]) -> None:
    file.write(data)


def report_page(summary: JsonObject) -> str:
    """The report as a page of HTML that refers to nothing outside itself."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader(__package__, "."),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters |= {"share": _share, "grouped": _grouped, "bars": bars}
    return environment.get_template("page.html").render(summary)


def _grouped(count: float) -> str:
    """A number as French writes it.

    >>> _grouped(27000000)
    '27\u202f000\u202f000'
    """
    return f"{count:,}".replace(",", "\u202f")


def _share(count: int, of: int) -> str:
    """A share in per cent, as French writes it.

    >>> _share(1, 3), _share(0, 0)
    ('33,3\u202f%', '–')
    """
    return f"{100 * count / of:.1f}\u202f%".replace(".", ",") if of else "–"
