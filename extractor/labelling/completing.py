"""From a draft to an annotation: values for bare boxes, boxes for bare values, doubts told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.errors import FormatError
from extractor.labelling.agreement import agree
from extractor.labelling.beneath import contradiction, misread_around, read_value, read_words
from extractor.labelling.contents import Contents
from extractor.labelling.placing import find_places
from extractor.labelling.remarks import Remark, Severity
from extractor.terms import TERMS, Term
from training_data.annotation import TABLES, Annotation, Place, TableRow
from training_data.annotation.values import CHOICES, COLUMNS, normalise
from training_data.exchange import Draft, Region, group_rows

_NAMES = (Term.SUPPLIER_NAME, Term.BUYER_NAME)


@dataclass(frozen=True, slots=True)
class Completed:
    """An annotation made from a draft.

    Attributes:
        annotation: the labels.
        remarks: what a person should look at.
        read: how many values were read from under their boxes.
        placed: how many values were found on the pages.
    """

    annotation: Annotation
    remarks: tuple[Remark, ...]
    read: int = 0
    placed: int = 0


def complete(draft: Draft, contents: Contents | None) -> Completed:
    """The annotation that a draft and its document make.

    A box without a value gets the value of the words under it; where both are there and disagree,
    the person's value stays and a warning tells. A value without a box gets the boxes of its
    candidates where that is clear. What is known but not printed goes to `derivable`. A field whose
    box yields no value is listed as unlabelled, since its absence would teach a falsehood.

    Args:
        draft: what an export, an XML or the extractor says.
        contents: of the document; None to take the draft as it is.
    """
    return _Completion(draft, contents).run()


class _Completion:
    def __init__(self, draft: Draft, contents: Contents | None) -> None:
        self.draft = draft
        self.contents = contents
        self.remarks: list[Remark] = []
        self.unlabelled = set(draft.unlabelled)
        self.counts: Counter[str] = Counter()

    def run(self) -> Completed:
        settled = [found for region in self.draft.regions if (found := self._settle(region))]
        fields, places = self._fields([r for r in settled if r.name in TERMS])
        derivable = dict(self.draft.derivable)
        places += self._known(fields, derivable)
        tables = {table: self._rows(table, settled) for table in TABLES}
        annotation = Annotation(
            self.draft.file,
            {term: fields[term] for term in Term if term in fields},
            tuple(places),
            vat_breakdown=tables["vat_breakdown"],
            lines=tables["lines"],
            family=self.draft.family,
            seed=self.draft.seed,
            severity=self.draft.severity,
            derivable=derivable or None,
            alternatives=self._alternatives(fields, places) or None,
            unlabelled=frozenset(self.unlabelled - {str(term) for term in fields}),
        )
        counts = self.counts
        return Completed(annotation, tuple(self.remarks), counts["read"], counts["placed"])

    def _settle(self, region: Region) -> Region | None:
        """The region with its value in the contract's format; None if it has none."""
        value, problem = None, ""
        if region.text:
            try:
                value = normalise(region.name, region.text)
            except FormatError as error:
                problem = f"{_where(region)} : {error}"
        bbox, page = region.bbox, region.page
        if self.contents is not None and bbox is not None and page is not None:
            if page > self.contents.page_count:
                problem = f"{_where(region)} : le document n'a que {self.contents.page_count} pages"
                value = None
            elif value is None:
                value = read_value(self.contents, region.name, page, bbox)
                self.counts["read"] += value is not None
                around = misread_around(self.contents, region.name, page, bbox)
                if value is not None and not problem and around is not None:
                    problem = f"{_where(region)} : « {value} » est pris de « {around} », à vérifier"
                elif value is not None and problem:
                    problem += f" ; « {value} » est lu sous le cadre et pris à la place"
                elif value is None and not problem:
                    words = read_words(self.contents, page, bbox)
                    problem = (
                        f"{_where(region)} : aucune valeur lisible sous le cadre (« {words} »)"
                    )
            else:
                doubt = contradiction(self.contents, region.name, value, page, bbox)
                problem = f"{_where(region)} : {doubt}" if doubt else ""
        if problem:
            self._say("warning", problem)
        if value is None:
            if not problem:
                self._say("warning", f"{_where(region)} : ni valeur ni cadre lisible")
            self.unlabelled.add(COLUMNS.get(region.name, region.name))
            return None
        return region._replace(text=value)

    def _fields(self, regions: Sequence[Region]) -> tuple[dict[Term, str], list[Place]]:
        bare = {r.name: r.text for r in reversed(regions) if r.bbox is None}
        boxed = [r for r in regions if r.bbox is not None]
        fields: dict[Term, str] = {}
        for name in dict.fromkeys(region.name for region in regions):
            values = [region.text for region in boxed if region.name == name]
            fields[Term(name)] = bare.get(name) or _prevailing(name, values)
        places = []
        for region in boxed:
            value = fields[Term(region.name)]
            if region.name not in _NAMES and not agree(region.name, value, region.text):
                said = f"« {region.text} » ; ailleurs « {value} », qui est pris"
                self._say("warning", f"{_where(region)} : {said}")
            elif region.page is not None and region.bbox is not None:
                places.append(Place(region.name, region.text, region.page, region.bbox))
        alone = bare.keys() - {region.name for region in boxed}
        for term in [term for term in fields if term in alone]:
            places += self._find(term, fields[term], fields)
        return fields, places

    def _alternatives(
        self, fields: dict[Term, str], places: Sequence[Place]
    ) -> dict[Term, tuple[str, ...]]:
        """Those of the draft, and a real document's names as they are printed elsewhere on it."""
        found = {Term(name): values for name, values in self.draft.alternatives if name in TERMS}
        if self.draft.seed is not None:
            return found
        for name in _NAMES:
            others = dict.fromkeys(p.value for p in places if p.term == name)
            known = [fields[name], *found.get(name, ())] if others else []
            for other in others:
                if not any(agree(name, other, value) for value in known):
                    known.append(other)
            if len(known) > 1:
                found[name] = tuple(known[1:])
        return found

    def _rows(self, table: str, settled: Sequence[Region]) -> tuple[TableRow, ...]:
        rows = group_rows([region for region in settled if COLUMNS.get(region.name) == table])
        times = Counter(number for row in rows for number in {cell.row for cell in row} if number)
        for number in sorted(number for number, count in times.items() if count > 1):
            self._say(
                "warning", f"{table} : la ligne {number} a plusieurs valeurs par colonne, séparées"
            )
        return tuple(map(_row, rows))

    def _find(self, term: Term, value: str, fields: dict[Term, str]) -> tuple[Place, ...]:
        if self.contents is None:
            return ()
        found = find_places(self.contents, term, value, _others(term, fields))
        self.counts["placed"] += bool(found.places)
        if not found.places and not (found.printed and term in CHOICES):
            why = "plusieurs endroits possibles" if found.printed else "introuvable sur les pages"
            self._say("note", f"{term} : « {value} » reste sans cadre, {why}")
        return found.places

    def _known(self, fields: dict[Term, str], derivable: dict[str, str]) -> list[Place]:
        """Places of known values; those without go to `derivable`."""
        known = {Term(r.name): r.text for r in self.draft.known if Term(r.name) not in fields}
        places: list[Place] = []
        for term, value in known.items():
            found = None
            if self.contents is not None:
                found = find_places(self.contents, term, value, _others(term, fields | known))
            if found is not None and found.printed and term in CHOICES:
                fields[term] = value
                places += found.places
            elif found is None or not found.places:
                derivable[term.value] = value
                if found is None or found.printed:
                    self.unlabelled.add(term.value)
            else:
                fields[term] = found.places[0].value  # as printed, with its sign
                places += found.places
                self.counts["placed"] += 1
        return places

    def _say(self, severity: Severity, message: str) -> None:
        self.remarks.append(Remark(severity, message))


def _prevailing(name: str, values: Sequence[str]) -> str:
    """The value that most of a field's boxes have; of a name, printed variously, the first."""
    if name in _NAMES:
        return values[0]
    return max(values, key=lambda value: sum(agree(name, value, other) for other in values))


def _others(term: Term, fields: dict[Term, str]) -> list[str]:
    return [
        value
        for other, value in fields.items()
        if other != term and TERMS[other].value_type == TERMS[term].value_type
    ]


def _row(cells: Sequence[Region]) -> TableRow:
    values: dict[str, str] = {}
    for cell in sorted(cells, key=lambda cell: cell.bbox is not None):
        values.setdefault(cell.name, cell.text)
    # In the order of the boxes, which is that of the columns on the page.
    printed = dict.fromkeys(cell.name for cell in cells)
    places = [
        Place(cell.name, cell.text, cell.page, cell.bbox)
        for cell in cells
        if cell.page is not None and cell.bbox is not None
    ]
    return TableRow({name: values[name] for name in printed}, tuple(places))


def _where(region: Region) -> str:
    row = f" (ligne {region.row})" if region.row else ""
    page = f" p. {region.page}" if region.page is not None else ""
    return f"{region.name}{row}{page}"
