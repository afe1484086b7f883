"""A spreadsheet's cells on paper: what is written into them, merged or not, and their lines."""

from __future__ import annotations

from training_data.canvas import Align, Colour
from training_data.pieces import Pieces
from training_data.sheet import Sheet

_GREY: Colour = (0.78, 0.78, 0.78)
COLUMNS = 10


class Grid:
    """A sheet of ten columns whose rows are filled from top to bottom, over pages if need be.

    Args:
        sheet: the document.
    """

    def __init__(self, sheet: Sheet) -> None:
        draw = sheet.draw
        self.sheet, self.canvas = sheet, sheet.canvas
        self.left, self.top = draw.uniform(34, 50), draw.uniform(34, 54)
        self.step = (sheet.canvas.width - 2 * self.left) / COLUMNS
        self.height = sheet.size * draw.pick([1.45, 1.6, 1.8])
        self.y = self.top
        self.lined = draw.chance(0.35)
        self.named = draw.chance(0.15)
        self._edge(self.top)

    def _edge(self, y: float) -> None:
        if self.named:
            face = self.sheet.face(0.75, colour=(0.4, 0.4, 0.4))
            for n, letter in enumerate("ABCDEFGHIJ"):
                at = self.left + (n + 0.5) * self.step
                self.canvas.text(at, y - face.size * 1.5, letter, face, align="centre")

    def put(
        self,
        column: int,
        span: int,
        pieces: Pieces | str,
        *,
        align: Align = "left",
        bold: bool = False,
        scale: float = 1.0,
        frame: bool = False,
        fill: Colour | None = None,
        colour: Colour = (0.0, 0.0, 0.0),
    ) -> None:
        """Write into merged cells of the current row."""
        x, width = self.left + column * self.step, span * self.step
        below = self.y + self.height
        if frame or fill:
            edge = (0.0, 0.0, 0.0) if frame else None
            self.canvas.rectangle(x, self.y, x + width, below, fill=fill, stroke=edge, width=0.5)
        if not pieces:
            return
        face = self.sheet.face(scale, bold=bold, colour=colour)
        at = {"left": x + 2, "right": x + width - 2, "centre": x + width / 2}[align]
        top = below - face.size * 1.22 - 1
        self.canvas.text(at, top, pieces, face, align=align, fit=width - 4)

    def down(self, count: float = 1.0) -> None:
        """Go to a row below; on the next page where there is no more room."""
        if self.lined:
            for n in range(COLUMNS + 1):
                x = self.left + n * self.step
                self.canvas.line(
                    x, self.y, x, self.y + count * self.height, width=0.3, colour=_GREY
                )
            for k in range(int(count) + 1):
                y = self.y + k * self.height
                right = self.left + COLUMNS * self.step
                self.canvas.line(self.left, y, right, y, width=0.3, colour=_GREY)
        self.y += count * self.height
        if self.y > self.canvas.height - 60:
            self.canvas.new_page()
            self.y = self.top
            self._edge(self.top)

    def room_for(self, rows: int) -> None:
        """Turn the page if so many rows would not fit."""
        if self.y + rows * self.height > self.canvas.height - 60:
            self.canvas.new_page()
            self.y = self.top
