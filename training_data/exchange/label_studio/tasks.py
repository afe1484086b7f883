"""From a draft to a task: pages, and regions in percent of their images."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from training_data.exchange.drafts import Draft, Region
from training_data.exchange.label_studio.interface import (
    CLOSED,
    IMAGE,
    LABEL,
    ROW,
    TEXT,
    UNPLACED,
    label_of,
)

FACTS = "bleuet"
"""Key of the task's data under which what no region says travels there and back."""


class PageImage(NamedTuple):
    """The picture of a page: where Label Studio finds it, and its size in pixels."""

    url: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Prediction:
    """That a task's regions are a model's, for a person to correct.

    Attributes:
        model_version: which model.
        confidences: by field, 0 to 1.
    """

    model_version: str
    confidences: Mapping[str, float] = field(default_factory=dict)


def build_task(
    draft: Draft, pages: Sequence[PageImage], prediction: Prediction | None = None
) -> dict[str, Any]:
    """One task with all pages of a document.

    Args:
        draft: what is known of the document.
        pages: the pictures of its pages, in order.
        prediction: whose work the regions are; None for a person's, which are then an annotation.

    Raises:
        ValueError: a region is on a page that the document does not have.
    """
    beyond = [region.page for region in draft.regions if (region.page or 1) > len(pages)]
    if beyond:
        raise ValueError(f"page {beyond[0]} : le document n'en a que {len(pages)}")
    facts = {
        "unlabelled": sorted(draft.unlabelled),
        "derivable": dict(draft.derivable),
        "alternatives": {name: list(values) for name, values in draft.alternatives},
        "family": draft.family,
        "seed": draft.seed,
        "severity": draft.severity,
    }
    task: dict[str, Any] = {
        "data": {
            "document": draft.file,
            "pages": [page.url for page in pages],
            FACTS: {name: fact for name, fact in facts.items() if fact not in ("", None, {})},
        }
    }
    results = list(_results(draft, pages, prediction))
    if prediction is None:
        task["annotations"] = [{"result": results}]
    else:
        scores = [prediction.confidences[r.name] for r in draft.regions if _rated(r, prediction)]
        task["predictions"] = [
            {
                "model_version": prediction.model_version,
                "score": round(min(scores, default=0.0), 4),
                "result": results,
            }
        ]
    return task


def _rated(region: Region, prediction: Prediction | None) -> bool:
    return prediction is not None and region.name in prediction.confidences


def _results(
    draft: Draft, pages: Sequence[PageImage], prediction: Prediction | None
) -> Iterator[dict[str, Any]]:
    unplaced = []
    for index, region in enumerate(draft.regions):
        if region.page is None or region.bbox is None:
            number = f"[{region.row}]" if region.row else ""
            unplaced.append(f"{label_of(region.name)}{number} = {region.text}")
            continue
        frame: dict[str, Any] = {"id": _identifier(draft.file, str(index)), "to_name": IMAGE}
        if prediction is not None and _rated(region, prediction):
            frame["score"] = round(prediction.confidences[region.name], 4)
        yield from _of_region(region, pages[region.page - 1], frame)
    if unplaced:
        yield {
            "id": _identifier(draft.file, UNPLACED),
            "from_name": UNPLACED,
            "to_name": IMAGE,
            "type": "textarea",
            "value": {"text": unplaced},
        }


def _of_region(region: Region, page: PageImage, frame: Mapping[str, Any]) -> Iterator[Any]:
    """The results of one region, which share its `id`: its label, its text, its row."""
    assert region.page is not None and region.bbox is not None
    box = region.bbox
    common = {
        **frame,
        "item_index": region.page - 1,
        "original_width": page.width,
        "original_height": page.height,
        "image_rotation": 0,
    }
    place = {
        "x": _percent(box.left),
        "y": _percent(box.top),
        "width": _percent(box.right - box.left),
        "height": _percent(box.bottom - box.top),
        "rotation": 0,
    }
    said: list[tuple[str, str, str, object]] = [
        (LABEL, "rectanglelabels", "rectanglelabels", [label_of(region.name)])
    ]
    if region.name in CLOSED and region.text:
        said.append((region.name, "choices", "choices", [region.text]))
    elif region.text:
        said.append((TEXT, "textarea", "text", [region.text]))
    if region.row.isdecimal():
        said.append((ROW, "number", "number", int(region.row)))
    for tag, kind, key, content in said:
        yield {**common, "from_name": tag, "type": kind, "value": {**place, key: content}}


def _percent(fraction: float) -> float:
    return round(100 * fraction, 6)


def _identifier(file: str, index: str) -> str:
    """Ten characters, the same for the same region, as Label Studio's own have."""
    return hashlib.blake2b(f"{file}/{index}".encode(), digest_size=5).hexdigest()
