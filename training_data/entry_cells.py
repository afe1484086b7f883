"""Labels with their values in ruled cells, grids and cards; and the texts they share."""

from __future__ import annotations

from collections.abc import Sequence

from training_data.canvas import Canvas, Drawable, Face
from training_data.pieces import Pieces
from training_data.sheet import Entry, Sheet


def labelled(sheet: Sheet, entry: Entry) -> Pieces:
    """Label, separator and value as one text."""
    return (
        (*as_pieces(entry.label), sheet.separator, *entry.pieces) if entry.label else entry.pieces
    )


def as_pieces(label: Pieces | str) -> Pieces:
    """A label as pieces."""
    return (label,) if isinstance(label, str) else label


def suffixed(entry: Entry, suffix: str) -> Pieces:
    """The label with a colon or the like after it."""
    return (*as_pieces(entry.label), suffix) if entry.label else ()


def entry_faces(sheet: Sheet, entry: Entry, scale: float) -> tuple[Face, Face]:
    """The faces of label and value."""
    return (
        sheet.face(scale, bold=sheet.bold_labels or entry.strong),
        sheet.face(scale, bold=sheet.bold_values or entry.strong),
    )


def draw_grid(sheet: Sheet, entries: Sequence[Entry], scale: float) -> Drawable:
    """Two ruled columns: labels, values."""
    share = sheet.draw.uniform(0.38, 0.55)
    tinted = sheet.draw.chance(0.5)
    bordered = sheet.draw.chance(0.8)
    align_right = sheet.draw.chance(0.15)

    def draw(canvas: Canvas, x: float, y: float, width: float) -> float:
        cut = x + width * share
        for entry in entries:
            label_face, value_face = entry_faces(sheet, entry, scale)
            trial = canvas.paragraph_height(width * (1 - share) - 8, entry.pieces, value_face)
            height = max(trial, label_face.size * 1.22) + 4
            if tinted:
                canvas.rectangle(x, y, cut, y + height, fill=sheet.soft)
            if bordered:
                canvas.rectangle(x, y, x + width, y + height, stroke=(0, 0, 0), width=0.5)
                canvas.line(cut, y, cut, y + height)
            canvas.text(x + 4, y + 2, entry.label, label_face, fit=width * share - 8)
            canvas.paragraph(
                cut + 4,
                y + 2,
                width * (1 - share) - 8,
                entry.pieces,
                value_face,
                align="right" if align_right else "left",
            )
            y += height
        return y

    return draw


def draw_cells(sheet: Sheet, entries: Sequence[Entry], *, boxed: bool, scale: float) -> Drawable:
    """Labels above their values, several beside one another, boxed or not."""
    per_row = sheet.draw.randint(3, 5)
    tinted = sheet.draw.chance(0.6)
    centred = boxed and sheet.draw.chance(0.5)
    small = sheet.draw.pick([0.72, 0.85, 1.0])
    joined = boxed and sheet.draw.chance(0.4)

    def draw(canvas: Canvas, x: float, y: float, width: float) -> float:
        rows = -(-len(entries) // per_row)
        each = -(-len(entries) // max(rows, 1))
        for start in range(0, len(entries), each or 1):
            row = entries[start : start + each]
            step = width / len(row)
            head = sheet.size * scale * small * 1.22 + 4
            body = 4 + max(
                canvas.paragraph_height(step - 8, e.pieces, entry_faces(sheet, e, scale)[1])
                for e in row
            )
            for place, entry in enumerate(row):
                left = x + place * step
                label_face, value_face = entry_faces(sheet, entry, scale)
                label_face = label_face._replace(size=label_face.size * small)
                if boxed:
                    canvas.rectangle(
                        left,
                        y,
                        left + step,
                        y + head,
                        fill=sheet.soft if tinted else None,
                        stroke=None if joined else (0, 0, 0),
                    )
                    canvas.rectangle(
                        left,
                        y if joined else y + head,
                        left + step,
                        y + head + body,
                        stroke=(0, 0, 0),
                    )
                at = left + step / 2 if centred else left + 4
                canvas.text(
                    at,
                    y + 2,
                    entry.label,
                    label_face,
                    align="centre" if centred else "left",
                    fit=step - 8,
                )
                canvas.paragraph(
                    left + 4,
                    y + head + 2,
                    step - 8,
                    entry.pieces,
                    value_face,
                    align="centre" if centred else "left",
                )
            y += head + body + (0 if boxed else 5)
        return y

    return draw
