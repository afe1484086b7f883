"""Totals in several columns of amounts: contract, to date, before, now.

Every column adds up as well as the others; the invoice's own values stand in the current one.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from training_data.blocks.deductions import progress_words, withheld_words
from training_data.invoice import Totals
from training_data.lexicon import load_words
from training_data.pieces import Pieces, tag
from training_data.sheet import Sheet
from training_data.tables import Column, Row

_CENT = Decimal("0.01")
_SCHEMES: dict[tuple[str, ...], float] = {
    ("cumulative", "previous", "current"): 8,
    ("market", "cumulative", "previous", "current"): 5,
    ("market", "previous", "current"): 4,
    ("previous", "current", "cumulative"): 2,
    ("current", "previous", "cumulative"): 1.5,
    ("market", "previous", "current", "remaining"): 1.5,
    ("previous", "current"): 1,
    ("market", "current"): 1,
    ("market", "current", "cumulative"): 1,
}


class _Line(NamedTuple):
    """A row: its label, the amount of this invoice and of those before, the fields it states."""

    label: Pieces | str
    current: Decimal
    previous: Decimal
    keys: tuple[str, ...] = ()
    strong: bool = False
    open: bool = True  # the contract has such an amount as well


def draw_recapitulation(sheet: Sheet, share: float = 0.0) -> bool:
    """Whether the totals come in several columns.

    Args:
        sheet: the document.
        share: how often; by the kind of invoice when 0.
    """
    share = share or (0.42 if sheet.invoice.works or sheet.progress else 0.025)
    fitting = sheet.invoice.document_type == "invoice" and not sheet.invoice.totals.outside
    return sheet.draw.chance(share) and fitting


def draw_column_words(sheet: Sheet, scheme: tuple[str, ...]) -> list[str]:
    """A heading for each of the columns, all different, with the number of the situation at times.

    Args:
        sheet: the document.
        scheme: of `market`, `cumulative`, `previous`, `current`, `remaining`.
    """
    draw, words = sheet.draw, load_words("progress")["columns"]
    heads = [str(draw.pick(words[kind])) for kind in scheme]
    number = sheet.invoice.numbers.get("situation_number")
    if number and draw.chance(0.2):
        heads[scheme.index("current")] = f"Situation n° {number}"
        if "previous" in scheme and number != "1" and draw.chance(0.5):
            heads[scheme.index("previous")] = f"Situation n° {int(number) - 1}"
    suffix = draw.weigh({"": 6, " €": 1, " (€)": 0.5})
    return [sheet.cased(head) + suffix for head in heads]


def recapitulation_cells(sheet: Sheet) -> tuple[list[Column], list[Row]]:
    """Columns and rows of a recapitulation whose current column has the invoice's values."""
    draw = sheet.draw
    scheme = draw.weigh(_SCHEMES)
    heads = draw_column_words(sheet, scheme)
    first = sheet.cased(draw.pick(load_words("progress")["row_heads"]))
    columns = [Column(first, 0.34)] + [Column(head, 0.66 / len(heads), "right") for head in heads]
    ratio = Decimal(draw.randint(15, 85)) / 100
    if sheet.progress.get("market"):
        ratio = sheet.progress["cumulative"] / sheet.progress["market"]
    symbol = draw.chance(0.6)
    rows = []
    for line in _lines(sheet):
        cells: list[Pieces] = [(line.label,) if isinstance(line.label, str) else line.label]
        for kind in scheme:
            value = _amount(kind, line, ratio)
            if kind == "current":
                shown = tag(sheet.printing.number(value), *line.keys, value=f"{value:.2f}")
                cells.append(sheet.money(value, *line.keys) if symbol else (shown,))
            elif kind in ("market", "remaining") and not line.open:
                cells.append(())
            else:
                cells.append(sheet.money(value) if symbol else (sheet.printing.number(value),))
        rows.append(Row(tuple(cells), bold=sheet.face(bold=True) if line.strong else None))
    return columns, rows


def _amount(kind: str, line: _Line, ratio: Decimal) -> Decimal:
    cumulative = line.previous + line.current
    market = (cumulative / ratio).quantize(_CENT)
    return {
        "current": line.current,
        "previous": line.previous,
        "cumulative": cumulative,
        "market": market,
        "remaining": market - cumulative,
    }[kind]


