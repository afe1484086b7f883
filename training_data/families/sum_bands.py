"""The bands of sums at the foot of three frames: VAT by rate beside the sums, or all in a strip."""

from __future__ import annotations

from collections.abc import Sequence

from training_data.blocks.stated import vat_lines, word
from training_data.blocks.stated_sums import sums_of
from training_data.pieces import Pieces, plain_text, tag
from training_data.sheet import Sheet

_KIND = "three_frames"


def boxes(sheet: Sheet, x: float, y: float, width: float) -> float:
    """The VAT by rate in a frame on the left, the sums in one on the right."""
    rated = bool(sheet.invoice.totals.vat)
    below = _vat_table(sheet, x, y, width * 0.52) if rated else y
    return max(below, _column(sheet, x + width * 0.58, y, width * 0.42, per_rate=not rated))


def stacked(sheet: Sheet, x: float, y: float, width: float) -> float:
    """The sums alone, in a frame on the right."""
    return _column(sheet, x + width * 0.55, y, width * 0.45, per_rate=True)


def _column(sheet: Sheet, x: float, y: float, width: float, *, per_rate: bool) -> float:
    rows = sums_of(sheet, _KIND, per_rate=per_rate)
    canvas, step, top = sheet.canvas, sheet.size * 1.6, y
    for row in rows:
        strong = row.concept == "due"
        if strong:
            canvas.rectangle(x, y, x + width, y + step, fill=sheet.soft)
        face = sheet.face(1.05 if strong else 0.95, bold=strong)
        room = width - face.width(plain_text(row.value)) - 14
        canvas.text(x + 5, y + 3, row.label, face, fit=room)
        canvas.text(x + width - 5, y + 3, row.value, face, align="right")
        y += step
    canvas.rectangle(x, top, x + width, y, stroke=(0, 0, 0), width=0.7)
    return y + 3


def _vat_table(sheet: Sheet, x: float, y: float, width: float) -> float:
    draw, canvas = sheet.draw, sheet.canvas
    code = draw.chance(0.5)
    named = draw.pick([("Base HT", "Taux", "Montant TVA"), ("Base HT", "Taux TVA", "TVA")])
    heads: tuple[str, ...] = ("Code", *named) if code else named
    face, step, top = sheet.face(0.9), sheet.size * 1.5, y
    wide = width / len(heads)
    rows: list[Sequence[Pieces | str]] = [heads]
    for line in vat_lines(sheet):
        cells = (line.base, line.rate, line.amount)
        rows.append((line.code, *cells) if code else cells)
    for row in rows:
        for n, cell in enumerate(row):
            at = x + (n + 0.5) * wide
            if n == len(row) - 1 or n == len(row) - 3:
                canvas.text(x + (n + 1) * wide - 4, y + 3, cell, face, align="right", fit=wide - 6)
            else:
                canvas.text(at, y + 3, cell, face, align="centre", fit=wide - 6)
        y += step
    canvas.rectangle(x, top, x + width, y, stroke=(0, 0, 0), width=0.7)
    canvas.line(x, top + step, x + width, top + step)
    return y + 3


def strip(sheet: Sheet, x: float, y: float, width: float) -> float:
    """Bases, rates, taxes and sums side by side under their labels."""
    draw, canvas, totals = sheet.draw, sheet.canvas, sheet.invoice.totals
    lines = vat_lines(sheet)
    alone = len(lines) == 1
    columns: list[tuple[str, list[Pieces]]] = []
    if totals.vat:
        columns += [
            (draw.pick(["Base HT", "Bases HT", "Base"]), [line.base for line in lines]),
            (draw.pick(["Taux", "% TVA", "Taux TVA"]), [line.rate for line in lines]),
            (draw.pick(["TVA", "Montant TVA", "Mt TVA"]), [line.amount for line in lines]),
        ]
    if draw.chance(0.5) or totals.shipping:
        columns.append(
            (
                word(sheet, _KIND, "shipping"),
                [sheet.money(totals.shipping, line=True)],
            )
        )
    rest = [row for row in sums_of(sheet, _KIND, per_rate=False) if row.concept != "shipping"]
    if alone and draw.chance(0.5):
        rest = [row for row in rest if row.concept != "vat"]
    columns += [(plain_text(row.label), [row.value]) for row in rest]
    if not totals.prepaid and draw.chance(0.4):
        zero = tag(sheet.printing.number(totals.prepaid), "prepaid_amount", value="0.00")
        columns.insert(len(columns) - 1, (word(sheet, _KIND, "prepaid_amount"), [(zero,)]))
    face, small = sheet.face(0.92), sheet.face(0.8)
    wide = [
        max(small.width(head), *(face.width(plain_text(cell)) for cell in cells)) + 8
        for head, cells in columns
    ]
    scale = width / sum(wide)
    step, deep = sheet.size * 1.5, max(len(cells) for _, cells in columns)
    left = x
    for (head, cells), own in zip(columns, wide, strict=True):
        right = left + own * scale
        canvas.rectangle(left, y, right, y + step, fill=sheet.soft, stroke=(0, 0, 0))
        canvas.rectangle(left, y + step, right, y + step * (1 + deep) + 3, stroke=(0, 0, 0))
        middle, fit = (left + right) / 2, right - left - 3
        canvas.text(middle, y + 3, head, small, align="centre", fit=fit)
        for n, cell in enumerate(cells):
            at = y + step * (n + 1) + 3
            canvas.text(right - 3, at, cell, face, align="right", fit=fit)
        left = right
    return y + step * (1 + deep) + 6
