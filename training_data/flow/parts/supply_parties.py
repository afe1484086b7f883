"""Heads, recipients, further parties and footers of suppliers to public bodies."""

from __future__ import annotations

from training_data.blocks.identity import supplier_name
from training_data.buyers import draw_buyer
from training_data.canvas import Align
from training_data.entry_cells import as_pieces
from training_data.flow.look import draw_tone
from training_data.flow.nodes import Box, Columns, Fill, Folio, Node, Rule, Stack, stack, text
from training_data.flow.page import Page
from training_data.flow.parts.logos import logo
from training_data.flow.parts.supply_refs import arrange
from training_data.flow.parts.supply_words import glued, joint, say, siret_text
from training_data.parties import Party, draw_supplier
from training_data.pieces import Pieces, tag
from training_data.sheet import Entry


def id_entries(page: Page) -> list[Entry]:
    """The supplier's identifiers, each under its label; once."""
    sheet, draw, supplier = page.sheet, page.draw, page.sheet.invoice.supplier
    sheet.printed.add("supplier_ids")
    number = supplier.vat_number
    vat = tag(sheet.printing.vat_number(number), "supplier_vat_number", value=number)
    if supplier.country_code != "FR":
        return [Entry(say(page, "vat_number"), (vat,))]
    siret = tag(siret_text(page, supplier.siret), "supplier_siret", value=supplier.siret)
    entries = [Entry(say(page, "supplier_siret"), (siret,))]
    if draw.chance(0.25 if sheet.invoice.regime == "franchise" else 0.85):
        entries.append(Entry(say(page, "vat_number"), (vat,)))
    if supplier.kind == "company" and draw.chance(0.4):
        siren = tag(sheet.printing.siren(supplier.siren), "supplier_siren", value=supplier.siren)
        entries.append(
            draw.pick(
                [
                    Entry("RCS", (f"{supplier.registry} ", siren)),
                    Entry("", (siren, f" RCS {supplier.registry}")),
                    Entry("SIREN", (siren,)),
                ]
            )
        )
    if draw.chance(0.4):
        entries.append(Entry(draw.pick(["APE", "Code NAF", "Code APE"]), (supplier.ape,)))
    if draw.chance(0.3):
        draw.shuffle(entries)
    return entries


def id_line(page: Page) -> list[Pieces]:
    """The supplier's identifiers as parts of a line."""
    glue = page.draw.pick([" : ", " ", " n° ", ": "])
    return [
        (*as_pieces(e.label), joint(e.label, glue), *e.pieces) if e.label else e.pieces
        for e in id_entries(page)
    ]


def _whereabouts(page: Page) -> list[Pieces]:
    supplier, draw = page.sheet.invoice.supplier, page.draw
    lines: list[Pieces] = [(supplier.street,), (supplier.postal_town,)]
    if supplier.complement:
        lines.insert(draw.pick([0, 1]), (supplier.complement,))
    if supplier.country_code != "FR":
        lines.append((supplier.country,))
    return lines


def _contacts(page: Page) -> list[Pieces]:
    supplier, draw = page.sheet.invoice.supplier, page.draw
    options: list[Pieces] = [
        (
            draw.pick(["Tél. ", "☎ ", "Tél : ", "Standard : "]).replace("☎ ", "T. ")
            + supplier.phone,
        ),
        ("Fax : " + supplier.phone[:-1] + "8",),
        (supplier.email,),
        (supplier.web,),
    ]
    return draw.some(options, 0, 3)


