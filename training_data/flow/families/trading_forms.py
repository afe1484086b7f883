"""Arrangements of facts, parties, lines, payment and legal mentions, in the manner of web apps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from training_data.blocks.item_cells import draw_cell
from training_data.canvas import Align
from training_data.entry_cells import as_pieces
from training_data.flow.nodes import (
    Box,
    Cells,
    Columns,
    Head,
    Node,
    Rule,
    Space,
    Span,
    Stack,
    Table,
    TableLook,
    Text,
    Tone,
    stack,
    text,
)
from training_data.flow.page import Page
from training_data.invoice import Item
from training_data.pieces import Pieces
from training_data.sheet import Entry

FACT_FORMS = ("column", "pairs", "sentence", "ribbon", "ledger", "rail", "split", "bullets")


def show_facts(page: Page, entries: Sequence[Entry], form: str = "", *, scale: float = 1.0) -> Node:
    """Labels with their values in one of `FACT_FORMS`, drawn when not given.

    Args:
        page: the document.
        entries: what to print, in order.
        form: the arrangement.
        scale: type size relative to the running text.
    """
    draw, kept = page.draw, [entry for entry in entries if entry.pieces]
    if not kept:
        return Stack(())
    form = form or draw.pick(FACT_FORMS)
    if form in ("pairs", "ribbon") and len(kept) < 2:
        form = "column"
    colon = page.sheet.separator.rstrip()
    if form == "sentence":
        return _sentence(page, kept, scale)
    if form in ("ribbon", "rail"):
        return _ribbon(page, kept, scale) if form == "ribbon" else _rail(page, kept, scale)
    if form in ("pairs", "ledger", "split"):
        return _tabled(page, kept, form, scale)
    mark = draw.pick(["– ", "• ", "> ", "» "]) if form == "bullets" else ""
    lines = [
        text(
            Span((mark, *as_pieces(e.label), f"{colon} " if e.label else ""), page.look.label_bold),
            Span(e.pieces, page.look.value_bold or e.strong),
            scale=scale,
        )
        for e in kept
    ]
    return Stack(tuple(lines), draw.pick([0.0, 2.0, 4.0]))


def _sentence(page: Page, entries: Sequence[Entry], scale: float) -> Node:
    glue = page.draw.pick([". ", " ; ", ", ", " — ", "  ·  "])
    colon = page.draw.pick([" : ", " ", ": "])
    spans: list[Span] = []
    for place, entry in enumerate(entries):
        spans.append(Span((glue if place else "", *as_pieces(entry.label), colon)))
        spans.append(Span(entry.pieces, page.look.value_bold))
    return Text(tuple(spans), scale)


def _ribbon(page: Page, entries: Sequence[Entry], scale: float) -> Node:
    """Columns of a label over its value, between two lines or on a ground, a few a row."""
    draw = page.draw
    most = draw.randint(3, 5)
    bare, small = draw.chance(0.5), draw.pick([0.72, 0.82, 0.9])
    rows: list[Node] = []
    for start in range(0, len(entries), most):
        cells: list[Node] = []
        for entry in entries[start : start + most]:
            label = text(as_pieces(entry.label), scale=small * scale, tone="muted")
            value = text(entry.pieces, bold=not bare or page.look.value_bold, scale=scale)
            cells.append(stack(label, value, gap=1.0))
        cells += [Space(1)] * (min(most, len(entries)) - len(cells))
        row = Columns(tuple(cells), (1.0,) * len(cells), 8.0)
        rows.append(Box(row, border=0.6, sides=("top", "bottom"), tone="muted", padding=4.0))
    return Stack(tuple(rows), 0.0) if bare else Box(Stack(tuple(rows), 2.0), fill="soft")


def _rail(page: Page, entries: Sequence[Entry], scale: float) -> Node:
    """Labels in small capitals over their values, beside a coloured bar."""
    draw = page.draw
    small, spacing = draw.pick([0.7, 0.8]), draw.pick([0.0, 0.05, 0.1])
    blocks = [
        stack(
            text(as_pieces(entry.label), scale=small * scale, tone="accent", spacing=spacing),
            text(entry.pieces, scale=scale, bold=draw.chance(0.2)),
            gap=0.0,
        )
        for entry in entries
    ]
    border = draw.pick([0.0, 2.0])
    return Box(
        Stack(tuple(blocks), draw.pick([3.0, 6.0])),
        border=border,
        sides=("left",),
        tone="accent",
        padding=6.0 if border else 0.0,
    )


def _tabled(page: Page, entries: Sequence[Entry], form: str, scale: float) -> Node:
    """A table of labels and values: two pairs a row, one pair a row with lines, or far apart."""
    draw = page.draw
    colon = draw.pick(["", " :", "", " "])

    def label(entry: Entry) -> Text:
        return text((*as_pieces(entry.label), colon), tone=page.look.label_tone)

    def value(entry: Entry, align: Align = "left") -> Text:
        return text(entry.pieces, bold=page.look.value_bold or entry.strong, align=align)

    if form == "pairs":
        heads = (Head(None), Head(None, share=1.0), Head(None), Head(None, share=1.0))
        half = -(-len(entries) // 2)
        rows = []
        for place in range(half):
            cells: list[Node | None] = [label(entries[place]), value(entries[place])]
            other = entries[half + place] if half + place < len(entries) else None
            cells += [label(other), value(other)] if other else [None, None]
            rows.append(Cells(tuple(cells)))
        return Table(heads, tuple(rows), TableLook(padding=(1.0, 4.0)), scale)
    apart = form == "split"
    align: Align = "right" if apart else "left"
    body = tuple(Cells((label(e), value(e, align)), strong=e.strong) for e in entries)
    look = TableLook(
        borders=draw.pick(["rows", "dotted", "none"]) if apart else draw.pick(["all", "rows"]),
        line=0.4,
        tone="muted",
        first_fill="" if apart or draw.chance(0.5) else "soft",
        padding=(draw.pick([1.0, 2.5]), 4.0),
    )
    return Table((Head(None, share=1.0), Head(None, align, 1.1)), body, look, scale)


def party(page: Page, lines: Sequence[Pieces], label: str = "", *, align: Align = "left") -> Node:
    """An address under, behind or beside a label.

    Args:
        page: the document.
        lines: the address, its name first.
        label: what it is; empty for none.
        align: of the text.
    """
    draw = page.draw
    bold = draw.chance(0.6)
    rows = [text(line, bold=bold and not n, align=align) for n, line in enumerate(lines)]
    body: Node = Stack(tuple(rows), 0.0)
    if not label:
        return body
    form = draw.weigh({"over": 5, "rule": 3, "inline": 1, "beside": 1.5, "tab": 1.5})
    if form == "inline" and align == "left":
        lead = text(Span((f"{label} : ",)), Span(lines[0], bold))
        return Stack((lead, *rows[1:]), 0.0)
    if form == "beside" and align == "left":
        head = text(label, tone="muted", scale=0.85)
        return Columns((head, body), (0.3, 0.7), 4.0)
    tone: Tone = draw.pick(["muted", "accent", "ink"])
    head = text(label, bold=draw.chance(0.5), tone=tone, align=align, scale=draw.pick([0.8, 0.95]))
    if form == "rule":
        return stack(head, Rule(draw.pick([0.4, 1.0]), tone), body, gap=2.5)
    if form == "tab":
        return stack(Box(head, fill="soft", padding=3.0), Box(body, padding=3.0), gap=0)
    return stack(head, body, gap=2.0)


def items_list(
    page: Page,
    columns: Sequence[str],
    *,
    look: TableLook | None = None,
    scale: float = 1.0,
    below: bool = True,
) -> Node:
    """The lines as a table of these columns; the wording of headers is the document's.

    Args:
        page: the document.
        columns: keys of cells, in order.
        look: drawn when None.
        scale: type size relative to the running text.
        below: a line's detail stands under its description.
    """
    sheet, draw = page.sheet, page.draw
    sheet.words.setdefault("percent", draw.pick(["%", " %"]))
    look = look or app_look(page)
    wordy = ("description", "reference", "date")
    heads = []
    for key in columns:
        align: Align = "left" if key in wordy else "right"
        words = sheet.label(f"col_{key}")
        share = 1.0 if key == "description" else 0.0
        heads.append(Head(text(words, bold=True, scale=0.9, align=align), align, share))
    rows = [
        Cells(tuple(_item_cell(page, key, number, item, below) for key in columns))
        for number, item in enumerate(sheet.invoice.items)
    ]
    return Table(tuple(heads), tuple(rows), look, scale)


def _item_cell(page: Page, key: str, number: int, item: Item, below: bool) -> Node:
    sheet = page.sheet
    if key == "description" and item.detail and below:
        lead = draw_cell(
            sheet, key, number, replace(item, detail=""), coded=False, quantity_places=None
        )
        return stack(text(lead), text(item.detail.lstrip("– "), scale=0.82, tone="muted"), gap=0)
    pieces = draw_cell(sheet, key, number, item, coded=False, quantity_places=None)
    if key == "quantity" and item.unit and "unit" not in sheet.words:
        pieces = (*pieces, f" {item.unit}")
    return text(pieces)


def app_look(page: Page) -> TableLook:
    """A table with a quiet head and thin lines, as web apps print."""
    draw = page.draw
    return TableLook(
        borders=draw.pick(["rows", "header", "none", "rows"]),
        line=draw.pick([0.3, 0.5]),
        tone=draw.pick(["muted", "accent"]),
        header_fill=draw.pick(["", "soft", "grey", "accent", "dark"]),
        padding=(draw.pick([2.0, 4.0, 5.5]), draw.pick([3.0, 5.0])),
    )
