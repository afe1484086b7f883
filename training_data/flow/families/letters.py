"""Invoices typed as letters, by craftsmen, sole traders and associations."""

from __future__ import annotations

from training_data.blocks.addresses import buyer_lines
from training_data.blocks.identity import address_lines, contact_lines, supplier_name
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
    means_of,
    value_of,
    word,
    words_of,
)
from training_data.blocks.stated_sums import Sum, sums_of
from training_data.canvas import Align
from training_data.flow.nodes import (
    Cells,
    Columns,
    FlowDocument,
    Head,
    Leader,
    Node,
    Rule,
    Space,
    Span,
    Stack,
    Table,
    TableLook,
    Text,
    stack,
    text,
)
from training_data.flow.page import Page
from training_data.pieces import Pieces
from training_data.sheet import Entry

_KIND = "letters"


def compose_typed_letter(page: Page) -> FlowDocument:
    """A letter: sender, addressee, place and day, the sum for what was done, signature."""
    sheet, draw = page.sheet, page.draw
    dated = draw.chance(0.6)
    parts: list[Node | None] = [_heads(page)]
    place = _place(page) if dated else None
    parts += [place, _title(page, dated=dated), _references(page)]
    if draw.chance(0.3):
        parts[1], parts[2] = parts[2], parts[1]
    opening = text(draw.pick(words_of(_KIND)["openings"]), prose=True) if draw.chance(0.6) else None
    said = regime_words(sheet)
    regime = text(said, italic=draw.chance(0.4)) if said else None
    spelt = spelt_words(sheet)
    ending: list[Node | None] = [
        regime,
        _payment(page),
        *(text(line, scale=0.85, prose=True) for line in note_words(sheet, 0, 1)),
        text(draw.pick(words_of(_KIND)["closings"])) if draw.chance(0.6) else None,
    ]
    parts += [opening, _body(page), text(spelt, prose=True) if spelt else None, *ending]
    if draw.chance(0.5):
        parts.append(_signature(page))
    gap = draw.pick([8.0, 12.0, 18.0])
    nodes: list[Node] = []
    for part in parts:
        if part is not None:
            nodes += [part, Space(gap)]
    canvas, side = sheet.canvas, draw.pick([57.0, 71.0, 71.0, 50.0])
    foot = text(_glued(page), scale=0.8, align="centre") if draw.chance(0.5) else None
    margin = (side, draw.pick([42.0, 71.0, 57.0]), side, 28.0)
    return FlowDocument(Stack(tuple(nodes), 0.0), canvas.width, canvas.height, margin, None, foot)


def _glued(page: Page) -> Pieces:
    glue = page.draw.pick([" - ", " – ", " / ", "   "])
    name = page.sheet.invoice.supplier.trade_name
    return joined([(name,), *identity_lines(page.sheet, _KIND)], glue)


def _heads(page: Page) -> Node:
    """The sender and the addressee, in the ways of a word processor."""
    sheet, draw = page.sheet, page.draw
    align: Align = draw.pick(["left", "left", "left", "centre"])
    ids = identity_lines(sheet, _KIND) if draw.chance(0.65) else []
    sender: list[Node] = [text(supplier_name(sheet), bold=draw.chance(0.7), align=align)]
    if align == "centre":
        sender = [text(supplier_name(sheet), bold=True, align=align, scale=1.4)]
    rest = [*address_lines(sheet, sheet.invoice.supplier), *contact_lines(sheet), *ids]
    sender += [text(line, align=align) for line in rest]
    lines: list[Node] = [
        text(line, bold=not n and draw.chance(0.4))
        for n, line in enumerate(buyer_lines(sheet, ids=False))
    ]
    lead = draw.pick(["", "", "", "À", "Client :", "À l'attention de", "Doit :", "Destinataire :"])
    if lead:
        lines.insert(0, text(lead))
    if draw.chance(0.35):
        extra = entries_of(sheet, _KIND, ["buyer_siret", "service_code"])
        lines += [_line(entry, " : ") for entry in extra]
    share = draw.uniform(0.48, 0.6)
    if align == "left" and draw.chance(0.25):
        return Columns((Stack(tuple(sender), 0.0), Stack(tuple(lines), 0.0)), (share, 1 - share))
    to: Node = Stack(tuple(lines), 0.0)
    if draw.chance(0.8):
        to = Columns((Space(1), to), (share, 1 - share), 0.0)
    rule = Rule(draw.pick([0.5, 1.0])) if align == "centre" and draw.chance(0.5) else None
    return stack(Stack(tuple(sender), 0.0), rule, to, gap=draw.pick([6.0, 14.0, 24.0]))


