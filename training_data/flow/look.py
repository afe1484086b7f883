"""The style sheet of one flowing document, drawn once: typefaces, colours, habits of layout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from training_data.canvas import Colour
from training_data.draw import Draw
from training_data.flow.nodes import Borders, Fill, TableLook, Tone

# Families by their name in CSS and Typst, and a file that shows whether one is installed.
_FONTS = Path("/usr/share/fonts")
_SANS = {
    "Liberation Sans": "truetype/liberation/LiberationSans-Regular.ttf",
    "Liberation Sans Narrow": "truetype/liberation/LiberationSansNarrow-Regular.ttf",
    "Open Sans": "truetype/open-sans/OpenSans-Regular.ttf",
    "Lato": "truetype/lato/Lato-Regular.ttf",
    "Roboto": "truetype/roboto/unhinted/RobotoTTF/Roboto-Regular.ttf",
    "Roboto Condensed": "truetype/roboto/unhinted/RobotoCondensed-Regular.ttf",
    "Carlito": "truetype/crosextra/Carlito-Regular.ttf",
    "Cantarell": "opentype/cantarell/Cantarell-VF.otf",
    "DejaVu Sans": "truetype/dejavu/DejaVuSans.ttf",
}
_SERIF = {
    "Liberation Serif": "truetype/liberation/LiberationSerif-Regular.ttf",
    "Caladea": "truetype/crosextra/Caladea-Regular.ttf",
    "EB Garamond": "opentype/ebgaramond/EBGaramond12-Regular.otf",
    "DejaVu Serif": "truetype/dejavu/DejaVuSerif.ttf",
}
_MONO = {
    "Liberation Mono": "truetype/liberation/LiberationMono-Regular.ttf",
    "DejaVu Sans Mono": "truetype/dejavu/DejaVuSansMono.ttf",
}
# Letter widths differ: a size that looks alike in all of them.
_WIDE = {"DejaVu Sans": 0.88, "DejaVu Serif": 0.9, "DejaVu Sans Mono": 0.86, "Open Sans": 0.93}
_BROAD = ("DejaVu Sans", "DejaVu Serif", *_MONO, "monospace")
_NARROW = {"Roboto Condensed": 1.06, "Liberation Sans Narrow": 1.08, "EB Garamond": 1.12}
Kind = Literal["sans", "serif", "mono"]


@cache
def find_fonts(kind: Kind) -> tuple[str, ...]:
    """Installed families of a kind; a name that any system can substitute when there is none."""
    known = {"sans": _SANS, "serif": _SERIF, "mono": _MONO}[kind]
    found = tuple(name for name, path in known.items() if (_FONTS / path).exists())
    return found or ({"sans": "DejaVu Sans", "serif": "DejaVu Serif"}.get(kind, "monospace"),)


@dataclass(frozen=True, slots=True)
class Look:
    """The style sheet.

    Attributes:
        font: of the running text.
        brand_font: of titles and names in large type.
        size: of the running text, points.
        leading: distance of lines relative to the type size.
        ink: of the text.
        accent: of titles, rules and grounds.
        soft: a light ground.
        muted: of secondary text.
        dark: a dark ground.
        justify: whether prose is justified.
        hyphenate: whether prose is hyphenated.
        columns: how CSS puts nodes beside one another.
        kerning: kerning and ligatures.
        label_bold: labels of entries are bold.
        label_tone: their colour.
        label_scale: their size.
        value_bold: values of entries are bold.
        gap: between blocks, points.
    """

    font: str
    brand_font: str
    size: float
    leading: float
    ink: Colour
    accent: Colour
    soft: Colour
    muted: Colour
    dark: Colour
    justify: bool
    hyphenate: bool
    columns: Literal["flex", "table", "float", "grid", "inline-block"]
    kerning: bool
    label_bold: bool
    label_tone: Tone
    label_scale: float
    value_bold: bool
    gap: float

    @property
    def broad_size(self) -> float:
        """The size of type, larger where letters are broad: to guess widths by, points."""
        return self.size * (1.1 if self.font in _BROAD else 1.0)

    @property
    def dot(self) -> float:
        """Width of a dot relative to the size of type, on the wide side."""
        return 0.62 if self.font in _MONO else 0.33


def draw_look(
    draw: Draw,
    *,
    size: float,
    accent: Colour,
    soft: Colour,
    mono: float = 0.02,
    own_fonts: Sequence[str] = (),
) -> Look:
    """A style sheet.

    Args:
        draw: the random source.
        size: of the running text in a typeface of usual width, points.
        accent: the document's colour.
        soft: its light ground.
        mono: probability of a typewriter's face.
        own_fonts: typefaces that the engine brings with it, for a document now and then.
    """
    kinds: dict[Kind, float] = {"sans": 75, "serif": 23, "mono": mono * 100}
    kind = draw.weigh(kinds)
    font = draw.pick(find_fonts(kind))
    if own_fonts and draw.chance(0.15):
        font = draw.pick(own_fonts)
    brand = font if draw.chance(0.7) else draw.pick(find_fonts(draw.pick(("sans", "serif"))))
    grey = draw.pick([0.35, 0.42, 0.5])
    ink = draw.pick([0.0, 0.0, 0.0, 0.12, 0.2])
    return Look(
        font=font,
        brand_font=brand,
        size=size * _WIDE.get(font, _NARROW.get(font, 1.0)),
        leading=draw.pick([1.15, 1.2, 1.25, 1.3, 1.4, 1.5]),
        ink=(ink, ink, ink),
        accent=accent,
        soft=soft,
        muted=(grey, grey, grey),
        dark=draw.pick([(0.15, 0.15, 0.2), (0.2, 0.25, 0.3), accent]),
        justify=draw.chance(0.3),
        hyphenate=draw.chance(0.3),
        columns=draw.pick(["flex", "table", "float", "grid", "inline-block"]),
        kerning=draw.chance(0.85),
        label_bold=draw.chance(0.3),
        label_tone=draw.weigh({"ink": 60, "muted": 28, "accent": 12}),
        label_scale=draw.pick([1.0, 1.0, 1.0, 0.9, 0.8]),
        value_bold=draw.chance(0.22),
        gap=draw.pick([5.0, 8.0, 12.0, 16.0]),
    )


def draw_tone(draw: Draw) -> Tone:
    """A colour for lines and headings."""
    tones: tuple[Tone, ...] = ("ink", "muted", "accent")
    return draw.pick(tones)


def draw_table_look(draw: Draw, *, ruled: bool | None = None) -> TableLook:
    """An invented look for tables.

    Args:
        draw: the random source.
        ruled: with lines between columns; drawn when None.
    """
    borders: dict[Borders, float] = {
        "none": 2,
        "rows": 5,
        "columns": 4,
        "all": 5,
        "frame": 2,
        "header": 3,
        "dotted": 1,
    }
    if ruled is not None:
        wanted = ("columns", "all") if ruled else ("none", "rows", "header", "dotted")
        borders = {key: weight for key, weight in borders.items() if key in wanted}
    fills: dict[Fill, float] = {"": 4, "soft": 4, "accent": 3, "dark": 1.5, "grey": 1}
    return TableLook(
        borders=draw.weigh(borders),
        line=draw.pick([0.4, 0.5, 0.75, 1.0]),
        tone=draw_tone(draw),
        header_fill=draw.weigh(fills),
        zebra="soft" if draw.chance(0.16) else "",
        padding=(draw.pick([1.0, 2.0, 3.0, 4.0, 6.0]), draw.pick([2.0, 3.0, 4.0, 5.0])),
        repeat=draw.chance(0.8),
    )
