"""Letterhead, the buyer, other addresses."""

from __future__ import annotations

from collections.abc import Sequence

from training_data.blocks.addresses import buyer_lines, delivery_lines, supplier_lines
from training_data.blocks.identity import address_lines, contact_lines, supplier_ids, supplier_name
from training_data.blocks.letterhead import letterhead_lines
from training_data.canvas import Align
from training_data.entry_cells import labelled
from training_data.flow.look import draw_tone
from training_data.flow.nodes import Box, Node, Stack, Tone, stack, text
from training_data.flow.page import Page
from training_data.flow.parts.entry_texts import as_line
from training_data.flow.parts.logos import logo, name_picture, slogan
from training_data.parties import draw_supplier
from training_data.pieces import Pieces, Tag, lowers
from training_data.sheet import Entry


def framed(page: Page, child: Node, style: str = "") -> Node:
    """The node in one of several frames, drawn when not given."""
    style = style or page.draw.weigh(
        {"plain": 6, "line": 3, "round": 2, "soft": 3, "bar": 1.5, "top": 1.5, "grey": 0.5}
    )
    tone = draw_tone(page.draw)
    if style == "line":
        return Box(child, border=page.draw.pick([0.5, 0.8, 1.2]), tone=tone, padding=6.0)
    if style == "round":
        return Box(child, border=0.7, tone=tone, padding=7.0, radius=page.draw.pick([4.0, 9.0]))
    if style in ("soft", "grey"):
        return Box(child, fill="soft" if style == "soft" else "grey", padding=7.0)
    if style == "bar":
        return Box(child, border=2.5, sides=("left",), tone="accent", padding=6.0)
    if style == "top":
        return Box(child, border=1.2, sides=("top",), tone="accent", padding=5.0)
    return child


def address(
    page: Page,
    lines: Sequence[Pieces],
    *,
    heading: str = "",
    style: str = "",
    align: Align = "left",
    scale: float = 1.0,
) -> Node:
    """Lines of an address under a heading, in a frame.

    Args:
        page: the document.
        lines: the address.
        heading: above it; empty for none.
        style: of the frame, see `framed`.
        align: of the text.
        scale: type size relative to the running text.
    """
    draw = page.draw
    bold = draw.chance(0.6)
    rows = [
        text(line, bold=bold and not place, scale=scale, align=align)
        for place, line in enumerate(lines)
    ]
    inside = draw.chance(0.5)
    head = (
        text(
            heading,
            bold=draw.chance(0.55),
            scale=draw.pick([0.75, 0.9, 1.0, 1.1]),
            tone=draw_tone(draw),
            align=align,
        )
        if heading
        else None
    )
    body = Stack(tuple(rows), 0.0)
    if head and inside:
        return framed(page, stack(head, body, gap=2.0), style)
    return stack(head, framed(page, body, style), gap=2.0)


def buyer(
    page: Page,
    *,
    heading: bool | None = None,
    style: str = "",
    ids: bool = True,
    align: Align = "left",
) -> Node:
    """The buyer's address."""
    heading = page.draw.chance(0.5) if heading is None else heading
    heading = heading or page.sheet.habits.terse_parties
    label = page.sheet.label("party_buyer") if heading else ""
    return address(page, buyer_lines(page.sheet, ids=ids), heading=label, style=style, align=align)


def delivery(page: Page, *, style: str = "") -> Node:
    """Another address, of which nothing is marked but the buyer's name if it is the buyer's."""
    heading, lines = delivery_lines(page.sheet)
    return address(page, lines, heading=heading, style=style)


def supplier_party(page: Page, *, style: str = "", heading: bool = True) -> Node:
    """The supplier's address as a party beside the buyer's."""
    lines = supplier_lines(page.sheet)
    label = page.sheet.label("party_seller") if heading else ""
    return address(page, lines, heading=label, style=style)


