"""Paper on which old systems print characters in rows and columns, with or without frames."""

from __future__ import annotations

from training_data.canvas import BLACK, Align, Colour, Face
from training_data.fonts import load_family
from training_data.pieces import Pieces
from training_data.sheet import Sheet

_INKS: tuple[Colour, ...] = (
    (0.1, 0.25, 0.55),
    (0.1, 0.4, 0.25),
    (0.6, 0.15, 0.15),
    BLACK,
    (0.35, 0.35, 0.35),
)


class Print:
    """Pages of characters.

    Args:
        sheet: the document.
        columns: characters a row.
    """

    def __init__(self, sheet: Sheet, columns: int) -> None:
        draw, canvas = sheet.draw, sheet.canvas
        self.sheet, self.canvas, self.columns = sheet, canvas, columns
        self.left = draw.uniform(26, 44)
        font = sheet.family.regular
        self.step = (canvas.width - 2 * self.left) / columns
        self.face = Face(
            font, self.step / font.width("0", 1.0), draw.pick([BLACK, (0.2, 0.2, 0.2)])
        )
        self.pitch = draw.pick([11.0, 12.0, 12.0])
        self.top, self.row = draw.uniform(26, 44), 0.0
        self.framed = draw.chance(0.5)
        self.ink = draw.pick(_INKS)
        self.label = Face(load_family("helvetica").regular, draw.uniform(5.5, 7), self.ink)
        self.last = int((canvas.height - self.top - 30) / self.pitch)

    def put(
        self,
        column: float,
        pieces: Pieces | str,
        *,
        room: float = 0.0,
        align: Align = "left",
        row: float | None = None,
    ) -> None:
        """Write from a column, or up to it."""
        pieces = (pieces,) if isinstance(pieces, str) else pieces
        x = self.left + column * self.step
        y = self.top + (self.row if row is None else row) * self.pitch
        fit = room * self.step
        self.canvas.text(x, y, pieces, self.face, align=align, fit=fit)

    def box(self, column: float, row: float, width: float, rows: float) -> None:
        """A frame of the preprinted paper."""
        x, y = self.left + column * self.step, self.top + row * self.pitch
        right, below = x + width * self.step, y + rows * self.pitch
        self.canvas.rectangle(x, y - 1, right, below - 1, stroke=self.ink, width=0.7)

    def caption(self, column: float, row: float, words: str, room: float) -> None:
        """A label of the preprinted paper."""
        x, y = self.left + column * self.step + 2, self.top + row * self.pitch
        self.canvas.text(x, y, words, self.label, fit=room * self.step - 4)

    def rule(self, mark: str = "-") -> None:
        """A row of dashes."""
        self.put(0, mark * self.columns)
        self.row += 1
