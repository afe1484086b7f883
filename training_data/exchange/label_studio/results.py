"""The results of one annotation, put together by `id`: box, label, text, option, row."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from extractor.document import BoundingBox
from training_data.annotation.writing import DECIMALS
from training_data.exchange.label_studio.interface import ABSENT, ROW, UNPLACED

_KINDS = {
    "rectanglelabels": "rectanglelabels",
    "labels": "labels",
    "rectangle": "",
    "textarea": "text",
    "choices": "choices",
    "number": "number",
}
"""Types of results that are understood, with the key of what they say."""
_BOXES = ("rectanglelabels", "labels", "rectangle")


class Marked(NamedTuple):
    """A region of an image with all that was said of it.

    Attributes:
        label: the label; `unplaced` or `absent` for what belongs to no region; empty for none.
        texts: what was typed or chosen.
        page: page number from 1; None for texts without a region.
        bbox: in fractions of the page; None for texts without a region.
        row: the number of its row, if it was told.
    """

    label: str
    texts: tuple[str, ...]
    page: int | None = None
    bbox: BoundingBox | None = None
    row: str = ""

    @property
    def text(self) -> str:
        """What was typed, in one line."""
        return " ".join(self.texts)


def read_results(
    results: Sequence[Any], pages: Sequence[tuple[str, int]], skipped: Counter[str]
) -> Iterator[Marked]:
    """The regions of an annotation, in order.

    Args:
        results: its `result` list.
        pages: document and page number of each image of the task.
        skipped: counts what is not understood.
    """
    by_id: dict[str, list[Mapping[str, Any]]] = {}
    for index, result in enumerate(results):
        if not isinstance(result, dict) or not isinstance(result.get("value"), dict):
            kind = result.get("type", "?") if isinstance(result, dict) else "?"
            skipped[f"résultat « {kind} »"] += 1
        elif result.get("type") not in _KINDS:
            skipped[f"résultat « {result.get('type')} »"] += 1
        else:
            by_id.setdefault(str(result.get("id", f"#{index}")), []).append(result)
    for together in by_id.values():
        box = next((r for r in together if r["type"] in _BOXES), None)
        if box is not None:
            yield from _region(box, together, pages, skipped)
        elif (name := together[0].get("from_name")) in (UNPLACED, ABSENT):
            yield Marked(str(name), tuple(_texts(together)))
        else:
            skipped["réponse sans cadre"] += 1


def _region(
    box: Mapping[str, Any],
    together: Sequence[Mapping[str, Any]],
    pages: Sequence[tuple[str, int]],
    skipped: Counter[str],
) -> Iterator[Marked]:
    index = box.get("item_index", 0)
    bbox = read_rectangle(box)
    if bbox is None:
        skipped["cadre malformé ou hors de la page"] += 1
    elif not isinstance(index, int) or not 0 <= index < len(pages):
        skipped["cadre d'une page qui n'existe pas"] += 1
    else:
        labels = [
            label for result in together if result["type"] in _BOXES for label in _said(result)
        ]
        row = next((_said(r) for r in together if r.get("from_name") == ROW), [])
        yield Marked(
            labels[0] if labels else "",
            tuple(_texts(r for r in together if r.get("from_name") != ROW)),
            pages[index][1],
            bbox,
            row[0] if row else "",
        )


def _texts(results: Any) -> Iterator[str]:
    for result in results:
        if result["type"] in ("textarea", "choices"):
            yield from _said(result)


def _said(result: Mapping[str, Any]) -> list[str]:
    said = result["value"].get(_KINDS[result["type"]], [])
    return [str(item).strip() for item in (said if isinstance(said, list) else [said])]


def read_rectangle(result: Mapping[str, Any]) -> BoundingBox | None:
    """The box of a result, in fractions of the image; None if it is malformed.

    Label Studio gives the corner, width and height in percent of the image, and a rotation in
    degrees, clockwise about that corner. Of a turned rectangle, the box around it is taken; what
    hangs over the page's edge is cut off.

    >>> read_rectangle({"value": {"x": 10, "y": 20, "width": 30, "height": 5}})
    BoundingBox(left=0.1, top=0.2, right=0.4, bottom=0.25)
    """
    value = result["value"]
    numbers = [value.get(key, 0) for key in ("x", "y", "width", "height", "rotation")]
    if any(isinstance(n, bool) or not isinstance(n, int | float) for n in numbers):
        return None
    x, y, width, height, rotation = (float(number) for number in numbers)
    if not all(map(math.isfinite, (x, y, width, height, rotation))):
        return None
    if rotation % 360:
        x, y, width, height = _envelope(result, x, y, width, height, math.radians(rotation))
    edges = (x, y, x + width, y + height)
    box = BoundingBox(*(round(edge / 100, DECIMALS) for edge in edges)).clipped()
    return box if box.area > 0 else None


def _envelope(
    result: Mapping[str, Any], x: float, y: float, width: float, height: float, angle: float
) -> tuple[float, float, float, float]:
    """The upright box around a turned one; turned in pixels, since a percent is not square."""
    wide, high = (float(result.get(f"original_{side}") or 1) for side in ("width", "height"))
    cos, sin = math.cos(angle), math.sin(angle)
    corners = [
        (across * cos - down * sin, across * sin + down * cos)
        for across in (0.0, width * wide)
        for down in (0.0, height * high)
    ]
    xs, ys = [corner[0] / wide for corner in corners], [corner[1] / high for corner in corners]
    return x + min(xs), y + min(ys), max(xs) - min(xs), max(ys) - min(ys)
