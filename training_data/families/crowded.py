"""Forms on which several parties print names and numbers, most of them of no interest."""

from __future__ import annotations

from training_data.blocks.addresses import buyer_lines, buyer_vat_entry
from training_data.blocks.identity import (
    address_lines,
    contact_lines,
    supplier_ids,
    supplier_name,
)
from training_data.blocks.items import continuation_head, items_table
from training_data.blocks.payment import notes_block, payment_block, regime_block
from training_data.blocks.references import buyer_entries, own_entries
from training_data.blocks.titles import title
from training_data.blocks.totals import totals_block
from training_data.blocks.vat_summary import vat_table
from training_data.canvas import Canvas, Drawable
from training_data.entry_cells import labelled
from training_data.families.common import close_document, limit
from training_data.families.heads import all_entries, stack
from training_data.parties import Party, draw_supplier
from training_data.pieces import Pieces
from training_data.presentation import present
from training_data.sheet import Entry, Sheet

_PLACEHOLDERS = ("LE REPRÉSENTANT", "LE BÉNÉFICIAIRE", "LE TIERS", "L'AGENT", "LE PAYEUR")
_NAMELESS = ("LE FOURNISSEUR", "LE VENDEUR", "LE PRESTATAIRE", "L'ÉMETTEUR")


def draw_crowded(sheet: Sheet) -> None:
    """Supplier, buyer and others in headed sections, each with its SIREN, SIRET, VAT number."""
    draw, canvas, m = sheet.draw, sheet.canvas, sheet.margin
    sections = [(sheet.label("party_seller"), _supplier_lines(sheet))]
    sections.append((sheet.label("party_buyer"), _buyer_lines(sheet)))
    if draw.chance(0.25):
        sections.reverse()
    others = draw.randint(1, 3)
    labels = [sheet.label("party_third", fresh=True) for _ in range(others)]
    if draw.chance(0.3):
        labels[0] = sheet.label("party_delivery")
    sections += [(label, _third_lines(sheet)) for label in dict.fromkeys(labels)]
    top = stack(
        title(sheet, align=draw.pick(["left", "centre", "right"])),
        present(sheet, own_entries(sheet), draw.pick(["header_row", "aligned", "two_columns"])),
    )
    y = top(canvas, m, m, sheet.inner_width) + 6
    per_row = draw.pick([2, 2, 3])
    style = draw.pick(["box", "fill", "rule", "plain"])
    for start in range(0, len(sections), per_row):
        row = sections[start : start + per_row]
        step = sheet.inner_width / per_row
        y = 8 + max(
            _section(sheet, heading, lines, style)(canvas, m + place * step, y, step - 8)
            for place, (heading, lines) in enumerate(row)
        )
    entries = all_entries(sheet) if draw.chance(0.3) else buyer_entries(sheet)
    if entries:
        form = draw.pick(["aligned", "two_columns", "header_row", "grid"])
        y = present(sheet, entries, form)(canvas, m, y, sheet.inner_width) + 6
    bottom = limit(sheet)
    head = continuation_head(sheet)
    y = items_table(sheet, m, y, sheet.inner_width, bottom=bottom, next_top=head) + 8
    blocks: list[Drawable] = [totals_block(sheet), regime_block(sheet), payment_block(sheet)]
    if draw.chance(0.6):
        blocks.insert(draw.randint(0, 1), vat_table(sheet))
    close_document(sheet, y, [*blocks, notes_block(sheet, 0, 2)])


def _section(sheet: Sheet, heading: str, lines: list[Pieces], style: str) -> Drawable:
    def render(canvas: Canvas, x: float, y: float, width: float) -> float:
        def body(c: Canvas, a: float, b: float, w: float) -> float:
            b = c.text(a, b, heading, sheet.face(1.0, bold=True), fit=w) + 1
            for line in lines:
                b = c.paragraph(a, b, w, line, sheet.face(0.92))
            return b

        pad = 4.0 if style in ("box", "fill") else 0.0
        bottom = y + canvas.measure(body, width - 2 * pad) + 2 * pad
        if style == "box":
            canvas.rectangle(x, y, x + width, bottom, stroke=(0, 0, 0))
        elif style == "fill":
            canvas.rectangle(x, y, x + width, bottom, fill=sheet.soft)
        elif style == "rule":
            canvas.line(x, y - 1, x + width, y - 1, width=1.2, colour=sheet.accent)
        body(canvas, x + pad, y + pad, width - 2 * pad)
        return bottom

    return render


def _supplier_lines(sheet: Sheet) -> list[Pieces]:
    sheet.printed.add("supplier_ids")
    ids = [labelled(sheet, entry) for entry in supplier_ids(sheet)]
    address = address_lines(sheet, sheet.invoice.supplier)
    lead: list[Pieces] = [(sheet.draw.pick(_NAMELESS),)] if sheet.draw.chance(0.08) else []
    return [*lead, supplier_name(sheet), *address, *ids, *contact_lines(sheet)]


def _buyer_lines(sheet: Sheet) -> list[Pieces]:
    lines = buyer_lines(sheet)
    if "buyer_vat_number" not in sheet.printed and sheet.draw.chance(0.6):
        lines.append(labelled(sheet, buyer_vat_entry(sheet)))
    return lines


def _third_lines(sheet: Sheet) -> list[Pieces]:
    draw, printing = sheet.draw, sheet.printing
    party: Party = draw_supplier(draw)
    name = draw.pick(_PLACEHOLDERS) if draw.chance(0.25) else party.name
    entries = [
        Entry("SIREN", (printing.siren(party.siren),)),
        Entry(sheet.label("supplier_siret"), (printing.siret(party.siret),)),
        Entry(sheet.label("vat_number"), (printing.vat_number(party.vat_number),)),
    ]
    chosen = draw.some(entries, 0, 3)
    return [(name,), *address_lines(sheet, party), *[labelled(sheet, entry) for entry in chosen]]
