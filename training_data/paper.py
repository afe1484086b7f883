"""What an office does to the paper before it is scanned: stamps, pens, punches, folds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from training_data.draw import Draw
from training_data.lexicon import load_words

Grey = NDArray[np.uint8]

_MM_PER_INCH = 25.4
_HOLE_MM = 6.0
# ISO 838: two holes 80 mm apart, their centres 12 mm from the edge; or four.
_HOLE_GAP_MM = 80.0
_HOLE_EDGE_MM = 12.0
_PRINTED_FONTS = (cv2.FONT_HERSHEY_DUPLEX, cv2.FONT_HERSHEY_TRIPLEX, cv2.FONT_HERSHEY_SIMPLEX)
_WRITTEN_FONTS = (cv2.FONT_HERSHEY_SCRIPT_SIMPLEX, cv2.FONT_HERSHEY_SCRIPT_COMPLEX)


@dataclass(frozen=True, slots=True)
class Traces:
    """What is on the paper of a document beside its print.

    Attributes:
        stamps: rubber stamps on the first page.
        notes: handwritten words, ticks and circles on the first page.
        signature: whether somebody signed.
        holes: punched holes at the left edge: 0, 2 or 4.
        folds: creases across each page: 0, 1 (in half) or 2 (in three, for an envelope).
        bleed: how far the other side shows through, 0 to 1.
    """

    stamps: int = 0
    notes: int = 0
    signature: bool = False
    holes: int = 0
    folds: int = 0
    bleed: float = 0.0


def draw_traces(draw: Draw, grade: int) -> Traces:
    """Invent what happened to the paper of one document.

    Args:
        draw: the random source.
        grade: 0 for a light degradation, 1 for a medium one, 2 for a heavy one.
    """
    return Traces(
        stamps=draw.weigh({0: 85 - 15 * grade, 1: 12 + 10 * grade, 2: 1 + 3 * grade}),
        notes=draw.weigh({0: 88 - 14 * grade, 1: 7, 2: 4 + 2 * grade, 4: 1 + 2 * grade}),
        signature=draw.chance(0.04 + 0.04 * grade),
        holes=draw.weigh({0: 90 - 12 * grade, 2: 8 + 6 * grade, 4: 2}),
        folds=draw.weigh({0: 90 - 15 * grade, 1: 3 + 4 * grade, 2: 5 + 8 * grade}),
        bleed=draw.uniform(0.03, 0.08 + 0.07 * grade) if draw.chance(0.03 + 0.06 * grade) else 0.0,
    )


def mark_paper(image: Grey, traces: Traces, draw: Draw, dpi: int, *, first: bool) -> Grey:
    """A page with its traces.

    Args:
        image: the clean page, grey, shape (height, width).
        traces: what happened to the paper.
        draw: the random source.
        dpi: of the image.
        first: whether it is the first page, where people write and stamp.

    Returns:
        A new image of the same shape.
    """
    out = image.copy()
    if traces.bleed:
        # what is printed on the back, seen through the paper
        back = cv2.GaussianBlur(np.ascontiguousarray(image[:, ::-1]), (0, 0), dpi / 150)
        faint = 255 - (255 - back.astype(np.float32)) * traces.bleed
        np.minimum(out, faint.astype(np.uint8), out=out)
    if first:
        for _ in range(traces.stamps):
            _press(out, _stamp(draw, dpi), draw)
        for _ in range(traces.notes):
            _press(out, _note(draw, dpi), draw)
        if traces.signature:
            _press(out, _scrawl(draw, dpi), draw)
    if traces.folds:
        out = _creased(out, traces.folds, draw, dpi)
    if traces.holes:
        _punch(out, traces.holes, draw, dpi)
    return out


def _press(page: Grey, ink: Grey, draw: Draw) -> None:
    """Puts ink down somewhere on the page, darkening what is there."""
    height, width = (min(edge, room) for edge, room in zip(ink.shape, page.shape, strict=True))
    top = int(draw.uniform(0, page.shape[0] - height))
    left = int(draw.uniform(0, page.shape[1] - width))
    part = page[top : top + height, left : left + width]
    np.minimum(part, ink[:height, :width], out=part)


def _turned(ink: Grey, degrees: float) -> Grey:
    """Ink turned by some degrees, on a canvas that holds all of it."""
    height, width = ink.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    cosine, sine = abs(matrix[0, 0]), abs(matrix[0, 1])
    size = int(height * sine + width * cosine), int(height * cosine + width * sine)
    matrix[:, 2] += (size[0] - width) / 2, (size[1] - height) / 2
    return _warped(ink, matrix, size)


def _warped(ink: Grey, matrix: NDArray[Any], size: tuple[int, int]) -> Grey:
    return cv2.warpAffine(ink, matrix, size, borderValue=255).astype(np.uint8, copy=False)


def _lettering(text: str, font: int, scale: float, grey: int, thick: int, margin: int) -> Grey:
    (width, height), below = cv2.getTextSize(text, font, scale, thick)
    canvas = np.full((height + below + 2 * margin, width + 2 * margin), 255, np.uint8)
    cv2.putText(canvas, text, (margin, margin + height), font, scale, grey, thick, cv2.LINE_AA)
    return canvas


def _day(draw: Draw) -> str:
    year = draw.pick([draw.randint(2015, 2026), draw.randint(15, 26)])
    return f"{draw.randint(1, 28):02d}/{draw.randint(1, 12):02d}/{year}"


def _filled(draw: Draw, group: str) -> str:
    text = str(draw.pick(load_words("paper")[group]))
    return text.format(day=_day(draw), number=draw.digits(draw.randint(2, 6)))


def _stamp(draw: Draw, dpi: int) -> Grey:
    """A rubber stamp: one or two lines in a frame, unevenly inked, askew."""
    grey, thick = draw.randint(50, 160), max(1, dpi // 90)
    font, scale, margin = draw.pick(_PRINTED_FONTS), dpi / draw.uniform(130, 240), dpi // 12
    lines = [
        _lettering(_filled(draw, "stamps"), font, scale, grey, thick, margin)
        for _ in range(draw.weigh({1: 3, 2: 2}))
    ]
    size = sum(line.shape[0] for line in lines), max(line.shape[1] for line in lines)
    canvas = np.full(size, 255, np.uint8)
    top = 0
    for line in lines:
        left = (canvas.shape[1] - line.shape[1]) // 2
        canvas[top : top + line.shape[0], left : left + line.shape[1]] = line
        top += line.shape[0]
    height, width = canvas.shape
    match draw.weigh({"frame": 5, "round": 2, "bare": 2}):
        case "frame":
            cv2.rectangle(canvas, (2, 2), (width - 3, height - 3), grey, thick)
        case "round":
            wide = width + height
            canvas = cv2.copyMakeBorder(
                canvas, height, height, height // 2, height // 2, cv2.BORDER_CONSTANT, value=255
            )
            centre = canvas.shape[1] // 2, canvas.shape[0] // 2
            cv2.ellipse(canvas, centre, (wide // 2 - 2, height), 0, 0, 360, grey, thick)
    if draw.chance(0.6):  # a pad that is running dry
        source = np.random.default_rng(draw.getrandbits(32))
        coarse = source.random((8, 16), dtype=np.float32)
        wear = cv2.resize(coarse, canvas.shape[::-1], interpolation=cv2.INTER_CUBIC)
        worn = 255 - (255 - canvas.astype(np.float32)) * np.clip(wear * 1.6, 0.15, 1.0)
        canvas = worn.astype(np.uint8)
    return _turned(canvas, draw.gauss(0, 9))


def _note(draw: Draw, dpi: int) -> Grey:
    """Something written or ticked by hand."""
    grey, thick = draw.randint(20, 110), max(1, dpi // 100)
    if draw.chance(0.7):
        font, scale = draw.pick(_WRITTEN_FONTS), dpi / draw.uniform(110, 190)
        canvas = _lettering(_filled(draw, "notes"), font, scale, grey, thick, dpi // 10)
        slant = np.array([[1, draw.uniform(-0.35, 0.1), 0], [0, 1, 0]], dtype=np.float32)
        slant[0, 2] = max(0.0, -slant[0, 1] * canvas.shape[0])
        wide = int(canvas.shape[1] + abs(slant[0, 1]) * canvas.shape[0])
        return _turned(_warped(canvas, slant, (wide, canvas.shape[0])), draw.gauss(3, 5))
    width, height = int(dpi * draw.uniform(0.4, 1.6)), int(dpi * draw.uniform(0.15, 0.5))
    canvas = np.full((height + 20, width + 20), 255, np.uint8)
    centre = (canvas.shape[1] // 2, canvas.shape[0] // 2)
    match draw.pick(["circle", "tick", "underline"]):
        case "circle":
            end = draw.randint(330, 400)
            cv2.ellipse(
                canvas, centre, (width // 2, height // 2), 0, 0, end, grey, thick, cv2.LINE_AA
            )
        case "tick":
            corner = (centre[0] - height // 3, 10 + height)
            cv2.line(canvas, (corner[0] - height // 3, centre[1]), corner, grey, thick, cv2.LINE_AA)
            cv2.line(canvas, corner, (corner[0] + height, 10), grey, thick, cv2.LINE_AA)
        case _:
            cv2.line(canvas, (5, centre[1]), (width, centre[1] + 4), grey, thick, cv2.LINE_AA)
    return canvas


def _scrawl(draw: Draw, dpi: int) -> Grey:
    """A signature: loops that run to the right."""
    steps = np.linspace(0, draw.uniform(3, 6) * np.pi, 160)
    size = dpi * draw.uniform(0.12, 0.3)
    swell = 1 + 0.8 * np.sin(steps * draw.uniform(0.2, 0.5) + draw.uniform(0, 6))
    x = steps * size * draw.uniform(0.25, 0.5) + size * swell * np.cos(steps)
    y = size * swell * np.sin(steps * draw.uniform(0.9, 1.3))
    points = np.stack([x - x.min() + 8, y - y.min() + 8], axis=1)
    extent = points.max(axis=0) + 8
    canvas = np.full((int(extent[1]), int(extent[0])), 255, np.uint8)
    grey = draw.randint(20, 90)
    thick = max(1, dpi // 110)
    cv2.polylines(canvas, [points.astype(np.int32)], False, grey, thick, cv2.LINE_AA)
    return _turned(canvas, draw.gauss(8, 8))


def _creased(image: Grey, folds: int, draw: Draw, dpi: int) -> Grey:
    """A page that was folded: its panels catch the light differently, the edges show."""
    height = image.shape[0]
    along = np.arange(height, dtype=np.float32)
    light = np.ones(height, dtype=np.float32)
    for fold in range(1, folds + 1):
        at = height * fold / (folds + 1) + draw.gauss(0, height * 0.01)
        depth, reach = draw.uniform(0.04, 0.18), dpi * draw.uniform(0.05, 0.35)
        side = np.where(along < at, 1.0, -draw.uniform(0.2, 0.6))
        light -= depth * side * np.exp(-np.abs(along - at) / reach)
        edge = np.abs(along - at) < max(1.0, dpi / 200)
        light[edge] += draw.uniform(-0.25, 0.2)
    lit: Grey = np.clip(image.astype(np.float32) * light[:, None], 0, 255).astype(np.uint8)
    return lit


def _punch(image: Grey, holes: int, draw: Draw, dpi: int) -> None:
    """Holes at the left edge, dark where the scanner's lid is, pale where it is white."""
    per_mm = dpi / _MM_PER_INCH
    middle = image.shape[0] / 2 + draw.gauss(0, 4) * per_mm
    left = int((_HOLE_EDGE_MM + draw.gauss(0, 1.5)) * per_mm)
    grey = draw.pick([draw.randint(0, 60), draw.randint(190, 245)])
    for place in range(holes):
        y = int(middle + (place - (holes - 1) / 2) * _HOLE_GAP_MM * per_mm)
        cv2.circle(image, (left, y), int(_HOLE_MM / 2 * per_mm), grey, -1, cv2.LINE_AA)