def _line(entry: Entry, glue: str) -> Text:
    return text((str(entry.label), glue, *entry.pieces))


def _place(page: Page) -> Text:
    sheet, draw = page.sheet, page.draw
    town = sheet.invoice.supplier.town
    pattern = draw.pick(["long", "long", "", "short", "%d/%m/%Y"])
    day = sheet.day(sheet.invoice.dates["issue_date"], "issue_date", pattern=pattern)
    lead = draw.pick([f"{town}, le ", f"A {town} le ", f"Fait à {town}, le ", "Le "])
    return text((lead, *day), align=draw.pick(["right", "right", "left"]))


def _title(page: Page, *, dated: bool) -> Text:
    sheet, draw = page.sheet, page.draw
    kind = kind_word(sheet, ["FACTURE", "Facture", "FACTURE", "Facture acquittée", "MÉMOIRE"])
    number = sheet.number("invoice_number")
    pieces: Pieces = (kind, draw.pick([" n° ", " N° ", " N°", " ", " : ", " no "]), *number)
    if not dated:
        day = sheet.day(sheet.invoice.dates["issue_date"], "issue_date")
        pieces = (*pieces, draw.pick([" du ", " en date du ", " - ", " établie le "]), *day)
    align: Align = draw.pick(["left", "centre", "centre", "right"])
    return text(pieces, bold=draw.chance(0.75), scale=draw.pick([1.0, 1.2, 1.5]), align=align)


def _references(page: Page) -> Node | None:
    sheet, draw = page.sheet, page.draw
    wanted = ["engagement_number", "service_code", "contract_number", "original_invoice_number"]
    wanted = [concept for concept in wanted if concept not in sheet.printed]
    wanted += draw.some(["subject", "quote_number", "buyer_siret", "due_date"], 0, 2)
    if "buyer_siret" in sheet.printed:
        wanted = [concept for concept in wanted if concept != "buyer_siret"]
    entries = entries_of(sheet, _KIND, wanted)
    if draw.chance(0.3):
        draw.shuffle(entries)
    if not entries:
        return None
    glue = draw.pick([" : ", " : ", " ", ": "])
    if draw.chance(0.3):
        joint = draw.pick([" - ", ", ", " / "])
        spans: list[Pieces] = []
        for entry in entries:
            spans += [(joint,)] if spans else []
            spans.append((str(entry.label), glue, *entry.pieces))
        return text(*spans, prose=True)
    return Stack(tuple(_line(entry, glue) for entry in entries), draw.pick([0.0, 2.0]))


def _body(page: Page) -> Node:
    """The lines and their sums: a table, a list with dots, or sentences."""
    sheet, draw = page.sheet, page.draw
    rows = sums_of(sheet, _KIND)
    items = sheet.invoice.items
    if len(items) <= 6 and draw.chance(0.35):
        lines: list[Node] = []
        dotted, bullet = draw.chance(0.6), draw.pick(["- ", "", "• "])
        for n, item in enumerate(items):
            name = (
                bullet,
                *draw_cell(sheet, "description", n, item, coded=False, quantity_places=None),
            )
            value = sheet.money(item.net, f"line.{n}.net_amount")
            lines.append(
                Leader(text(name), text(value))
                if dotted and len(item.description) < 40
                else Columns((text(name), text(value, align="right")), (0.75, 0.25))
            )
        return stack(Stack(tuple(lines), 4.0), _plain_sums(page, rows), gap=12.0)
    keys = draw.pick(
        [
            ["description", "quantity", "unit_price", "net_amount"],
            ["description", "quantity", "unit_price", "net_amount"],
            ["quantity", "description", "unit_price", "net_amount"],
            ["description", "net_amount"],
            ["date", "description", "net_amount"],
        ]
    )
    return _table(page, keys, rows)


