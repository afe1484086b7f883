"""Labels: what is printed on a document, as a person read it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.evaluation.rows import Row
from extractor.terms import Term


@dataclass(frozen=True, slots=True)
class Label:
    """The label of one document.

    Attributes:
        values: what is printed, by field; a field that is not stated is not there.
        alternatives: further values that are right too.
        derivable: values that are true but not printed; neither demanded nor punished.
        uncounted: names of fields that the label leaves out of the count.
        vat_breakdown: printed rows; None if the label does not say.
        lines: printed lines; None if the label does not say.
        family: the structure program that made the document; empty for a real one.
        severity: how badly the document is degraded, as the label tells it; empty for not told.
    """

    values: Mapping[str, str]
    alternatives: Mapping[str, tuple[str, ...]]
    derivable: Mapping[str, str]
    uncounted: frozenset[str]
    vat_breakdown: tuple[Row, ...] | None
    lines: tuple[Row, ...] | None
    family: str = ""
    severity: str = ""

    def value(self, term: Term) -> str | None:
        """What the document states for a field."""
        return self.values.get(term.value)

    def accepts(self, term: Term) -> tuple[str, ...]:
        """All values that are right for a field; none if the document does not state it."""
        value = self.value(term)
        return () if value is None else (value, *self.alternatives.get(term.value, ()))


def read_labels(folder: Path) -> dict[str, Label]:
    """The labels of a folder by document name (file name without suffix), in order of name.

    Raises:
        ValueError: a file is not a JSON object, told with its name.
    """
    return {path.stem: read_label(path) for path in sorted(folder.glob("*.json"))}


def read_label(path: Path) -> Label:
    """The label in one file.

    Raises:
        ValueError: the file is not a JSON object.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise ValueError(f"{path.name}: {error}") from error
    if not isinstance(content, dict):
        raise ValueError(f"{path.name}: not a JSON object")
    return label_of(content)


def label_of(content: Mapping[str, Any]) -> Label:
    """A label from its JSON object: the fields at its top level, or under `fields`.

    >>> label_of({"total_net": "12.00", "_alt": {"total_net": ["13.00"]}}).accepts(Term.TOTAL_NET)
    ('12.00', '13.00')
    """
    return Label(
        values=_texts(content.get("fields", content)),
        alternatives={
            name: tuple(str(value) for value in values)
            for name, values in content.get("_alt", {}).items()
        },
        derivable=_texts(content.get("derivable", {})),
        uncounted=frozenset((*content.get("_ambiguous", ()), *content.get("_unlabelled", ()))),
        vat_breakdown=(
            rows_of(content["vat_breakdown"])
            if "vat_breakdown" in content and "vat_breakdown" not in content.get("_ambiguous", ())
            else None
        ),
        lines=rows_of(content["lines"]) if "lines" in content else None,
        family=str(content.get("family", "")),
        severity=str(content.get("severity", "")),
    )


def rows_of(rows: Any) -> tuple[Row, ...]:
    """Rows of a JSON table with their cells as text.

    >>> rows_of([{"rate": 20, "base": None}])
    ({'rate': '20', 'base': None},)
    """
    return tuple(
        {name: None if cell is None else str(cell) for name, cell in row.items()}
        for row in rows or ()
    )


def _texts(content: Mapping[str, Any]) -> dict[str, str]:
    return {
        name: str(value)
        for name, value in content.items()
        if value is not None and not name.startswith("_") and not isinstance(value, (list, dict))
    }