def head(page: Page, style: str = "") -> Node:
    """The supplier at the top: its name, mostly with address and contacts, in one of many ways.

    Args:
        page: the document.
        style: `block`, `apart`, `band`, `centred`, `line`, `mark`; drawn when empty.
    """
    draw = page.draw
    style = style or draw.weigh(
        {"block": 4, "apart": 3, "band": 1.5, "centred": 1.5, "line": 1.5, "mark": 2}
    )
    trade = style == "mark" or draw.chance(0.25)
    scale = draw.pick([1.2, 1.5, 1.9, 2.4])
    tone = draw_tone(draw)
    align: Align = "centre" if style == "centred" else "left"
    name = text(
        supplier_name(page.sheet, trade=trade),
        bold=draw.chance(0.75),
        scale=scale,
        tone=tone,
        align=align,
        brand=True,
    )
    where, small = _whereabouts(page), draw.pick([0.8, 0.9, 1.0])
    rest = [*where, *_contacts(page)]
    if draw.chance(0.3):
        rest += id_line(page)
    lines: Node = Stack(tuple(text(p, scale=small, align=align) for p in rest), 0.0)
    if style == "mark":
        return logo(page, name=name) if draw.chance(0.5) else name
    if style == "apart":
        right: Align = draw.pick(["left", "right"])
        lines = Stack(tuple(text(p, scale=small, align=right) for p in rest), 0.0)
        return Columns((name, lines), (0.58, 0.42), 12.0, draw.pick(["top", "middle"]))
    if style == "band":
        fill: Fill = draw.pick(["accent", "dark", "soft"])
        over = text(supplier_name(page.sheet, trade=trade), bold=True, scale=1.5)
        return stack(Box(over, fill=fill, padding=6.0), text(glued(rest, " – "), scale=0.8), gap=3)
    if style == "centred":
        return stack(
            name,
            text(glued(rest, draw.pick([" • ", " - "])), scale=small, align="centre"),
            Rule(draw.pick([0.5, 1.5]), tone),
            gap=3,
        )
    if style == "line":
        return stack(name, text(glued(rest, " - "), scale=0.78, tone="muted"), gap=1)
    shown = logo(page, name=name) if draw.chance(0.3) else name
    return stack(shown, lines, gap=2)


def recipient(
    page: Page, extra: list[Pieces] | None = None, *, style: str = "", titled: bool | None = None
) -> Node:
    """The buyer: where the invoice goes, with further lines under the address.

    Args:
        page: the document.
        extra: references that stand with the address.
        style: `window`, `frame`, `tab`, `soft`, `beside`; drawn when empty.
        titled: under a heading; drawn when None.
    """
    sheet, draw, buyer = page.sheet, page.draw, page.sheet.invoice.buyer
    style = style or draw.weigh({"window": 5, "frame": 3, "tab": 2, "soft": 1.5, "beside": 1.5})
    titled = draw.chance(0.55) if titled is None else titled
    lines: list[Pieces] = [(tag(buyer.name, "buyer_name", breakable=True),)]
    lines += [(detail,) for detail in buyer.details]
    if buyer.complement and draw.chance(0.8):
        lines.append((buyer.complement,))
    lines += [(buyer.street,), (buyer.postal_town,)]
    if buyer.country_code != "FR":
        lines.append((buyer.country.upper(),))
    if "buyer_vat_number" not in sheet.printed and draw.chance(
        {"company": 0.4, "foreign": 0.5, "person": 0.0}.get(buyer.kind, 0.1)
    ):
        sheet.printed.add("buyer_vat_number")
        shown = sheet.printing.vat_number(buyer.vat_number)
        number = tag(shown, "buyer_vat_number", value=buyer.vat_number)
        lines.append((say(page, "buyer_vat_number"), " : ", number))
    bold = draw.chance(0.5)
    rows: list[Node] = [text(p, bold=bold and not n) for n, p in enumerate(lines)]
    small, slanted = draw.pick([0.85, 0.95, 1.0]), draw.chance(0.15)
    rows += [text(p, scale=small, italic=slanted) for p in extra or ()]
    body: Node = Stack(tuple(rows), draw.pick([0.0, 0.0, 1.5]))
    title = say(page, "party_buyer") + draw.pick(["", "", " :"])
    shown_title = text(
        title, bold=draw.chance(0.6), scale=draw.pick([0.8, 0.9, 1.0]), tone=draw_tone(draw)
    )
    if style == "beside":
        return Columns((shown_title, body), (0.3, 0.7), 6.0)
    if style == "tab":
        fill: Fill = draw.pick(["accent", "dark", "grey", "soft"])
        tab = Box(text(title, bold=True, scale=0.9), fill=fill, padding=3.0)
        return stack(tab, Box(body, border=0.6, padding=6.0), gap=0)
    inner = stack(shown_title if titled else None, body, gap=2)
    if style == "frame":
        return Box(inner, border=draw.pick([0.5, 0.9]), padding=7.0, radius=draw.pick([0, 0, 6]))
    return Box(inner, fill="soft", padding=7.0) if style == "soft" else inner


