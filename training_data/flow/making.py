"""One flowing document from its facts: the style sheet, the tree, the engine."""

from __future__ import annotations

from training_data.canvas import Mark
from training_data.flow.families.catalogue import FlowFamily
from training_data.flow.look import Look, draw_look
from training_data.flow.marking import Ledger, take_marks
from training_data.flow.nodes import FlowDocument
from training_data.flow.page import Page
from training_data.flow.rendering import OWN_FONTS, Engine, lay_out
from training_data.sheet import Sheet

# WeasyPrint takes several times as long as Typst, most of it for the rows of tables.
_MANY_ITEMS = 14
_MANY_ITEMS_SHARE = 0.2


def draw_engine(sheet: Sheet, family: FlowFamily) -> Engine:
    """Which engine lays the document out."""
    many = len(sheet.invoice.items) > _MANY_ITEMS
    share = family.html * (_MANY_ITEMS_SHARE if many else 1.0)
    return "html" if sheet.draw.chance(share) else "typst"


def compose_flowing(sheet: Sheet, family: FlowFamily, engine: Engine) -> tuple[FlowDocument, Look]:
    """The document as a tree, and its style sheet.

    Args:
        sheet: facts, words and habits; nothing is drawn on its canvas, whose size is the page's.
        family: the structure program.
        engine: which will lay it out.
    """
    look = draw_look(
        sheet.draw,
        size=sheet.size,
        accent=sheet.accent,
        soft=sheet.soft,
        mono=family.mono,
        own_fonts=OWN_FONTS[engine],
    )
    return family.compose(Page(sheet, look)), look


def make_flowing(sheet: Sheet, family: FlowFamily) -> tuple[bytes, list[Mark]]:
    """The document as a PDF, and the marks of its values.

    Args:
        sheet: facts, words and habits.
        family: the structure program.
    """
    engine = draw_engine(sheet, family)
    document, look = compose_flowing(sheet, family, engine)
    ledger = Ledger()
    return take_marks(lay_out(document, look, engine, ledger), ledger)
