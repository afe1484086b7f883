"""Notes of fees of lawyers, architects and experts: fees, costs, disbursements, what was paid."""

from __future__ import annotations

from training_data.blocks.addresses import buyer_lines
from training_data.blocks.identity import address_lines, supplier_name
from training_data.blocks.item_cells import draw_cell
from training_data.blocks.mentions import spelt_words
from training_data.blocks.remarks import note_words, regime_words
from training_data.blocks.stated import (
    bic_of,
    entries_of,
    iban_of,
    identity_lines,
    joined,
    kind_word,
    value_of,
    word,
    words_of,
)
from training_data.blocks.stated_sums import sums_of
from training_data.canvas import Align
from training_data.flow.nodes import (
    Borders,
    Box,
    Cells,
    Columns,
    FlowDocument,
    Folio,
    Head,
    Leader,
    Node,
    Rule,
    Space,
    Stack,
    Table,
    TableLook,
    stack,
    text,
)
from training_data.flow.page import Page
from training_data.people import draw_person
from training_data.pieces import Pieces
from training_data.sheet import Entry

_KIND = "counsel_fees"


def compose_counsel_fees(page: Page) -> FlowDocument:
    """The practice, the client, the case; fees under headings, sums with dots, the account."""
    sheet, draw = page.sheet, page.draw
    said, spelt = regime_words(sheet), spelt_words(sheet)
    middle: list[Node | None] = [_title(page), _case(page)]
    if draw.chance(0.3):
        middle.reverse()
    parts: list[Node | None] = [
        _head(page),
        *middle,
        text(draw.pick(words_of(_KIND)["openings"]), prose=True) if draw.chance(0.5) else None,
        _fees(page),
        _sums(page),
        text(spelt, prose=True) if spelt else None,
        text(said, italic=draw.chance(0.5)) if said else None,
        _account(page),
        *(text(line, scale=0.8, prose=True) for line in note_words(sheet, 0, 1)),
    ]
    if draw.chance(0.4):
        sign = text(sheet.invoice.seller, align="right")
        parts.append(stack(text("Votre bien dévoué,", align="right"), Space(22), sign, gap=2.0))
    gap = draw.pick([9.0, 13.0, 18.0])
    nodes: list[Node] = []
    for part in parts:
        if part is not None:
            nodes += [part, Space(gap)]
    lines = [(sheet.invoice.supplier.trade_name,), *identity_lines(sheet, _KIND)]
    foot = stack(
        Rule(0.4) if draw.chance(0.5) else None,
        text(joined(lines, draw.pick([" - ", " – ", "   "])), scale=0.72, align="centre"),
        Folio("{n}", 0.8, "centre") if draw.chance(0.3) else None,
        gap=2.0,
    )
    side, canvas = draw.uniform(50, 80), sheet.canvas
    margin = (side, draw.uniform(40, 64), side, 26.0)
    return FlowDocument(Stack(tuple(nodes), 0.0), canvas.width, canvas.height, margin, None, foot)


def _head(page: Page) -> Node:
    """The practice with its members, above or beside the client."""
    sheet, draw = page.sheet, page.draw
    supplier = sheet.invoice.supplier
    align: Align = draw.pick(["centre", "left", "left"])
    own: list[Node] = [
        text(supplier_name(sheet), scale=draw.pick([1.3, 1.7]), align=align, brand=True),
        text(draw.pick(words_of(_KIND)["trades"]), scale=0.9, align=align, spacing=0.05),
    ]
    if draw.chance(0.5):
        names = [(f"Maître {draw_person(draw)}",) for _ in range(draw.randint(1, 3))]
        own.append(text(joined(names, ", "), scale=0.85, align=align, italic=True))
    own += [text(line, scale=0.9, align=align) for line in address_lines(sheet, supplier)]
    reach: list[Pieces] = [(f"Tél. {supplier.phone}",), (supplier.email,)]
    own.append(text(joined(reach, " - "), scale=0.9, align=align))
    to = Stack(tuple(text(line) for line in buyer_lines(sheet, ids=draw.chance(0.2))), 0.0)
    practice = Stack(tuple(own), 1.0)
    if align == "left" and draw.chance(0.4):
        return Columns((practice, stack(Space(40), to)), (0.52, 0.48))
    share = draw.uniform(0.5, 0.58)
    return stack(practice, Columns((Space(1), to), (share, 1 - share), 0.0), gap=20.0)


def _title(page: Page) -> Node:
    sheet, draw = page.sheet, page.draw
    kind = kind_word(sheet, words_of(_KIND)["titles"])
    number, day = value_of(sheet, "invoice_number"), value_of(sheet, "issue_date")
    align: Align = draw.pick(["centre", "left"])
    form = draw.pick(["one", "below", "dated"])
    if form == "one":
        pieces = (kind, draw.pick([" n° ", " N° "]), *number, draw.pick([" du ", " - "]), *day)
        title: Node = text(pieces, bold=True, scale=1.2, align=align)
    elif form == "below":
        label, dated = word(sheet, _KIND, "invoice_number"), word(sheet, _KIND, "issue_date")
        facts = (f"{label} : ", *number, "     ", f"{dated} : ", *day)
        title = stack(text((kind,), bold=True, scale=1.4, align=align), text(facts, align=align))
    else:
        place = text((f"{sheet.invoice.supplier.town}, le ", *day), align="right")
        pieces = (kind, draw.pick([" n° ", " N° ", " réf. "]), *number)
        title = stack(place, text(pieces, bold=True, scale=1.2, align=align), gap=12.0)
    return Box(title, border=0.7, padding=7.0) if draw.chance(0.2) else title


