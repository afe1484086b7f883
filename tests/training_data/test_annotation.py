from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.document import BoundingBox
from extractor.terms import Term
from training_data.annotation import (
    Annotation,
    Place,
    TableRow,
    from_json,
    read_annotation,
    to_json,
    write_annotation,
)

_FRACTIONS = st.floats(0, 1).map(lambda value: round(value, 5))
_BOXES = st.builds(BoundingBox, _FRACTIONS, _FRACTIONS, _FRACTIONS, _FRACTIONS)
_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_PLACES = st.builds(
    Place, st.sampled_from([str(t) for t in Term]), _TEXTS, st.integers(1, 9), _BOXES
)
_ROWS = st.builds(
    TableRow, st.dictionaries(st.sampled_from(["rate", "base", "amount"]), _TEXTS), st.just(())
)


@given(
    st.dictionaries(st.sampled_from(list(Term)), _TEXTS),
    st.lists(_PLACES, max_size=4).map(tuple),
    st.lists(_ROWS, max_size=3).map(tuple),
    st.none() | st.integers(),
)
def test_json_round_trip(
    fields: dict[Term, str],
    places: tuple[Place, ...],
    rows: tuple[TableRow, ...],
    seed: int | None,
) -> None:
    annotation = Annotation("a.pdf", fields, places, rows, rows, "letter", seed, "heavy")
    assert from_json(to_json(annotation)) == annotation


def test_file_round_trip(tmp_path: Path) -> None:
    box = BoundingBox(0.1, 0.2, 0.3, 0.4)
    place = Place("invoice_number", "É-7", 1, box)
    annotation = Annotation("é.pdf", {Term.INVOICE_NUMBER: "É-7"}, (place,))
    write_annotation(annotation, tmp_path / "é.json")
    assert read_annotation(tmp_path / "é.json") == annotation


def test_labels_of_a_real_document_have_values_only() -> None:
    text = (
        '{"total_net": "12.00", "lines": [{"description": "x"}], "_notes": "n", "due_date": null}'
    )
    annotation = from_json(text, file="real")
    assert annotation.fields == {Term.TOTAL_NET: "12.00"}
    assert annotation.places == ()
    assert annotation.lines == (TableRow({"description": "x"}),)
    assert annotation.file == "real"


@pytest.mark.parametrize("text", ["[]", "{", "7"])
def test_other_json_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        from_json(text)
