"""Labels with their values, in the many arrangements that documents use."""

from __future__ import annotations

from collections.abc import Sequence

from training_data.canvas import Canvas, Drawable
from training_data.entry_cells import (
    as_pieces,
    draw_cells,
    draw_grid,
    entry_faces,
    labelled,
    suffixed,
)
from training_data.pieces import plain_text
from training_data.sheet import Entry, Sheet

FORMS = (
    "lines",
    "aligned",
    "right",
    "justified",
    "leaders",
    "grid",
    "header_row",
    "cards",
    "inline",
    "two_columns",
    "stacked",
    "value_first",
)


def present(sheet: Sheet, entries: Sequence[Entry], form: str, *, scale: float = 1.0) -> Drawable:
    """The entries in one of `FORMS`.

    Args:
        sheet: the document.
        entries: what to print, in order.
        form: one of `FORMS`.
        scale: type size relative to the running text.
    """
    entries = [entry for entry in entries if entry.pieces]
    if form in ("lines", "right", "value_first"):
        return _lines(sheet, entries, form, scale)
    if form in ("aligned", "two_columns"):
        return _aligned(sheet, entries, 2 if form == "two_columns" else 1, scale)
    if form in ("justified", "leaders"):
        return _justified(sheet, entries, form == "leaders", scale)
    if form == "grid":
        return draw_grid(sheet, entries, scale)
    if form in ("header_row", "cards"):
        return draw_cells(sheet, entries, boxed=form == "header_row", scale=scale)
    if form == "inline":
        return _inline(sheet, entries, scale)
    return _stacked(sheet, entries, scale)


def _lines(sheet: Sheet, entries: Sequence[Entry], form: str, scale: float) -> Drawable:
    def draw(canvas: Canvas, x: float, y: float, width: float) -> float:
        for entry in entries:
            text = (
                (*entry.pieces, " ", *as_pieces(entry.label))
                if form == "value_first"
                else labelled(sheet, entry)
            )
            face = entry_faces(sheet, entry, scale)[1]
            y = (
                canvas.paragraph(
                    x, y, width, text, face, align="right" if form == "right" else "left"
                )
                + 1
            )
        return y

    return draw


def _aligned(sheet: Sheet, entries: Sequence[Entry], columns: int, scale: float) -> Drawable:
    suffix = sheet.separator.rstrip() if sheet.draw.chance(0.7) else ""
    colon_apart = bool(suffix) and sheet.draw.chance(0.25)

    def draw(canvas: Canvas, x: float, y: float, width: float) -> float:
        step = width / columns
        rows = -(-len(entries) // columns)
        widest = (
            max(
                (
                    entry_faces(sheet, e, scale)[0].width(plain_text(suffixed(e, suffix)))
                    for e in entries
                ),
                default=0,
            )
            + sheet.size * 0.9
        )
        indent = min(widest, step * 0.62)
        bottom = top = y
        for place, entry in enumerate(entries):
            left = x + step * (place // rows)
            if place % rows == 0:
                top = y
            label_face, value_face = entry_faces(sheet, entry, scale)
            if colon_apart:
                canvas.text(left, top, entry.label, label_face, fit=indent - 6)
                canvas.text(left + indent - 5, top, suffix.strip(), label_face)
            else:
                canvas.text(left, top, suffixed(entry, suffix), label_face, fit=indent - 2)
            top = (
                canvas.paragraph(left + indent, top, step - indent - 2, entry.pieces, value_face)
                + 1
            )
            bottom = max(bottom, top)
        return bottom

    return draw


def _justified(sheet: Sheet, entries: Sequence[Entry], leaders: bool, scale: float) -> Drawable:
    rules = (
        sheet.draw.weigh({"none": 5, "rules": 3, "box": 3, "zebra": 2, "cells": 3})
        if not leaders
        else "none"
    )
    suffix = sheet.separator.rstrip() if sheet.draw.chance(0.4) else ""
    emphasis = sheet.draw.pick(["bold", "bold", "fill", "bigger", "none"])

    def draw(canvas: Canvas, x: float, y: float, width: float) -> float:
        top = y
        pad = 4 if rules != "none" else 0
        for place, entry in enumerate(entries):
            label_face, value_face = entry_faces(sheet, entry, scale)
            if entry.strong and emphasis == "bigger":
                label_face, value_face = (
                    face._replace(size=face.size * 1.15) for face in (label_face, value_face)
                )
            height = value_face.size * 1.22 + 3
            filled = entry.strong and emphasis == "fill"
            if filled:
                canvas.rectangle(x, y, x + width, y + height, fill=sheet.accent)
                label_face, value_face = (
                    face._replace(colour=(1, 1, 1)) for face in (label_face, value_face)
                )
            elif rules == "zebra" and place % 2 == 0:
                canvas.rectangle(x, y, x + width, y + height, fill=sheet.soft)
            room = width - 2 * pad
            label_room = max(room * 0.3, room - value_face.width(plain_text(entry.pieces)) - 5)
            canvas.text(x + pad, y + 1.5, suffixed(entry, suffix), label_face, fit=label_room)
            canvas.text(
                x + width - pad, y + 1.5, entry.pieces, value_face, align="right", fit=room * 0.7
            )
            if leaders:
                start = x + label_face.width(plain_text(suffixed(entry, suffix))) + 3
                stop = x + width - value_face.width(plain_text(entry.pieces)) - 4
                dot = label_face.width(".")
                if stop > start:
                    canvas.text(start, y + 1.5, "." * int((stop - start) / dot), label_face)
            if rules in ("rules", "cells"):
                canvas.line(x, y + height, x + width, y + height, width=0.4)
            y += height
        if rules in ("box", "cells"):
            canvas.rectangle(x, top, x + width, y, stroke=(0, 0, 0), width=0.6)
        if rules == "cells":
            canvas.line(x + width * 0.58, top, x + width * 0.58, y, width=0.4)
        return y

    return draw


def _inline(sheet: Sheet, entries: Sequence[Entry], scale: float) -> Drawable:
    glue = sheet.draw.pick([" - ", " – ", "   ", " | ", "      ", ", ", " / ", "  •  ", " · "])

    def draw(canvas: Canvas, x: float, y: float, width: float) -> float:
        pieces: list[object] = []
        for place, entry in enumerate(entries):
            pieces += [glue] if place else []
            pieces += labelled(sheet, entry)
        return canvas.paragraph(x, y, width, tuple(pieces), sheet.face(scale)) + 1  # type: ignore[arg-type]

    return draw


def _stacked(sheet: Sheet, entries: Sequence[Entry], scale: float) -> Drawable:
    small = sheet.draw.pick([0.75, 0.9, 1.0])

    def draw(canvas: Canvas, x: float, y: float, width: float) -> float:
        for entry in entries:
            label_face, value_face = entry_faces(sheet, entry, scale)
            y = canvas.text(
                x, y, entry.label, label_face._replace(size=label_face.size * small), fit=width
            )
            y = canvas.paragraph(x, y, width, entry.pieces, value_face) + 3
        return y

    return draw
