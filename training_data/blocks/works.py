"""The table of a progress of works or fees: amounts of the contract, to date, before and now."""

from __future__ import annotations

from decimal import Decimal

from training_data.blocks.recapitulation import draw_column_words
from training_data.pieces import Pieces, tag
from training_data.sheet import Sheet
from training_data.tables import Column, Row

_SCHEMES: dict[tuple[str, ...], float] = {
    ("market", "share", "cumulative", "previous", "current"): 8,
    ("market", "cumulative", "previous", "current"): 4,
    ("share", "cumulative", "previous", "current"): 2,
    ("market", "share", "current"): 2,
    ("market", "previous", "current"): 2,
    ("market", "current", "cumulative"): 1,
    ("current", "previous", "cumulative"): 1,
    ("market", "previous", "current", "remaining"): 1,
}
_SHARE_WORDS = ("% cumulé", "Avancement", "% av.", "Av. %", "% réalisé", "%")


def works_cells(sheet: Sheet) -> tuple[list[Column], list[Row]]:
    """The table's columns and rows, with a row of sums at times."""
    draw, invoice = sheet.draw, sheet.invoice
    scheme = draw.weigh(_SCHEMES)
    kinds = tuple(kind for kind in scheme if kind != "share")
    suffix = draw.pick([" HT", " HT", "", " H.T."])
    words = dict(zip(kinds, draw_column_words(sheet, kinds), strict=True))
    numbered = draw.chance(0.8)
    heads = (["N°"] if numbered else []) + [sheet.label("col_description")]
    heads += [
        draw.pick(_SHARE_WORDS) if kind == "share" else _suffixed(words[kind], suffix)
        for kind in scheme
    ]
    shares = ([0.06] if numbered else []) + [0.3]
    shares += [0.09 if kind == "share" else 0.14 for kind in scheme]
    rows: list[Row] = []
    sums: dict[str, Decimal] = {}
    for place, item in enumerate(invoice.items):
        share = Decimal(draw.pick([25, 50, 75, 90, 100]))
        cumulative = item.net + abs(item.net) * draw.pick([0, 0, 1, 2])
        market = (cumulative * 100 / share).quantize(Decimal("0.01"))
        amounts = {
            "market": market,
            "cumulative": cumulative,
            "previous": cumulative - item.net,
            "current": item.net,
            "remaining": market - cumulative,
        }
        for kind, amount in amounts.items():
            sums[kind] = sums.get(kind, Decimal(0)) + amount
        cells: list[Pieces] = [(str(place + 1),)] if numbered else []
        cells.append((tag(item.description, f"line.{place}.description", breakable=True),))
        for kind in scheme:
            key = (f"line.{place}.net_amount",) if kind == "current" else ()
            cells.append(
                (f"{share} %",) if kind == "share" else _amount(sheet, amounts[kind], *key)
            )
        rows.append(Row(tuple(cells)))
    sheet.progress |= sums
    if draw.chance(0.75):
        rows.append(_sums_row(sheet, scheme, sums, numbered=numbered))
    columns = [
        Column(head, share, "left" if place <= numbered else "right")
        for place, (head, share) in enumerate(zip(heads, shares, strict=True))
    ]
    return columns, rows


def _suffixed(head: str, suffix: str) -> str:
    return head if "€" in head or "HT" in head.upper() else head + suffix


def _amount(sheet: Sheet, value: Decimal, *keys: str) -> Pieces:
    shown = sheet.printing.number(value)
    return (tag(shown, *keys, value=f"{value:.2f}"),) if keys else (shown,)


def _sums_row(
    sheet: Sheet, scheme: tuple[str, ...], sums: dict[str, Decimal], *, numbered: bool
) -> Row:
    """The sums of all columns; the current one's is the invoice's, if nothing is added to it."""
    totals = sheet.invoice.totals
    keys = () if totals.discount or totals.shipping else ("total_net",)
    cells: list[Pieces] = [()] if numbered else []
    cells.append((sheet.draw.pick(["TOTAUX HT", "Total HT", "TOTAL", "TOTAL HT", "Total"]),))
    for kind in scheme:
        if kind == "share":
            cells.append(())
        else:
            cells.append(_amount(sheet, sums[kind], *(keys if kind == "current" else ())))
    return Row(tuple(cells), bold=sheet.face(0.9, bold=True))