def letterhead(
    page: Page,
    *,
    align: Align = "left",
    with_logo: bool | None = None,
    ids: bool | None = None,
    compact: bool = False,
    name_scale: float = 0.0,
) -> Node:
    """The supplier's name, address, contacts and perhaps identifiers.

    Args:
        page: the document.
        align: of the text.
        with_logo: by chance when None.
        ids: with SIRET and its like; by chance when None.
        compact: address and contacts on one line.
        name_scale: size of the name; drawn when 0.
    """
    draw = page.draw
    if page.sheet.habits.terse_parties and not compact and draw.chance(0.6):
        return supplier_party(page)
    with_logo = draw.chance(0.45) if with_logo is None else with_logo
    with_logo = with_logo or page.sheet.habits.drawn_name
    ids = draw.chance(0.45) if ids is None else ids
    lines = letterhead_lines(page.sheet, logo=with_logo, ids=ids, compact=compact)
    small = draw.pick([1.0, 1.0, 0.85])
    if page.sheet.habits.quiet_head:
        lines = [(lowers(pieces), 0.8, False) for pieces, _, _ in lines]
        small, name_scale = 0.75, 0.8
    tone: Tone = "accent" if draw.chance(0.4) else "ink"
    first, scale, bold = lines[0]
    name: Node | None = None
    if any(isinstance(piece, Tag) for piece in first):
        size = name_scale or scale
        name = text(first, scale=size, bold=bold, align=align, tone=tone, brand=True)
        lines = lines[1:]
    rest: list[Node] = [text(p, bold=b, scale=small, align=align) for p, _, b in lines]
    if draw.chance(0.1):
        rest.insert(0, slogan(page))
    head = logo(page, name=name, align=align) if with_logo else name
    if page.sheet.habits.drawn_name:
        head = name_picture(page, draw.uniform(110, 190), align)
    return stack(head, Stack(tuple(rest), 0.0), gap=draw.pick([1.0, 3.0]))


def brand_line(page: Page, *, scale: float = 0.0, align: Align = "left") -> Node:
    """The supplier's trade name alone, in large type or as a logo; all else is in the footer."""
    draw = page.draw
    if page.sheet.habits.drawn_name:
        return name_picture(page, draw.uniform(110, 190), align)
    name = text(
        supplier_name(page.sheet, trade=draw.chance(0.6)),
        scale=scale or draw.pick([1.6, 2.0, 2.6, 3.2]),
        bold=draw.chance(0.7),
        tone="accent" if draw.chance(0.6) else "ink",
        align=align,
        spacing=draw.pick([0.0, 0.0, 0.0, 0.06]),
        brand=True,
    )
    return (
        logo(page, name=name if draw.chance(0.85) else None, align=align)
        if (draw.chance(0.5))
        else name
    )


def return_line(page: Page) -> Node:
    """The supplier's address in tiny type above the buyer's, for a window envelope."""
    supplier = page.sheet.invoice.supplier
    glue = page.draw.pick([" - ", " · ", ", "])
    return text(
        supplier_name(page.sheet),
        f"{glue}{supplier.street}{glue}{supplier.postal_town}",
        scale=0.62,
    )


def compact_identity(page: Page, *, scale: float = 0.8, align: Align = "left") -> Node:
    """Address, contacts and identifiers as one or two lines of small type."""
    sheet, draw = page.sheet, page.draw
    glue = draw.pick([" - ", " | ", " • ", " – "])
    sheet.printed.add("supplier_ids")
    where = as_line([*address_lines(sheet, sheet.invoice.supplier), *contact_lines(sheet)], glue)
    ids = as_line([labelled(sheet, entry) for entry in supplier_ids(sheet)], glue)
    return stack(text(where, scale=scale, align=align), text(ids, scale=scale, align=align), gap=0)


def third_party(page: Page, heading: str, *, style: str = "") -> Node:
    """A party of no interest, with numbers that look like the supplier's."""
    sheet, draw, printing = page.sheet, page.draw, page.sheet.printing
    party = draw_supplier(draw)
    entries = [
        Entry("SIREN", (printing.siren(party.siren),)),
        Entry(sheet.label("supplier_siret"), (printing.siret(party.siret),)),
        Entry(sheet.label("vat_number"), (printing.vat_number(party.vat_number),)),
    ]
    ids = [labelled(sheet, entry) for entry in draw.some(entries, 1, 3)]
    lines = [(party.name,), *address_lines(sheet, party), *ids]
    return address(page, lines, heading=heading, style=style, scale=0.95)
