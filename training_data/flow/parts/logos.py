"""Invented logos: shapes as SVG, or a name as a picture that only OCR can read."""

from __future__ import annotations

import math

from training_data.blocks.letterhead import logo_mark, picture_of
from training_data.canvas import Align, Colour
from training_data.draw import Draw
from training_data.flow.nodes import Columns, Node, Picture, Stack, text
from training_data.flow.page import Page


def _css(colour: Colour) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)


def _polygon(draw: Draw, inks: tuple[str, str]) -> str:
    sides, turn = draw.randint(3, 8), draw.uniform(0, 3)
    angles = [turn + k * math.tau / sides for k in range(sides)]
    points = " ".join(f"{50 + 48 * math.cos(a):.1f},{50 + 48 * math.sin(a):.1f}" for a in angles)
    hole = f'<circle cx="50" cy="50" r="{draw.randint(10, 30)}" fill="{draw.pick(inks)}"/>'
    return f'<polygon points="{points}" fill="{inks[0]}"/>{hole}'


def _petals(draw: Draw, inks: tuple[str, str]) -> str:
    count, breadth = draw.randint(4, 9), draw.randint(8, 16)
    return "".join(
        f'<ellipse cx="50" cy="26" rx="{breadth}" ry="24" fill="{inks[k % 2]}" '
        f'transform="rotate({k * 360 / count:.0f} 50 50)"/>'
        for k in range(count)
    )


def _steps(draw: Draw, inks: tuple[str, str]) -> str:
    heights = [draw.randint(25, 100) for _ in range(draw.randint(3, 5))]
    step = 100 / len(heights)
    return "".join(
        f'<rect x="{k * step:.1f}" y="{100 - height}" width="{step * 0.8:.1f}" '
        f'height="{height}" fill="{inks[k % 2]}"/>'
        for k, height in enumerate(heights)
    )


def _arcs(draw: Draw, inks: tuple[str, str]) -> str:
    breadth = draw.randint(5, 10)
    return "".join(
        f'<path d="M {50 - r} 80 A {r} {r} 0 0 1 {50 + r} 80" fill="none" '
        f'stroke="{inks[k % 2]}" stroke-width="{breadth}"/>'
        for k, r in enumerate((44, 30, 16))
    )


def _shield(draw: Draw, inks: tuple[str, str]) -> str:
    low = draw.randint(90, 99)
    return (
        f'<path d="M10 8 H90 V50 Q90 84 50 {low} Q10 84 10 50 Z" fill="{inks[0]}"/>'
        f'<path d="M50 8 H90 V50 Q90 84 50 {low} Z" fill="{inks[1]}"/>'
    )


def _waves(draw: Draw, inks: tuple[str, str]) -> str:
    depth = draw.randint(20, 50)
    return "".join(
        f'<path d="M0 {y} q 25 -{depth} 50 0 t 50 0" fill="none" stroke="{inks[k % 2]}" '
        'stroke-width="9"/>'
        for k, y in enumerate((30, 55, 80))
    )


_EMBLEMS = (_polygon, _petals, _steps, _arcs, _shield, _waves)


def draw_emblem(page: Page, size: float, align: Align = "left") -> Picture:
    """An abstract emblem in a square of `size` points."""
    draw = page.draw
    inks = (_css(page.look.accent), _css((draw.random(), draw.random(), draw.random())))
    shapes = draw.pick(_EMBLEMS)(draw, inks)
    frame = 'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="100" height="100"'
    return Picture(f"<svg {frame}>{shapes}</svg>".encode(), size, size, align)


def name_picture(page: Page, width: float, align: Align = "left") -> Picture:
    """The trade name in a logo that is a picture; its mark stands where it can be read."""
    png, height, marks = picture_of(logo_mark(page.sheet), width)
    return Picture(png, width, height, align, tuple(marks))


def logo(page: Page, *, name: Node | None = None, align: Align = "left") -> Node:
    """An emblem or a name as a picture, with a name beside or below it where one is given.

    Args:
        page: the document.
        name: the supplier's name as text.
        align: where it stands.
    """
    draw = page.draw
    if draw.chance(0.14):
        picture = name_picture(page, draw.uniform(110, 170), align)
        return picture if name is None else Stack((picture, name), 4.0)
    emblem = draw_emblem(page, draw.uniform(22, 60), align)
    if name is None:
        return emblem
    if draw.chance(0.5) and align == "left":
        share = min((emblem.width + 10) / 200, 0.6)
        return Columns((emblem, name), (share, 1 - share), 6.0, "middle")
    return Stack((emblem, name), 4.0)


def slogan(page: Page) -> Node:
    """A line that a letterhead carries besides."""
    words = page.draw.pick(
        [
            "Le savoir-faire à votre porte",
            "Depuis trois générations",
            "Solutions & services",
            "Partenaire des collectivités",
            "Votre satisfaction, notre métier",
            "Ingénierie – Travaux – Maintenance",
            "Agence régionale",
        ]
    )
    return text(words, italic=page.draw.chance(0.5), tone="muted", scale=0.85)
