"""From an annotation's file to the annotation, or to all that is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from extractor.document import BoundingBox
from extractor.terms import TERMS, Term
from training_data.annotation.types import TABLES, Annotation, Place, TableRow
from training_data.annotation.values import fault

_FACTS = frozenset({"file", "family", "seed", "severity", "derivable", "places", *TABLES})
"""What stands beside the fields where those are not apart; keys with an underscore are remarks."""


class AnnotationError(ValueError):
    """A file that holds no annotation, or a wrong one.

    Attributes:
        file: name of the annotation's file; empty if it was read from a text.
        faults: all that is wrong, each with its place in the file, in French.
    """

    def __init__(self, file: str, faults: Sequence[str]) -> None:
        self.file = file
        self.faults = tuple(faults)
        where = f"{file} : " if file else ""
        super().__init__(where + " ; ".join(self.faults))

    def __reduce__(self) -> tuple[type[AnnotationError], tuple[str, tuple[str, ...]]]:
        # An exception is else made anew from its message alone, in the process it is sent to.
        return AnnotationError, (self.file, self.faults)


def from_json(text: str, *, file: str = "", source: str = "") -> Annotation:
    """Read an annotation; labels with the fields at the top level are read too.

    Args:
        text: the JSON.
        file: the document's name where the JSON does not tell it.
        source: name of the annotation's file, for errors.

    Raises:
        AnnotationError: the JSON is malformed or no object; a field, column or value is none of
            the contract's; a box is no box.

    >>> from_json('{"invoice_number": "F-7", "_notes": "x"}').fields
    {<Term.INVOICE_NUMBER: 'invoice_number'>: 'F-7'}
    >>> from_json('{"total_net": "1.234,50"}', source="a.json")
    Traceback (most recent call last):
        ...
    training_data.annotation.reading.AnnotationError: a.json : total_net : « 1.234,50 » : un
    montant attendu, comme 1234.50
    """
    try:
        data = json.loads(text)
    except ValueError as error:
        raise AnnotationError(source, [f"JSON mal formé ({error})"]) from error
    if not isinstance(data, dict):
        raise AnnotationError(source, ["un objet JSON est attendu"])
    reader = _Reader()
    annotation = reader.annotation(data, file)
    if reader.faults:
        raise AnnotationError(source, reader.faults)
    return annotation


def read_annotation(path: Path) -> Annotation:
    """Read one annotation file.

    Raises:
        AnnotationError: the file holds no annotation, or a wrong one; told with its name.
        OSError: the file cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise AnnotationError(path.name, ["le fichier n'est pas en UTF-8"]) from error
    return from_json(text, file=path.stem, source=path.name)


