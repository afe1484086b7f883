"""Turn a clean PDF into what a scanner, a fax or a telephone makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
import pymupdf
from numpy.typing import NDArray

from extractor.document import BoundingBox
from training_data.annotation import Annotation, Place
from training_data.draw import Draw
from training_data.paper import Traces, draw_traces, mark_paper

SEVERITIES = ("light", "medium", "heavy")
Grey = NDArray[np.uint8]
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Damage:
    """What happens to every page of a document.

    Attributes:
        kind: `scan`, `fax` or `photo`.
        dpi: of the resulting image.
        turns: quarter turns, counter-clockwise.
        skew_deg: rotation in degrees.
        perspective: shift of the corners, fraction of the page.
        blur: standard deviation, pixels.
        noise: standard deviation, grey levels.
        contrast: factor towards white.
        shadow: darkening at the far edge, 0 to 1.
        speckle: share of pixels turned black or white.
        jpeg: quality; 0 for a lossless image.
        paper: grey level of the paper.
        traces: what is on the paper beside its print.
    """

    kind: str
    dpi: int
    turns: int
    skew_deg: float
    perspective: float
    blur: float
    noise: float
    contrast: float
    shadow: float
    speckle: float
    jpeg: int
    paper: int
    traces: Traces


def draw_damage(draw: Draw, severity: str) -> Damage:
    """Invent the damage of one document.

    Args:
        draw: the random source.
        severity: one of `SEVERITIES`.

    Raises:
        ValueError: there is no such severity.
    """
    if severity not in SEVERITIES:
        raise ValueError(f"severity must be one of {SEVERITIES}")
    grade = SEVERITIES.index(severity)
    kind = draw.weigh(
        ({"scan": 1.0}, {"scan": 9, "photo": 0.5, "fax": 0.5}, {"scan": 4, "photo": 3, "fax": 3})[
            grade
        ]
    )
    turns = draw.weigh({0: 0.92, 1: 0.03, 2: 0.025, 3: 0.025})
    return Damage(
        kind=kind,
        dpi=draw.pick(((300, 200, 200, 250), (200, 200, 300, 200, 150), (150, 200, 200))[grade])
        if kind != "fax"
        else draw.pick((150, 200, 200)),
        turns=turns,
        skew_deg=draw.gauss(0, (0.25, 0.6, 1.4)[grade]),
        perspective=draw.uniform(0.002, 0.008 + 0.008 * grade) if kind == "photo" else 0.0,
        blur=draw.uniform(0, (0.5, 0.8, 1.3)[grade]),
        noise=draw.uniform(0, (3, 7, 15)[grade]),
        contrast=draw.uniform((0.9, 0.75, 0.55)[grade], 1.0),
        shadow=draw.uniform(0, (0.02, 0.2, 0.45)[grade])
        if kind != "fax" and draw.chance(0.7 if kind == "photo" else 0.15)
        else 0.0,
        speckle=draw.uniform(0, (0.0, 0.0006, 0.003)[grade])
        if kind == "fax" or draw.chance(0.3)
        else 0.0,
        jpeg=0 if kind == "fax" else draw.randint((75, 55, 35)[grade], (95, 88, 70)[grade]),
        paper=draw.randint((250, 235, 205)[grade], 255),
        traces=draw_traces(draw, grade),
    )


def _page_matrix(damage: Damage, width: int, height: int, draw: Draw) -> Matrix:
    """Homography from pixels of the clean page to pixels of the skewed one, unturned."""
    centre = (width / 2, height / 2)
    rotation = np.vstack([cv2.getRotationMatrix2D(centre, damage.skew_deg, 1.0), [0, 0, 1]])
    if not damage.perspective:
        return np.asarray(rotation, dtype=np.float64)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    reach = damage.perspective * np.array([width, height], dtype=np.float32)
    inwards = np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]], dtype=np.float32)
    amounts = np.array([[draw.random(), draw.random()] for _ in range(4)], dtype=np.float32)
    warp = cv2.getPerspectiveTransform(corners, corners + inwards * amounts * reach)
    return np.asarray(warp @ rotation, dtype=np.float64)


def _damaged(image: Grey, damage: Damage, matrix: Matrix, draw: Draw) -> Grey:
    height, width = image.shape
    border = 255 if damage.kind != "photo" else draw.randint(60, 200)
    out = cv2.warpPerspective(
        image, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=border
    )
    if damage.blur > 0.25:
        out = cv2.GaussianBlur(out, (0, 0), damage.blur)
    grey: NDArray[np.float32] = out.astype(np.float32)
    grey -= 255
    grey *= damage.contrast * damage.paper / 255
    grey += damage.paper
    if damage.shadow:
        across = draw.chance(0.5)
        ramp = np.linspace(1, 1 - damage.shadow, width if across else height, dtype=np.float32)
        grey *= ramp[None, :] if across else ramp[:, None]
    source = np.random.default_rng(draw.getrandbits(32))
    if damage.noise > 0.5:
        grey += source.standard_normal(grey.shape, dtype=np.float32) * damage.noise
    result: Grey = np.clip(grey, 0, 255).astype(np.uint8)
    if damage.kind == "fax":
        result = np.where(result > draw.randint(140, 190), 255, 0).astype(np.uint8)
    if damage.speckle:
        spots = source.random(result.shape, dtype=np.float32)
        result[spots < damage.speckle / 2] = 0
        result[spots > 1 - damage.speckle / 2] = 255
    return np.ascontiguousarray(np.rot90(result, damage.turns))


def _moved(box: BoundingBox, matrix: Matrix, size: tuple[int, int], turns: int) -> BoundingBox:
    width, height = size
    corners = np.array(
        [[[x * width, y * height] for x in (box.left, box.right) for y in (box.top, box.bottom)]],
        dtype=np.float64,
    )
    points = cv2.perspectiveTransform(corners, matrix)[0] / np.array([width, height])
    for _ in range(turns):  # counter-clockwise: the right edge becomes the top
        points = np.stack([points[:, 1], 1 - points[:, 0]], axis=1)
    (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
    return BoundingBox(float(left), float(top), float(right), float(bottom)).clipped()


def _degrade(
    pdf: bytes, seed: int, severity: str
) -> tuple[bytes, Damage, list[tuple[Matrix, tuple[int, int]]]]:
    draw = Draw(f"damage/{seed}/{severity}")
    damage = draw_damage(draw, severity)
    moves: list[tuple[Matrix, tuple[int, int]]] = []
    with pymupdf.open(stream=pdf) as clean, pymupdf.open() as out:
        for page in clean:
            pixmap = page.get_pixmap(dpi=damage.dpi, colorspace=pymupdf.csGRAY)
            image = np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.width)
            matrix = _page_matrix(damage, pixmap.width, pixmap.height, draw)
            marked = mark_paper(image, damage.traces, draw, damage.dpi, first=page.number == 0)
            result = _damaged(marked, damage, matrix, draw)
            moves.append((matrix, (pixmap.width, pixmap.height)))
            if damage.jpeg:
                _, code = cv2.imencode(".jpg", result, [cv2.IMWRITE_JPEG_QUALITY, damage.jpeg])
            else:
                bilevel = (
                    [cv2.IMWRITE_PNG_BILEVEL, 1]
                    if not damage.speckle or damage.kind == "fax"
                    else []
                )
                _, code = cv2.imencode(".png", result, bilevel)
            height_pt, width_pt = (edge * 72 / damage.dpi for edge in result.shape)
            target = out.new_page(width=width_pt, height=height_pt)
            target.insert_image(target.rect, stream=code.tobytes())
        return bytes(out.tobytes()), damage, moves


def degrade(pdf: bytes, seed: int, severity: str) -> bytes:
    """An image-only PDF of the pages as scanned, faxed or photographed.

    Args:
        pdf: a PDF.
        seed: any integer; the same seed does the same damage.
        severity: one of `SEVERITIES`.

    Raises:
        ValueError: there is no such severity.
    """
    return _degrade(pdf, seed, severity)[0]


def degrade_labelled(
    pdf: bytes, annotation: Annotation, seed: int, severity: str
) -> tuple[bytes, Annotation]:
    """Like `degrade`, with the annotation's boxes moved along with the pixels.

    Raises:
        ValueError: there is no such severity.
    """
    image_pdf, damage, moves = _degrade(pdf, seed, severity)

    def move(places: Sequence[Place]) -> tuple[Place, ...]:
        return tuple(
            place._replace(bbox=_moved(place.bbox, *moves[place.page - 1], damage.turns))
            for place in places
        )

    return image_pdf, replace(
        annotation,
        places=move(annotation.places),
        vat_breakdown=tuple(
            replace(row, places=move(row.places)) for row in annotation.vat_breakdown
        ),
        lines=tuple(replace(row, places=move(row.places)) for row in annotation.lines),
        severity=severity,
    )
