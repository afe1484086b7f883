"""Which structure programs there are, and what content and paper each likes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from training_data.families import (
    business,
    classic,
    counter_bills,
    crowded,
    figures,
    forms,
    line_printer,
    modern,
    panels,
    spreadsheets,
    three_frames,
    trades,
    utilities,
)
from training_data.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Family:
    """A structure program.

    Attributes:
        draw: draws the document on a sheet.
        weight: how often it is drawn.
        content: arguments for `compose_invoice`.
        paper: width and height in points; A4 when empty.
        fonts: families that it is limited to; any when empty.
        sizes: least and most type size of running text, points.
    """

    draw: Callable[[Sheet], None]
    weight: float = 1.0
    content: Mapping[str, Any] = field(default_factory=dict)
    paper: tuple[float, float] = (595.0, 842.0)
    fonts: tuple[str, ...] = ()
    sizes: tuple[float, float] = (7.5, 10.5)


_MONO = ("courier", "dejavu-mono", "cascadia")

FAMILIES: Mapping[str, Family] = {
    "letter": Family(classic.draw_letter, 2.0),
    "freelancer": Family(
        classic.draw_freelancer, 1.4, {"sole": True, "lines": (1, 5)}, sizes=(9, 11.5)
    ),
    "boxes": Family(classic.draw_boxes, 1.6),
    "airy": Family(classic.draw_airy, 1.2),
    "centred": Family(classic.draw_centred),
    "fees": Family(classic.draw_fees, 0.8, {"lines": (1, 4)}, sizes=(9, 11)),
    "two_columns": Family(classic.draw_two_columns, 1.8),
    "bilingual": Family(classic.draw_bilingual, 0.5, {"english": True}),
    "banner": Family(modern.draw_banner, 1.3),
    "sidebar": Family(modern.draw_sidebar, 1.3, {"lines": (2, 12)}, sizes=(7, 9)),
    "hero": Family(figures.draw_hero, 1.0),
    "slip": Family(figures.draw_slip, 0.7),
    "parties_below": Family(figures.draw_parties_below),
    "erp": Family(business.draw_erp, 1.6, {"lines": (2, 18)}, sizes=(7, 9.5)),
    "form": Family(forms.draw_form, 1.0, sizes=(7, 9)),
    "matrix": Family(forms.draw_matrix, 0.7, fonts=_MONO, sizes=(7, 8.5)),
    "works": Family(
        trades.draw_works,
        1.2,
        {"works": True, "kind": "works", "lines": (3, 14)},
        sizes=(7.5, 9.5),
    ),
    "receipt": Family(trades.draw_receipt, 0.5, paper=(300.0, 760.0), sizes=(7, 8.5)),
    "wholesale": Family(business.draw_wholesale, 1.2, {"lines": (4, 26)}, sizes=(6.8, 9)),
    "utility": Family(utilities.draw_utility, 1.3, {"kind": "utilities", "lines": (2, 14)}),
    "crowded": Family(crowded.draw_crowded, 1.0, sizes=(7, 9)),
    "panel": Family(panels.draw_panel, 1.1),
    "window": Family(panels.draw_window, 1.4),
    "spreadsheet": Family(spreadsheets.draw_spreadsheet, 1.3, {"lines": (1, 12)}, sizes=(8, 10)),
    "line_printer": Family(
        line_printer.draw_line_printer, 1.0, {"lines": (2, 16)}, fonts=_MONO, sizes=(8, 10)
    ),
    "three_frames": Family(three_frames.draw_three_frames, 1.5, {"lines": (1, 16)}, sizes=(8, 9.5)),
    "counter_bill": Family(
        counter_bills.draw_counter_bill,
        0.7,
        {"kind": "supplies", "lines": (1, 9)},
        paper=(420.0, 595.0),
        fonts=(*_MONO, "helvetica", "dejavu-condensed"),
        sizes=(8, 10),
    ),
    "landscape": Family(business.draw_landscape, 0.4, paper=(842.0, 595.0)),
}
