"""Where a supplier to public bodies prints its references: arrangements, and a plan of places."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from training_data.canvas import Align
from training_data.entry_cells import as_pieces
from training_data.flow.look import draw_tone
from training_data.flow.nodes import (
    Borders,
    Box,
    Cells,
    Columns,
    Fill,
    Head,
    Leader,
    Node,
    Span,
    Stack,
    Table,
    TableLook,
    stack,
    text,
)
from training_data.flow.page import Page
from training_data.flow.parts.supply_words import (
    chorus_entry,
    glued,
    joint,
    say,
    siret_entry,
    tell,
    unsaid,
)
from training_data.pieces import Pieces
from training_data.sheet import Entry

NARROW: Mapping[str, float] = {"rows": 4, "plain": 5, "colons": 3, "over": 2, "dotted": 1}
WIDE: Mapping[str, float] = {"headed": 5, "cards": 3, "run": 3, "twofold": 2, "strips": 2}


def arrange(page: Page, entries: list[Entry], forms: Mapping[str, float] = NARROW) -> Node | None:
    """Labels and values in one of the arrangements, drawn by weight.

    Args:
        page: the document.
        entries: what to print, in order.
        forms: of `NARROW`, which suit a column, and of `WIDE`, which want the page's width.
    """
    if not entries:
        return None
    known: Mapping[str, Callable[[Page, list[Entry]], Node]] = {
        "rows": _rows,
        "plain": _plain,
        "colons": _colons,
        "over": _over,
        "dotted": _dotted,
        "headed": _headed,
        "cards": _cards,
        "run": _run,
        "twofold": _twofold,
        "strips": _strips,
    }
    return known[page.draw.weigh(forms)](page, entries)


def _label(page: Page, entry: Entry, suffix: str = "", **style: float) -> Node:
    bold, look = page.look.label_bold or entry.strong, page.look
    scale = style.get("scale", look.label_scale)
    return text((*as_pieces(entry.label), suffix), bold=bold, tone=look.label_tone, scale=scale)


def _value(page: Page, entry: Entry, *, bold: bool = False) -> Node:
    return text(entry.pieces, bold=bold or entry.strong or page.look.value_bold)


def _rows(page: Page, entries: list[Entry]) -> Node:
    draw = page.draw
    borders: dict[Borders, float] = {"all": 4, "rows": 3, "dotted": 1, "frame": 1}
    fill: Fill = draw.pick(["", "soft", "grey"])
    look = TableLook(
        draw.weigh(borders),
        draw.pick([0.4, 0.7]),
        draw_tone(draw),
        first_fill=fill,
        padding=(draw.pick([1.5, 2.5, 4.0]), 4.0),
    )
    rows = tuple(Cells((_label(page, e), _value(page, e))) for e in entries)
    return Table((Head(None, "left", 0.45), Head(None, "left", 0.55)), rows, look)


def _plain(page: Page, entries: list[Entry]) -> Node:
    glue = page.draw.pick([" : ", " ", ": ", " : "])
    bold = page.draw.chance(0.3)
    lines = [text(Span((*as_pieces(e.label), glue), bold), Span(e.pieces)) for e in entries]
    return Stack(tuple(lines), page.draw.pick([0.0, 1.5, 3.0]))


def _colons(page: Page, entries: list[Entry]) -> Node:
    look = TableLook("none", padding=(0.8, 1.5))
    rows = tuple(Cells((_label(page, e), text(":"), _value(page, e))) for e in entries)
    return Table((Head(None), Head(None), Head(None, "left", 1.0)), rows, look, full=False)


def _over(page: Page, entries: list[Entry]) -> Node:
    small = page.draw.pick([0.7, 0.8, 0.9])
    nodes = [stack(_label(page, e, scale=small), _value(page, e), gap=0) for e in entries]
    return Stack(tuple(nodes), page.draw.pick([3.0, 5.0]))


def _dotted(page: Page, entries: list[Entry]) -> Node:
    return Stack(tuple(Leader(text(as_pieces(e.label)), text(e.pieces)) for e in entries), 1.5)


def _headed(page: Page, entries: list[Entry]) -> Node:
    draw, tables = page.draw, []
    most = draw.pick([4, 5, 6])
    borders: dict[Borders, float] = {"all": 5, "columns": 2, "frame": 1, "header": 2, "rows": 1}
    fill: Fill = draw.pick(["", "soft", "grey", "accent", "dark"])
    look = TableLook(
        draw.weigh(borders), 0.5, draw_tone(draw), header_fill=fill, padding=(2.5, 3.5)
    )
    aligns: tuple[Align, ...] = ("left", "centre")
    align = draw.pick(aligns)
    small = draw.pick([0.78, 0.88, 1.0])
    count = -(-len(entries) // most)
    each = -(-len(entries) // count)
    for at in range(0, len(entries), each):
        part = entries[at : at + each]
        heads = tuple(
            Head(text(as_pieces(e.label), scale=small, bold=True, align=align), align, 1.0)
            for e in part
        )
        cells = Cells(tuple(text(e.pieces, bold=e.strong, align=align) for e in part))
        tables.append(Table(heads, (cells,), look, 0.95))
    return Stack(tuple(tables), draw.pick([0.0, 4.0]))


def _cards(page: Page, entries: list[Entry]) -> Node:
    draw = page.draw
    fill: Fill = draw.pick(["soft", "grey", ""])
    border = 0.0 if fill else 0.6
    radius = draw.pick([0.0, 3.0, 6.0])
    rows: list[Node] = []
    for at in range(0, len(entries), 3):
        cards: list[Node] = [
            Box(
                stack(_label(page, e, scale=0.78), _value(page, e, bold=True), gap=1),
                border=border,
                fill=fill,
                padding=4.0,
                radius=radius,
            )
            for e in entries[at : at + 3]
        ]
        cards += [text("")] * (3 - len(cards))
        rows.append(Columns(tuple(cards), (1.0, 1.0, 1.0), 6.0))
    return Stack(tuple(rows), 5.0)


def _run(page: Page, entries: list[Entry]) -> Node:
    glue = page.draw.pick(["  –  ", " | ", " ; ", "    ", " / "])
    middle = page.draw.pick([" : ", " ", " : "])
    parts: list[Pieces] = [(*as_pieces(e.label), middle, *e.pieces) for e in entries]
    return text(glued(parts, glue), scale=page.draw.pick([0.9, 1.0]))


def _twofold(page: Page, entries: list[Entry]) -> Node:
    half = -(-len(entries) // 2)
    form = page.draw.pick([_plain, _colons, _rows])
    if half == len(entries):
        return form(page, entries)
    return Columns((form(page, entries[:half]), form(page, entries[half:])), (0.5, 0.5), 16.0)


def _strips(page: Page, entries: list[Entry]) -> Node:
    """Value and label side by side in ruled strips, three pairs a row."""
    look = TableLook("all", 0.4, "muted", first_fill="", padding=(2.0, 3.0))
    rows = []
    for at in range(0, len(entries), 2):
        part = entries[at : at + 2]
        cells: list[Node | None] = []
        for e in part:
            cells += [_label(page, e), _value(page, e, bold=True)]
        rows.append(Cells((*cells, *[None] * (4 - len(cells)))))
    shares = (0.22, 0.28, 0.22, 0.28)
    return Table(tuple(Head(None, "left", share) for share in shares), tuple(rows), look)


class Plan:
    """Where each of the buyer's references stands; each is taken once, at its place.

    Args:
        page: the document.
        places: how often each place is drawn; the structure program asks for all of them.
        together: probability that all stand at one place.
    """

    def __init__(self, page: Page, places: Mapping[str, float], *, together: float = 0.6) -> None:
        self._page = page
        draw = page.draw
        first = draw.weigh(places)
        same = draw.chance(together)
        self._where = {
            concept: first if same or draw.chance(0.3) else draw.weigh(places)
            for concept in sorted(unsaid(page))
        }
        public = page.sheet.invoice.buyer.has_siret
        if public and "buyer_siret" not in page.sheet.printed and draw.chance(0.6):
            self._where["buyer_siret"] = draw.weigh({first: 1, "address": 1})

    def _due(self, place: str) -> list[str]:
        gone = self._page.sheet.printed
        return [c for c, where in self._where.items() if where == place and c not in gone]

    def entries(self, place: str) -> list[Entry]:
        """The references of a place, each under its label."""
        page, due = self._page, self._due(place)
        near = place == "address"
        if page.draw.chance(0.5):
            page.draw.shuffle(due)
        return [
            siret_entry(page, near=near) if c == "buyer_siret" else chorus_entry(page, c)
            for c in due
        ]

    def sentences(self, place: str) -> list[Pieces]:
        """The references of a place in sentences."""
        due = set(self._due(place))
        told = tell(self._page, due - {"buyer_siret"})
        if "buyer_siret" in due:
            entry = siret_entry(self._page)
            told.append((*as_pieces(entry.label), " : ", *entry.pieces))
        return told

    def lines(self, place: str) -> list[Pieces]:
        """The references of a place as lines of an address, or as sentences."""
        if self._page.draw.chance(0.2):
            return self.sentences(place)
        glue = self._page.draw.pick([" : ", " ", " : ", " n° "])
        return [(*as_pieces(e.label), joint(e.label, glue), *e.pieces) for e in self.entries(place)]

    def box(self, place: str = "box", forms: Mapping[str, float] = NARROW) -> Node | None:
        """The references of a place in a box of their own, mostly under a heading."""
        page, draw = self._page, self._page.draw
        entries = self.entries(place)
        body = arrange(page, entries, forms)
        if body is None:
            return None
        title = say(page, "chorus_title")
        form = draw.weigh({"strip": 3, "frame": 3, "bare": 2, "soft": 2, "side": 1})
        if form == "strip":
            fill: Fill = draw.pick(["accent", "dark", "grey"])
            strip = Box(text(title, bold=True, scale=0.9), fill=fill, padding=3.0)
            return stack(strip, Box(body, border=0.6, padding=5.0), gap=0, keep=True)
        head = text(title, bold=True, tone="accent" if draw.chance(0.5) else "ink", scale=0.95)
        if form == "side":
            return Box(Columns((head, body), (0.25, 0.75), 8.0), border=0.6, padding=5.0)
        inner = stack(head if draw.chance(0.85) else None, body, gap=3)
        if form == "frame":
            return Box(inner, border=draw.pick([0.5, 1.0]), padding=5.0, radius=draw.pick([0, 5]))
        return Box(inner, fill="soft", padding=6.0) if form == "soft" else inner

    def told(self, place: str) -> Node | None:
        """The references of a place in sentences, one paragraph or several."""
        draw, told = self._page.draw, self.sentences(place)
        if not told:
            return None
        bold, scale = draw.chance(0.25), draw.pick([0.9, 1.0, 1.0])
        if draw.chance(0.5):
            return text(glued(told, " ; " if draw.chance(0.3) else " "), bold=bold, scale=scale)
        return stack(*(text(line, bold=bold, scale=scale) for line in told), gap=1)
