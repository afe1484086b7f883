"""Pages with a brand: cards, bands, strips, a name in large type."""

from __future__ import annotations

from training_data.blocks.references import buyer_entries, other_entries, own_entries
from training_data.flow.families.common import close, pair, references, shifted
from training_data.flow.nodes import (
    Band,
    Box,
    FlowDocument,
    Node,
    Space,
    Stack,
    stack,
)
from training_data.flow.page import Page
from training_data.flow.parts.closing import ending, footer, payment
from training_data.flow.parts.entries import show_entries
from training_data.flow.parts.lines import lines_table, plain_look
from training_data.flow.parts.parties import (
    brand_line,
    buyer,
    compact_identity,
    delivery,
    letterhead,
    supplier_party,
)
from training_data.flow.parts.sums import sums, totals
from training_data.flow.parts.titles import title


def compose_modern_cards(page: Page) -> FlowDocument:
    """A page as web services make them: large title, small grey labels, few lines."""
    sheet, draw = page.sheet, page.draw
    brand = brand_line(page, scale=draw.pick([1.4, 1.8]))
    head = title(page, align="right", scale=draw.pick([1.8, 2.6]), bare=True)
    first = pair(brand, head, share=0.5) if draw.chance(0.6) else stack(head, brand, gap=14)
    cards = show_entries(
        page, own_entries(sheet), draw.pick(["cards", "tiles", "stacked", "lines"])
    )
    two = [supplier_party(page, style="plain"), buyer(page, heading=True, style="plain")]
    if draw.chance(0.35):
        two.reverse()
    rest = show_entries(
        page,
        buyer_entries(sheet) + other_entries(sheet),
        draw.pick(["cards", "two_columns", "inline", "lines"]),
    )
    parts = [cards, pair(*two), rest]
    if draw.chance(0.4):
        draw.shuffle(parts)
    return close(
        page,
        first,
        *parts,
        lines_table(page, look=plain_look(page)),
        ending(page, sums(page)),
        gap=draw.pick([12.0, 18.0, 26.0]),
    )


def compose_ribbon(page: Page) -> FlowDocument:
    """A coloured strip along an edge with the supplier, dates or bank; the rest beside it."""
    sheet, draw = page.sheet, page.draw
    width = draw.uniform(140, 175)
    inside = letterhead(page, with_logo=False, ids=draw.chance(0.6), name_scale=1.25)
    top = title(page, bare=True)
    own = own_entries(sheet)
    aside = [inside]
    here: list[Node] = []
    (aside if draw.chance(0.5) else here).append(
        show_entries(page, own, draw.pick(["stacked", "lines", "definitions"]))
    )
    to = buyer(page)
    refs = show_entries(
        page,
        buyer_entries(sheet) + other_entries(sheet),
        draw.pick(["lines", "two_columns", "colons", "aligned"]),
    )
    if draw.chance(0.3):
        aside.append(payment(page))
    right = draw.chance(0.3)
    band = Band(
        right, width, draw.pick(["soft", "accent", "dark", "soft"]), Stack(tuple(aside), 22.0)
    )
    wide, narrow = width + draw.uniform(14, 26), draw.uniform(22, 34)
    margin = (narrow, 34.0, wide, 18.0) if right else (wide, 34.0, narrow, 18.0)
    return close(
        page,
        top,
        to,
        *here,
        refs,
        lines_table(
            page,
            columns=["description", "quantity", "unit_price", "net_amount"]
            if draw.chance(0.6)
            else None,
            scale=0.9,
        ),
        ending(page, shifted(totals(page), draw.pick([0.0, 0.3]))),
        band=band,
        margin=margin,
        foot=footer(page, small=True),
    )


def compose_masthead(page: Page) -> FlowDocument:
    """A coloured band across the top with title and name in white."""
    sheet, draw = page.sheet, page.draw
    name = brand_line(page, scale=draw.pick([1.5, 2.0]))
    head = title(page, bare=True, scale=draw.pick([1.5, 2.0]), align="right")
    inner = pair(name, head) if draw.chance(0.7) else stack(head, name)
    lines: list[Node] = [inner]
    if draw.chance(0.5):
        lines.append(compact_identity(page, scale=0.75))
    band = Box(
        Stack(tuple(lines), 4.0),
        fill=draw.pick(["accent", "dark", "accent"]),
        padding=10.0,
        bleed=True,
    )
    identity = None if len(lines) > 1 else shifted(compact_identity(page), 0.0)
    refs = references(page)
    to = buyer(page, heading=True)
    other = delivery(page) if sheet.invoice.delivery else Space(1)
    row = pair(to, other) if draw.chance(0.5) else pair(other, to)
    parts = [row, refs] if draw.chance(0.6) else [refs, row]
    return close(
        page,
        band,
        identity,
        *parts,
        lines_table(page),
        ending(page, sums(page)),
        margin=(40.0, draw.uniform(16, 30), 40.0, 18.0),
    )


def compose_brand_footer(page: Page) -> FlowDocument:
    """The trade name in large type; who the supplier is stands in the footer only."""
    draw = page.draw
    brand = brand_line(page, align=draw.pick(["left", "left", "centre", "right"]))
    foot = footer(page, force=True, small=draw.chance(0.6))
    to = buyer(page, heading=draw.chance(0.3), style=draw.pick(["plain", "line", "soft"]))
    head = stack(title(page), references(page, wide=False), gap=6)
    row = pair(head, to, share=draw.uniform(0.45, 0.56)) if draw.chance(0.6) else None
    parts = [row] if row else [shifted(to, draw.pick([0.0, 0.5])), head]
    return close(
        page,
        brand,
        *parts,
        lines_table(page),
        ending(page, sums(page)),
        foot=foot,
    )