class _Reader:
    """Reads what it can and notes what it cannot."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def annotation(self, data: Mapping[str, Any], file: str) -> Annotation:
        apart = "fields" in data
        fields = self._object(data["fields"], "fields") if apart else data
        prefix = "fields." if apart else ""
        self._known(fields, TERMS.keys() if apart else TERMS.keys() | _FACTS, prefix)
        derivable = self._object(data.get("derivable") or {}, "derivable")
        self._known(derivable, TERMS.keys() | TABLES.keys(), "derivable.")
        seed = data.get("seed")
        if seed is not None and (isinstance(seed, bool) or not isinstance(seed, int)):
            self.faults.append("seed : un entier est attendu")
        return Annotation(
            file=self._text(data.get("file", file), "file"),
            fields={Term(name): value for name, value in self._values(fields, TERMS, prefix)},
            places=self._places(data.get("places", ()), TERMS, "places"),
            vat_breakdown=self._rows(data.get("vat_breakdown", ()), "vat_breakdown"),
            lines=self._rows(data.get("lines", ()), "lines"),
            family=self._text(data.get("family", ""), "family"),
            seed=seed,
            severity=self._text(data.get("severity", ""), "severity"),
            derivable=dict(self._values(derivable, TERMS, "derivable.")) or None,
            alternatives=self._alternatives(data.get("_alt")) or None,
            unlabelled=self._unlabelled(data.get("_unlabelled", ())),
        )

    def _known(self, data: Mapping[str, Any], names: Any, prefix: str) -> None:
        for name in data:
            if name not in names and not name.startswith("_"):
                self.faults.append(f"{prefix}{name} : champ inconnu")

    def _values(self, data: Mapping[str, Any], names: Any, prefix: str) -> list[tuple[str, str]]:
        """The values of the fields (or columns) among the keys, without those that are null."""
        values = []
        for name in names:
            if data.get(name) is None:
                continue
            value = str(data[name])
            problem = fault(name, value)
            if problem is not None:
                self.faults.append(f"{prefix}{name} : {problem}")
            values.append((str(name), value))
        return values

    def _rows(self, data: Any, table: str) -> tuple[TableRow, ...]:
        columns = TABLES[table]
        rows = []
        for index, item in enumerate(self._list(data, table)):
            where = f"{table}[{index}]"
            row = self._object(item, where)
            self._known(row, {*columns, "places"}, f"{where}.")
            places = self._places(row.get("places", ()), columns, f"{where}.places")
            rows.append(TableRow(dict(self._values(row, columns, f"{where}.")), places))
        return tuple(rows)

    def _places(self, data: Any, names: Any, where: str) -> tuple[Place, ...]:
        places = [
            self._place(item, names, f"{where}[{index}]")
            for index, item in enumerate(self._list(data, where))
        ]
        return tuple(place for place in places if place is not None)

    def _place(self, item: Any, names: Any, where: str) -> Place | None:
        data = self._object(item, where)
        term, page = data.get("term"), data.get("page")
        bbox = read_bbox(data.get("bbox"))
        before = len(self.faults)
        if not isinstance(term, str) or term not in names:
            self.faults.append(f"{where}.term : champ inconnu ({term})")
        else:
            problem = fault(term, self._text(data.get("value", ""), f"{where}.value"))
            if problem is not None:
                self.faults.append(f"{where}.value : {problem}")
        if isinstance(page, bool) or not isinstance(page, int) or page < 1:
            self.faults.append(f"{where}.page : un numéro de page à partir de 1 est attendu")
        if bbox is None:
            self.faults.append(
                f"{where}.bbox : gauche, haut, droite, bas attendus, en fractions de la page de 0 "
                "à 1, gauche < droite et haut < bas"
            )
        if len(self.faults) > before or bbox is None or not isinstance(page, int):
            return None
        return Place(str(term), str(data["value"]), page, bbox)

    def _alternatives(self, data: Any) -> dict[Term, tuple[str, ...]]:
        values = {}
        for name, items in self._object(data or {}, "_alt").items():
            if name not in TERMS:
                self.faults.append(f"_alt.{name} : champ inconnu")
                continue
            values[Term(name)] = tuple(map(str, self._list(items, f"_alt.{name}")))
            for value in values[Term(name)]:
                problem = fault(name, value)
                if problem is not None:
                    self.faults.append(f"_alt.{name} : {problem}")
        return values

    def _unlabelled(self, data: Any) -> frozenset[str]:
        names = [str(name) for name in self._list(data, "_unlabelled")]
        for name in names:
            if name not in TERMS and name not in TABLES:
                self.faults.append(f"_unlabelled : champ inconnu ({name})")
        return frozenset(names)

    def _object(self, data: Any, where: str) -> Mapping[str, Any]:
        if isinstance(data, dict):
            return data
        self.faults.append(f"{where} : un objet est attendu")
        return {}

    def _list(self, data: Any, where: str) -> Sequence[Any]:
        if isinstance(data, list | tuple):
            return data
        if data is not None:
            self.faults.append(f"{where} : une liste est attendue")
        return ()

    def _text(self, data: Any, where: str) -> str:
        if isinstance(data, str):
            return data
        self.faults.append(f"{where} : un texte est attendu")
        return ""


def read_bbox(data: Any, *, tolerance: float = 0.0) -> BoundingBox | None:
    """Left, top, right, bottom as fractions of the page; None if these are no such four numbers.

    Args:
        data: from JSON.
        tolerance: how far a box may hang over the page's edge, where it is cut off.

    >>> read_bbox([0.1, 0.2, 0.3, 0.25])
    BoundingBox(left=0.1, top=0.2, right=0.3, bottom=0.25)
    >>> read_bbox([0.3, 0.2, 0.1, 0.25]) is None, read_bbox([10, 20, 30, 40]) is None
    (True, True)
    """
    if not isinstance(data, list | tuple) or len(data) != 4:
        return None
    if not all(isinstance(edge, int | float) and not isinstance(edge, bool) for edge in data):
        return None
    if not all(-tolerance <= edge <= 1 + tolerance for edge in data):
        return None
    box = BoundingBox(*map(float, data)).clipped()
    return box if box.area > 0 else None