def _table(page: Page, keys: list[str], rows: list[Sum]) -> Node:
    sheet, draw = page.sheet, page.draw
    bold = draw.chance(0.6)
    middle: Align = draw.pick(["centre", "left"])
    figures: Align = draw.pick(["right", "right", "centre"])
    heads = tuple(
        Head(
            text(draw.pick(words_of("letters_heads")[key]), bold=bold, align=middle),
            "left" if key in ("description", "date") else figures,
            {"description": 0.5, "date": 0.14}.get(key, 0.15),
        )
        for key in keys
    )
    body = [
        Cells(
            tuple(
                text(draw_cell(sheet, key, n, item, coded=False, quantity_places=None))
                for key in keys
            )
        )
        for n, item in enumerate(sheet.invoice.items)
    ]
    empty: tuple[Node | None, ...] = (None,) * len(keys)
    if draw.chance(0.4):
        body += [Cells(empty, height=page.look.size)] * draw.randint(1, 4)
    inside = draw.chance(0.6)
    at = keys.index("description")
    if len(keys) == 4 and draw.chance(0.6):
        at = len(keys) - 2
    if inside:
        for row in rows:
            cells = list(empty)
            cells[at] = text(row.label, bold=bold)
            cells[-1] = text(row.value, bold=row.concept in ("due", "gross"))
            body.append(Cells(tuple(cells)))
    borders = draw.pick(["all", "all", "all", "none", "frame"])
    look = TableLook(
        borders=borders,  # type: ignore[arg-type]
        line=draw.pick([0.5, 0.5, 1.0]),
        header_fill="grey" if draw.chance(0.3) else "",
        padding=(draw.pick([1.0, 2.0, 4.0]), 5.0),
    )
    table = Table(heads, tuple(body), look)
    return table if inside else stack(table, _plain_sums(page, rows), gap=8.0)


def _plain_sums(page: Page, rows: list[Sum]) -> Node:
    draw = page.draw
    glue = draw.pick([" : ", " ", " = ", " : "])
    if draw.chance(0.5):
        align: Align = draw.pick(["right", "right", "left"])
        lines = [
            text((*row.label, glue, *row.value), bold=row.concept == "due", align=align)
            for row in rows
        ]
        return stack(*lines, gap=3.0, keep=True)
    pairs = [Columns((text(row.label), text(row.value, align="right")), (0.6, 0.4)) for row in rows]
    share = draw.uniform(0.4, 0.55)
    return Columns((Space(1), Stack(tuple(pairs), 3.0, True)), (share, 1 - share), 0.0)


def _payment(page: Page) -> Node | None:
    """A sentence on how to pay, and the account."""
    sheet, draw = page.sheet, page.draw
    invoice, lines = sheet.invoice, list[Node]()
    if draw.chance(0.7) and means_of(sheet):
        told = draw.pick(
            ["Règlement : ", "Mode de règlement : ", "Paiement par ", "Règlement par "]
        )
        pieces: Pieces = (told, *means_of(sheet))
        if "due_date" not in sheet.printed and draw.chance(0.4):
            lead = draw.pick([" avant le ", " pour le ", ", au plus tard le "])
            pieces = (*pieces, lead, *value_of(sheet, "due_date"))
        lines.append(text(pieces, prose=True))
    if invoice.means == "transfer" and draw.chance(0.85):
        if draw.chance(0.4):
            lines.append(text(draw.pick(["RIB :", "Coordonnées bancaires", "Virement à :"])))
        if draw.chance(0.3):
            holder = supplier_name(sheet)
            lines.append(text((draw.pick(["Titulaire : ", "Au nom de ", "Compte : "]), *holder)))
        joint: Pieces = (
            word(sheet, _KIND, "iban"),
            draw.pick([" : ", " "]),
            *iban_of(sheet),
        )
        if draw.chance(0.7):
            joint = (*joint, draw.pick(["   ", " - ", "\n", "\n"]), "BIC ", *bic_of(sheet))
        lines.append(text(joint))
    return stack(*lines, gap=2.0, keep=True) if lines else None


def _signature(page: Page) -> Node:
    draw, supplier = page.draw, page.sheet.invoice.supplier
    name = supplier.trade_name if supplier.kind == "sole_trader" else page.sheet.invoice.seller
    role = draw.pick(["", "Le gérant,", "Le trésorier,", "La présidente,", "Signature :"])
    block = stack(text(Span((role,))) if role else None, Space(24), text(name), gap=2.0, keep=True)
    return Columns((Space(1), block), (draw.pick([0.55, 0.65]), 0.4), 0.0)