def party_box(page: Page, concept: str, party: Party | None = None, *, tabbed: bool = True) -> Node:
    """A party of no field, with a SIRET that is nobody's wanted one.

    Args:
        page: the document.
        concept: of its heading, `party_delivery`, `party_payer` or `party_factor`.
        party: who; invented when None.
        tabbed: heading on a ground over a frame.
    """
    draw = page.draw
    if party is None:
        party = draw_supplier(draw) if concept == "party_factor" else draw_buyer(draw)
    own = party.name == page.sheet.invoice.buyer.name
    name: Pieces = (tag(party.name, "buyer_name", breakable=True),) if own else (party.name,)
    lines: list[Pieces] = [name, (party.street,), (party.postal_town,)]
    if party.has_siret and party.siret != page.sheet.invoice.buyer.siret and draw.chance(0.7):
        lines.append(
            (draw.pick(["SIRET ", "Siret : ", "N° SIRET : "]) + siret_text(page, party.siret),)
        )
    title = text(say(page, concept), bold=True, scale=0.9)
    body = Stack(tuple(text(p, scale=0.95) for p in lines), 0.0)
    if tabbed:
        return stack(
            Box(title, fill="grey", padding=3.0), Box(body, border=0.6, padding=5.0), gap=0
        )
    return stack(title, body, gap=2)


def foot(page: Page, extra: list[Pieces] | None = None) -> Node:
    """The footer of every page: legal sentence, columns or a single line; page numbers mostly.

    Args:
        page: the document.
        extra: references that stand in the footer.
    """
    sheet, draw, supplier = page.sheet, page.draw, page.sheet.invoice.supplier
    parts: list[Pieces] = []
    if draw.chance(0.8):
        name = supplier_name(sheet)
        if supplier.kind == "company" and draw.chance(0.5):
            capital = f"{supplier.capital:,}".replace(",", draw.pick([" ", "."]))
            name = (*name, f", {supplier.legal_form} au capital de {capital} €")
        parts.append(name)
    if draw.chance(0.45):
        parts.append((f"{supplier.street}, {supplier.postal_town}",))
    ids = "supplier_ids" not in sheet.printed or draw.chance(0.4)
    scale, tone = draw.pick([0.65, 0.72, 0.8]), draw_tone(draw)
    form = draw.weigh({"line": 5, "columns": 2, "stacked": 2, "table": 1})
    number = draw.weigh({"Page {n}/{c}": 4, "{n} / {c}": 2, "Page {n} sur {c}": 3, "": 3})
    folio = Folio(number, 0.75, draw.pick(["right", "centre"])) if number else None
    if form == "table" and ids:
        table = arrange(page, id_entries(page), {"headed": 1, "run": 1})
        inside: list[Node | None] = [
            text(glued(parts, " – "), scale=scale) if parts else None,
            table,
        ]
    else:
        parts += id_line(page) if ids else []
        parts += [(bit,) for bit in ([supplier.web] if draw.chance(0.3) else [])]
        align: Align = draw.pick(["centre", "centre", "left"])
        glue = draw.pick([" – ", " | ", " - ", " • ", ", "])
        if form == "columns" and len(parts) > 2:
            half = -(-len(parts) // 2)
            sides: list[Node] = [
                Stack(tuple(text(p, scale=scale, tone=tone) for p in part), 0.0)
                for part in (parts[:half], parts[half:])
            ]
            inside = [Columns(tuple(sides), (0.5, 0.5), 16.0)]
        elif form == "stacked":
            inside = [text(p, scale=scale, tone=tone, align=align) for p in parts]
        else:
            inside = (
                [text(glued(parts, glue), scale=scale, tone=tone, align=align)] if parts else []
            )
    told: list[Node] = [text(p, scale=0.8) for p in extra or ()]
    rule = Rule(0.5, tone) if draw.chance(0.4) else None
    return stack(rule, *told, *inside, folio, gap=1.5)
