"""One made document from one seed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.document import BoundingBox
from extractor.terms import Term
from training_data.annotation import Annotation, Place, TableRow
from training_data.canvas import Canvas, Colour, Mark
from training_data.content import compose_invoice
from training_data.conventions import settle_buyer_reference, settle_party_labels
from training_data.draw import Draw
from training_data.families import FAMILIES as PROGRAMS
from training_data.families import Family
from training_data.flow import FLOW_FAMILIES, FlowFamily, make_flowing
from training_data.fonts import find_families, load_family
from training_data.habits import draw_habits
from training_data.name_forms import other_forms
from training_data.printing import draw_printing
from training_data.sheet import Sheet

FAMILIES: tuple[str, ...] = (*PROGRAMS, *FLOW_FAMILIES)
_WEIGHTS = {name: program.weight for name, program in PROGRAMS.items()}
_WEIGHTS |= {name: program.weight for name, program in FLOW_FAMILIES.items()}
# An embedded font costs about 20 ms a document, so that the fourteen standard ones dominate.
_EMBEDDED_SHARE = 0.25
_ACCENTS: tuple[Colour, ...] = (
    (0.1, 0.2, 0.5),
    (0.55, 0.05, 0.1),
    (0.05, 0.4, 0.3),
    (0.25, 0.15, 0.45),
    (0.1, 0.1, 0.1),
    (0.8, 0.35, 0.05),
    (0.2, 0.45, 0.8),
    (0.35, 0.35, 0.35),
    (0.0, 0.5, 0.55),
    (0.5, 0.3, 0.4),
)


@dataclass(frozen=True, slots=True)
class GeneratedDocument:
    """A PDF and what it states."""

    pdf: bytes
    annotation: Annotation


def _font_name(draw: Draw, allowed: Sequence[str]) -> str:
    found = find_families()
    names = (
        [name for name in found if name in allowed]
        if allowed
        else [n for n in found if "mono" not in n and n not in ("courier", "cascadia")]
    )
    base = [name for name in names if found[name] == "base"]
    embedded = [name for name in names if found[name] != "base"]
    if embedded and draw.chance(_EMBEDDED_SHARE):
        return draw.pick(embedded)
    if "helvetica" in base:
        return draw.weigh({"helvetica": 7, "times": 3})
    return draw.pick(base)


def draw_sheet(draw: Draw, name: str) -> Sheet:
    """The facts and habits of a document of that family, before anything is laid out.

    Args:
        draw: the random source.
        name: one of `FAMILIES`.

    Raises:
        KeyError: there is no such family.
    """
    program = _program(name)
    content = dict(program.content)
    if name not in ("bilingual", "works", "freelancer") and draw.chance(0.02):
        content["english"] = True
    invoice = compose_invoice(draw, **content)
    width, height = program.paper
    if name not in ("receipt", "landscape", "wide_sheet") and draw.chance(0.02):
        width, height = height, width
    accent = draw.pick(_ACCENTS)
    grey = draw.uniform(0.86, 0.95)
    tint = (0.92 + accent[0] * 0.08, 0.92 + accent[1] * 0.08, 0.92 + accent[2] * 0.08)
    habits = draw_habits(draw, invoice)
    printing = draw_printing(draw, english=invoice.english)
    if habits.bare_currency:
        printing = replace(printing, symbol="", line_symbol="", before=False)
    sheet = Sheet(
        draw=draw,
        invoice=invoice,
        printing=printing,
        canvas=Canvas(width, height, by_word=draw.chance(0.25)),
        family=load_family(_font_name(draw, program.fonts)),
        size=draw.uniform(*program.sizes),
        accent=accent,
        soft=draw.pick([(grey, grey, grey), tint]),
        separator=draw.weigh(
            {
                " : ": 50,
                ": ": 14,
                ":": 9,
                " ": 12,
                " :": 4,
                " - ": 1.5,
                "\u00a0: ": 7,
                "": 0.7,
                "  ": 2,
            }
        ),
        case=draw.weigh({"as_is": 72, "upper": 15, "plain": 10, "lower": 3}),
        margin=draw.uniform(24, 62) if name != "receipt" else draw.uniform(10, 22),
        bold_labels=draw.chance(0.2),
        bold_values=draw.chance(0.2),
        habits=habits,
    )
    if habits.buyer_reference:
        settle_buyer_reference(sheet)
    if habits.terse_parties and not invoice.english:
        settle_party_labels(sheet)
    return sheet


def _program(name: str) -> Family | FlowFamily:
    return FLOW_FAMILIES.get(name) or PROGRAMS[name]


def generate_document(seed: int, *, family: str | None = None) -> GeneratedDocument:
    """Make a document; the same seed and family give the same document.

    Args:
        seed: any integer.
        family: one of `FAMILIES`; drawn when None.

    Raises:
        KeyError: there is no such family.
    """
    draw = Draw(f"{seed}/{family or ''}")
    name = family or draw.weigh(_WEIGHTS)
    program, sheet = _program(name), draw_sheet(draw, name)
    if isinstance(program, FlowFamily):
        pdf, marks = make_flowing(sheet, program)
    else:
        program.draw(sheet)
        pdf, marks = sheet.canvas.finish(), sheet.canvas.marks
    width, height = sheet.canvas.width, sheet.canvas.height
    stated = annotate(marks, width, height, seed=seed, family=name)
    implied, forms = _implied(sheet, stated), _name_forms(sheet, stated)
    return GeneratedDocument(pdf, replace(stated, derivable=implied, alternatives=forms))


def _implied(sheet: Sheet, stated: Annotation) -> dict[str, str] | None:
    """What is true without being printed, of the fields that are not stated."""
    implied = dict(sheet.implied)
    if stated.vat_breakdown and sheet.invoice.totals.vat:
        implied["total_vat"] = f"{sheet.invoice.totals.vat:.2f}"
    return {t: value for t, value in implied.items() if Term(t) not in stated.fields} or None


def _name_forms(sheet: Sheet, stated: Annotation) -> dict[Term, tuple[str, ...]] | None:
    """What else the parties may rightly be called."""
    parties = {Term.SUPPLIER_NAME: sheet.invoice.supplier, Term.BUYER_NAME: sheet.invoice.buyer}
    forms = {}
    for term, party in parties.items():
        if term in stated.fields:
            printed = [place.value for place in stated.places if place.term == term]
            forms[term] = other_forms([stated.fields[term], *printed], party)
    return {term: others for term, others in forms.items() if others} or None


def annotate(
    marks: Sequence[Mark], width: float, height: float, *, seed: int, family: str
) -> Annotation:
    """The annotation from the canvas's marks.

    Args:
        marks: what was printed where.
        width: of the pages, points.
        height: of the pages, points.
        seed: for the record.
        family: for the record.
    """
    fields: dict[Term, str] = {}
    places: list[Place] = []
    tables: dict[str, dict[int, dict[str, Place]]] = {"vat": {}, "line": {}}
    for key, value, page, (left, top, right, bottom) in sorted(marks, key=lambda mark: mark.page):
        box = BoundingBox(left / width, top / height, right / width, bottom / height).clipped()
        if "." in key:
            table, number, column = key.split(".")
            tables[table].setdefault(int(number), {}).setdefault(
                column, Place(column, value, page + 1, box)
            )
        else:
            fields.setdefault(Term(key), value)
            places.append(Place(key, value, page + 1, box))

    def rows(table: str) -> tuple[TableRow, ...]:
        cells = tables[table]
        return tuple(
            TableRow(
                {name: place.value for name, place in cells[number].items()},
                tuple(cells[number].values()),
            )
            for number in sorted(cells)
        )

    return Annotation(
        file=f"{family}-{seed:07d}.pdf",
        fields={term: fields[term] for term in Term if term in fields},
        places=tuple(places),
        vat_breakdown=rows("vat"),
        lines=rows("line"),
        family=family,
        seed=seed,
    )