def _case(page: Page) -> Node:
    """The case and the references, as a lawyer's or an architect's letter has them."""
    sheet, draw = page.sheet, page.draw
    other = draw_person(draw).split()[-1].upper()
    case = draw.pick(words_of(_KIND)["cases"]).format(name=sheet.invoice.subject, other=other)
    entries = [Entry(draw.pick(["Affaire", "Dossier", "Mission", "Nos réf."]), (case,))]
    wanted = ["engagement_number", "contract_number", "service_code", "original_invoice_number"]
    wanted += draw.some(["customer_number", "due_date", "buyer_siret", "period", "seller"], 0, 2)
    wanted += ["billing_framework"] if sheet.invoice.framework else []
    entries += entries_of(sheet, _KIND, wanted)
    glue = draw.pick([" : ", " : ", " ", " – "])
    if draw.chance(0.25):
        rows = tuple(Cells((text(str(e.label), bold=True), text(e.pieces))) for e in entries)
        look = TableLook(borders="none", padding=(1.0, 2.0))
        return Table((Head(None, "left", 0.3), Head(None, "left", 0.7)), rows, look)
    return Stack(tuple(text((str(e.label), glue, *e.pieces)) for e in entries), 1.0)


def _fees(page: Page) -> Node:
    """The lines with dots up to their amounts, or in a table; fees and costs under headings."""
    sheet, draw = page.sheet, page.draw
    items = sheet.invoice.items
    headings = draw.pick(words_of(_KIND)["headings"]).split("/")
    cut = len(items) if len(items) < 3 else draw.randint(2, len(items) - 1)
    if len(items) <= 10 and draw.chance(0.5):
        lines: list[Node] = []
        headed, dotted = draw.chance(0.6), draw.chance(0.6)
        for n, item in enumerate(items):
            if headed and n in (0, cut):
                lines.append(text(headings[0 if not n else 1], bold=True))
            name = draw_cell(sheet, "description", n, item, coded=False, quantity_places=None)[:1]
            value = sheet.money(item.net, f"line.{n}.net_amount", line=True)
            short = dotted and len(item.description) < 42
            label, amount = text(name), text(value, align="right")
            row: Node = Columns((label, amount), (0.74, 0.26))
            lines.append(Leader(text(name), text(value)) if short else row)
        return Stack(tuple(lines), draw.pick([3.0, 5.0]))
    keys = draw.pick(
        [
            ("date", "description", "net_amount"),
            ("description", "quantity", "unit_price", "net_amount"),
            ("date", "description", "quantity", "unit_price", "net_amount"),
            ("description", "net_amount"),
        ]
    )
    heads = tuple(
        Head(
            text(draw.pick(words_of("counsel_fees_heads")[key]), bold=True),
            "left" if key in ("description", "date") else "right",
            0.5 if key == "description" else 0.16,
        )
        for key in keys
    )
    rows = tuple(
        Cells(
            tuple(
                text(draw_cell(sheet, key, n, item, coded=False, quantity_places=None))
                for key in keys
            )
        )
        for n, item in enumerate(items)
    )
    borders: Borders = draw.pick(["header", "rows", "none", "all"])
    return Table(heads, rows, TableLook(borders=borders, padding=(2.5, 4.0)), 0.95)


def _sums(page: Page) -> Node:
    sheet, draw = page.sheet, page.draw
    rows = sums_of(sheet, _KIND)
    form = draw.pick(["leaders", "pairs", "sentences"])
    lines: list[Node] = []
    for row in rows:
        bold = row.concept in ("due", "gross")
        if form == "leaders":
            lines.append(Leader(text(row.label, bold=bold), text(row.value, bold=bold)))
        elif form == "pairs":
            value = text(row.value, bold=bold, align="right")
            if row.concept == "due":
                lines.append(Rule(0.7))
            lines.append(Columns((text(row.label, bold=bold), value), (0.65, 0.35)))
        else:
            lines.append(text((*row.label, " : ", *row.value), bold=bold, align="right"))
    block = Stack(tuple(lines), 3.0, True)
    share = draw.pick([0.0, 0.35, 0.45])
    return Columns((Space(1), block), (share, 1 - share), 0.0) if share else block


def _account(page: Page) -> Node | None:
    sheet, draw = page.sheet, page.draw
    if sheet.invoice.document_type == "credit_note":
        return None
    lines: list[Node] = []
    if draw.chance(0.6):
        (entry,) = entries_of(sheet, _KIND, ["payment_means"])
        lines.append(text((f"{entry.label} : ", *entry.pieces)))
    if sheet.invoice.means == "transfer" and draw.chance(0.85):
        lead = draw.pick(words_of(_KIND)["accounts"])
        iban, bic = word(sheet, _KIND, "iban"), word(sheet, _KIND, "bic")
        lines.append(text(lead))
        lines.append(text((f"{iban} : ", *iban_of(sheet))))
        lines.append(text((f"{bic} : ", *bic_of(sheet))))
    return stack(*lines, gap=1.5, keep=True) if lines else None