def _before(sheet: Sheet) -> Totals:
    """The sums of what was billed before, in the same proportions."""
    draw, totals = sheet.draw, sheet.invoice.totals
    number = sheet.invoice.numbers.get("situation_number", "")
    factor = draw.uniform(0.15, 6.0) if number != "1" and draw.chance(0.94) else 0.0
    share = Decimal(str(round(factor, 4)))
    if sheet.progress and totals.lines:
        share = sheet.progress["previous"] / totals.lines

    def part(value: Decimal) -> Decimal:
        return (value * share).quantize(_CENT)

    net, vat = part(totals.net), part(totals.vat)
    held = part(totals.retention)
    withheld = part(totals.withheld) if draw.chance(0.3) else Decimal(0)
    prepaid = part(totals.prepaid) if draw.chance(0.5) else Decimal(0)
    return Totals(
        lines=net - part(totals.shipping) + part(totals.discount),
        discount=part(totals.discount),
        shipping=part(totals.shipping),
        net=net,
        vat=vat,
        gross=net + vat,
        prepaid=prepaid,
        retention=held,
        due=net + vat - held - withheld - prepaid,
        withheld=withheld,
    )


def _lines(sheet: Sheet) -> list[_Line]:
    draw, invoice, now = sheet.draw, sheet.invoice, sheet.invoice.totals
    then = _before(sheet)
    untaxed = not now.vat and not sheet.habits.full_zero
    lines: list[_Line] = []
    if now.discount or now.shipping:
        lines.append(_Line(progress_words(sheet, "works_sum"), now.lines, then.lines))
        if now.discount:
            lines.append(_Line(sheet.label("discount"), -now.discount, -then.discount))
        if now.shipping:
            words = progress_words(sheet, "revision") if invoice.works else sheet.label("shipping")
            lines.append(_Line(words, now.shipping, then.shipping, open=not invoice.works))
    net_keys = ("total_net",)
    lines.append(_Line(sheet.label("total_net"), now.net, then.net, net_keys, draw.chance(0.3)))
    if not untaxed:
        lines += _vat_lines(sheet, then)
    differs = now.due != now.gross
    shown_due = differs or draw.chance(0.4)
    if not untaxed:
        strong = draw.chance(0.6)
        label = gross_words(sheet, sheet.label("amount_due"), differs=differs)
        lines.append(_Line(label, now.gross, then.gross, ("total_gross",), strong))
    if now.retention:
        lines.append(_Line(sheet.label("retention"), -now.retention, -then.retention))
    if now.withheld:
        lines.append(_Line(withheld_words(sheet), -now.withheld, -then.withheld, open=False))
    if now.prepaid:
        label = sheet.label("prepaid_amount")
        amounts = (-now.prepaid, -then.prepaid)
        lines.append(_Line(label, *amounts, ("prepaid_amount",), open=False))
    if shown_due:
        label = sheet.label("amount_due")
        lines.append(_Line(label, now.due, then.due, ("amount_due",), True, not differs))
    return lines


def _vat_lines(sheet: Sheet, then: Totals) -> list[_Line]:
    rows, now = sheet.invoice.vat_rows, sheet.invoice.totals
    if len(rows) > 1 or sheet.draw.chance(0.4):
        return [_Line(sheet.label("total_vat"), now.vat, then.vat, ("total_vat",))]
    printed = sheet.printing.percent(rows[0].rate)
    shown = printed if "%" in printed else f"{printed} %"
    label = (
        sheet.draw.pick(["TVA ", "TVA à ", "T.V.A. "]),
        tag(shown, "vat.0.rate", value=f"{rows[0].rate:.2f}"),
    )
    return [_Line(label, now.vat, then.vat, ("total_vat", "vat.0.amount"))]


def gross_words(sheet: Sheet, due_label: str, *, differs: bool) -> str:
    """The word for the gross sum, which may not sound like what remains to be paid.

    Args:
        sheet: the document.
        due_label: the word for what remains.
        differs: whether the two sums differ.
    """
    label = sheet.label("total_gross")
    for _ in range(9):
        if label == due_label or (differs and "payer" in label.lower()):
            label = sheet.words["total_gross"] = sheet.label("total_gross", fresh=True)
    return label
