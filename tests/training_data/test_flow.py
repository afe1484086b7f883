from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pymupdf
import pytest

from training_data import generate_document
from training_data.canvas import Mark
from training_data.draw import Draw
from training_data.families import FAMILIES as DRAWN_FAMILIES
from training_data.flow import FLOW_FAMILIES
from training_data.flow.look import draw_look
from training_data.flow.making import compose_flowing, draw_engine
from training_data.flow.marking import Glyph, Ledger, glyphs_within, read_glyphs, spells, take_marks
from training_data.flow.nodes import (
    Columns,
    FlowDocument,
    Leader,
    Picture,
    Stack,
    stack,
    text,
)
from training_data.flow.rendering import Engine, lay_out
from training_data.generator import FAMILIES, draw_sheet
from training_data.pieces import Tag, tag

_ENGINES: tuple[Engine, ...] = ("html", "typst")
_HOSTILE = r"""a#b "c" \d $e$ *f* _g_ <h>i</h> &amp; @j `k` [l] {m} //n = o ~ p 'q'"""
_LOOK = draw_look(Draw(3), size=9.0, accent=(0.1, 0.2, 0.5), soft=(0.9, 0.9, 0.9))


def _document(*nodes, **options) -> FlowDocument:
    return FlowDocument(stack(*nodes), 595, 842, (40, 40, 40, 30), **options)


def _printed(value: str, glyphs: list[Glyph]) -> bool:
    """Whether the glyphs are the value's; over several lines others may stand in between."""
    lines = {round(glyph.baseline) for glyph in glyphs}
    together = "".join(glyph.character for glyph in glyphs)
    return spells(value, glyphs) or (
        len(lines) > 1 and all(word in together for word in value.split())
    )


def _made(document: FlowDocument, engine: Engine):
    ledger = Ledger()
    pdf, marks = take_marks(lay_out(document, _LOOK, engine, ledger), ledger)
    return pymupdf.open(stream=pdf), marks, ledger


@pytest.mark.parametrize("engine", _ENGINES)
@pytest.mark.parametrize("family", FLOW_FAMILIES)
def test_every_value_stands_where_its_mark_says(family: str, engine: Engine) -> None:
    sheet = draw_sheet(Draw(f"{family}/{engine}"), family)
    document, look = compose_flowing(sheet, FLOW_FAMILIES[family], engine)
    document = replace(document, header=None)  # which a document of one page does not print
    ledger = Ledger()
    pdf, marks = take_marks(lay_out(document, look, engine, ledger), ledger)
    assert b"bleuet:" not in pdf
    with pymupdf.open(stream=pdf) as made:
        glyphs = {page.number: read_glyphs(page) for page in made}
        for page in made:
            assert not page.get_links()
            for glyph in glyphs[page.number]:
                assert glyph.left > -1 and glyph.right < page.rect.width + 1, glyph
                assert glyph.size < glyph.baseline + 2 < page.rect.height, glyph
    assert marks
    for item in ledger.items:
        if isinstance(item, Picture):
            continue
        found = [mark for mark in marks if (mark.key, mark.value) == item.marks[0]]
        under = [glyphs_within(glyphs[mark.page], [mark.rect]) for mark in found]
        assert any(_printed(item.text, part) for part in under), (item, under)


@pytest.mark.parametrize("engine", _ENGINES)
def test_nothing_in_a_text_is_taken_for_markup(engine: Engine) -> None:
    made, _, ledger = _made(_document(text(_HOSTILE), text((tag(_HOSTILE, "subject"),))), engine)
    with made:
        printed = "".join(made[0].get_text().split())
    assert printed == "".join(_HOSTILE.split()) * 2
    assert len(ledger.items) == 1


@pytest.mark.parametrize("engine", _ENGINES)
def test_a_value_over_two_lines_has_one_mark_around_both(engine: Engine) -> None:
    name = "Communauté de communes des vallées et des plateaux réunis"
    narrow = Columns((text((tag(name, "buyer_name", breakable=True),)), text("b")), (0.2, 0.8))
    made, marks, _ = _made(_document(narrow), engine)
    with made:
        assert len(marks) == 1
        left, top, right, bottom = marks[0].rect
        assert bottom - top > 3 * _LOOK.size
        assert 40 <= left < right <= 40 + 515 * 0.25
        assert spells(name, glyphs_within(read_glyphs(made[0]), [marks[0].rect]))


@pytest.mark.parametrize("engine", _ENGINES)
def test_a_leader_parts_label_and_value_with_dots(engine: Engine) -> None:
    row = Leader(text("Total"), text((tag("12,00", "total_net", value="12.00"),)))
    made, marks, _ = _made(_document(row), engine)
    with made:
        assert made[0].get_text().count(".") > 20
        assert marks[0].rect[2] > 595 / 2


@pytest.mark.parametrize("engine", _ENGINES)
def test_footers_stand_on_every_page_and_headers_after_the_first(engine: Engine) -> None:
    body = Stack(tuple(text(f"ligne {n}") for n in range(200)))
    siret = text((tag("40483304800022", "supplier_siret"),))
    made, marks, _ = _made(_document(body, header=text("suite"), footer=siret), engine)
    with made:
        assert len(made) > 2
        assert [mark.page for mark in marks] == list(range(len(made)))
        assert ["suite" in page.get_text() for page in made] == [False, *[True] * (len(made) - 1)]


@pytest.mark.parametrize("engine", _ENGINES)
def test_a_picture_carries_its_marks_along(engine: Engine) -> None:
    png = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 60, 20), False).tobytes("png")
    inner = (Mark("supplier_name", "Durand", 0, (10.0, 5.0, 40.0, 15.0)),)
    made, marks, _ = _made(_document(text("x"), Picture(png, 60, 20, "left", inner)), engine)
    with made:
        box = made[0].get_image_info()[0]["bbox"]
    assert marks[0].rect == pytest.approx(
        (box[0] + 10, box[1] + 5, box[0] + 40, box[1] + 15), abs=1
    )


@pytest.mark.parametrize("family", ["mosaic", "ribbon"])
def test_the_same_seed_gives_the_same_bytes(family: str) -> None:
    for seed in range(2):
        first, second = (generate_document(seed, family=family) for _ in range(2))
        assert first.pdf == second.pdf
        assert first.annotation == second.annotation


def test_both_engines_are_drawn_and_long_tables_mostly_go_to_the_quick_one() -> None:
    family = FLOW_FAMILIES["mosaic"]
    drawn: dict[bool, Counter[Engine]] = {True: Counter(), False: Counter()}
    for seed in range(300):
        sheet = draw_sheet(Draw(seed), "mosaic")
        drawn[len(sheet.invoice.items) > 14][draw_engine(sheet, family)] += 1
    assert drawn[False]["html"] > 80 < drawn[False]["typst"]
    assert drawn[True]["typst"] > 2 * drawn[True]["html"]


def test_there_are_sixty_families_and_most_of_the_documents_flow() -> None:
    assert len(FAMILIES) >= 60
    flowing = sum(family.weight for family in FLOW_FAMILIES.values())
    drawn = sum(family.weight for family in DRAWN_FAMILIES.values())
    share = flowing / (flowing + drawn)
    assert 0.4 < share < 0.75


def test_a_tag_without_glyphs_has_no_mark() -> None:
    made, marks, _ = _made(_document(text((Tag("\u200b", (("subject", "x"),)),))), "typst")
    made.close()
    assert not marks
