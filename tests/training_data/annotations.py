"""Annotations at random, as the contract has them."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from extractor.document import BoundingBox
from extractor.terms import TERMS, Term
from training_data.annotation import LINE_COLUMNS, TABLES, VAT_COLUMNS, Annotation, Place, TableRow
from training_data.annotation.values import CHOICES, value_type

_AMOUNTS = st.decimals(-(10**9), 10**9, places=2).map(lambda d: f"{d:.2f}" if d else "0.00")
_TEXTS = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=12)
_CODES: dict[str, st.SearchStrategy[str]] = {
    Term.SUPPLIER_SIRET: st.from_regex(r"[0-9]{14}", fullmatch=True),
    Term.BUYER_SIRET: st.from_regex(r"[0-9]{14}", fullmatch=True),
    Term.SUPPLIER_SIREN: st.from_regex(r"[0-9]{9}", fullmatch=True),
    Term.SUPPLIER_VAT_NUMBER: st.from_regex(r"FR[0-9A-Z]{2}[0-9]{9}", fullmatch=True),
    Term.BUYER_VAT_NUMBER: st.from_regex(r"DE[0-9]{9}", fullmatch=True),
    Term.SUPPLIER_IBAN: st.from_regex(r"FR[0-9]{25}", fullmatch=True),
    Term.SUPPLIER_BIC: st.from_regex(r"[A-Z]{6}[0-9A-Z]{2}", fullmatch=True),
    Term.CURRENCY: st.sampled_from(["EUR", "USD", "CHF"]),
    "rate": st.sampled_from(["20.00", "5.50", "0.00"]),
    "vat_rate": st.sampled_from(["20.00", "10.00"]),
    "quantity": st.sampled_from(["1", "-2", "2.5", "1000"]),
    "unit_price": st.sampled_from(["12.00", "0.4325", "-3.50"]),
}


def values(name: str) -> st.SearchStrategy[str]:
    """Values of a field or a column."""
    if name in CHOICES:
        return st.sampled_from(CHOICES[Term(name)])
    if name in _CODES:
        return _CODES[name]
    if value_type(name) == "date":
        return st.dates(
            min_value=date(1990, 1, 1),
            max_value=date(2099, 12, 31),
        ).map(str)
    return _AMOUNTS if value_type(name) == "amount" else _TEXTS


@st.composite
def boxes(draw: st.DrawFn) -> BoundingBox:
    """Boxes of five decimals that lie on the page."""
    left, top = (draw(st.integers(0, 99_000)) for _ in "xy")
    right = draw(st.integers(left + 1, 100_000))
    bottom = draw(st.integers(top + 1, 100_000))
    return BoundingBox(left / 1e5, top / 1e5, right / 1e5, bottom / 1e5)


def places_of(name: str, value: str) -> st.SearchStrategy[Place]:
    """Places where a value stands, on the first two pages."""
    return st.builds(Place, st.just(name), st.just(value), st.integers(1, 2), boxes())


@st.composite
def rows(draw: st.DrawFn, columns: tuple[str, ...]) -> TableRow:
    """Rows with a cell at least, each cell with a place or without."""
    names = draw(st.lists(st.sampled_from(columns), min_size=1, unique=True))
    cells = {name: draw(values(name)) for name in names}
    placed = [name for name in names if draw(st.booleans())]
    return TableRow(cells, tuple(draw(places_of(name, cells[name])) for name in placed))


@st.composite
def annotations(draw: st.DrawFn) -> Annotation:
    """Annotations whose every field has none, one or two places."""
    terms = draw(st.lists(st.sampled_from(list(TERMS)), max_size=6, unique=True))
    fields = {term: draw(values(term)) for term in sorted(terms, key=list(Term).index)}
    places = [
        draw(places_of(term.value, fields[term]))
        for term in terms
        for _ in range(draw(st.integers(0, 2)))
    ]
    tables = {
        "vat_breakdown": tuple(draw(st.lists(rows(VAT_COLUMNS), max_size=2))),
        "lines": tuple(draw(st.lists(rows(LINE_COLUMNS), max_size=3))),
    }
    unlabelled = {t for t in TABLES if not tables[t] and draw(st.booleans())}
    return Annotation(
        "facture é.pdf",
        fields,
        tuple(places),
        **tables,
        family=draw(st.sampled_from(["", "letter"])),
        seed=draw(st.none() | st.integers(0, 99)),
        severity=draw(st.sampled_from(["", "heavy"])),
        derivable=draw(st.none() | st.just({"total_vat": "0.00"})),
        alternatives=draw(st.none() | st.just({Term.BUYER_NAME: ("É", "Été SA")})),
        unlabelled=frozenset(unlabelled),
    )
