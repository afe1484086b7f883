"""Pages of PDF operators, written to a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pymupdf

from training_data.fonts import Font


@dataclass(slots=True)
class PageContent:
    """What a page is made of so far: size in points, operators, fonts by name, placed images."""

    width: float
    height: float
    operators: list[str] = field(default_factory=list)
    fonts: dict[str, Font] = field(default_factory=dict)
    images: list[tuple[pymupdf.Rect, bytes]] = field(default_factory=list)


def rectangle_path(a: float, b: float, c: float, d: float, radius: float) -> str:
    """The operators of a rectangle's path, with round corners if a radius is given.

    Args:
        a: left, points.
        b: bottom.
        c: right.
        d: top.
        radius: of the corners; 0 for square ones.

    >>> rectangle_path(0, 0, 10, 5, 0)
    '0.0 0.0 10.0 5.0 re'
    """
    if not radius:
        return f"{a:.1f} {b:.1f} {c - a:.1f} {d - b:.1f} re"
    r, k = radius, radius * 0.45
    steps = (
        ("m", a + r, b),
        ("l", c - r, b),
        ("c", c - k, b, c, b + k, c, b + r),
        ("l", c, d - r),
        ("c", c, d - k, c - k, d, c - r, d),
        ("l", a + r, d),
        ("c", a + k, d, a, d - k, a, d - r),
        ("l", a, b + r),
        ("c", a, b + k, a + k, b, a + r, b),
    )
    return " ".join(f"{' '.join(f'{n:.1f}' for n in at)} {step}" for step, *at in steps) + " h"


def write_pdf(pages: Sequence[PageContent]) -> bytes:
    """The pages as a PDF, with the TrueType fonts cut down to the glyphs in use."""
    with pymupdf.open() as pdf:
        standard: dict[str, int] = {}
        embedded = False
        for page in pages:
            target = pdf.new_page(width=page.width, height=page.height)
            references = "".join(
                f"/{font.name} {_standard_font(pdf, font, standard)} 0 R"
                for font in page.fonts.values()
                if font.base
            )
            pdf.xref_set_key(target.xref, "Resources", f"<</Font<<{references}>>>>")
            for font in page.fonts.values():
                if not font.base:
                    target.insert_font(fontname=font.name, fontbuffer=font.data, set_simple=False)
                    embedded = True
            stream = pdf.get_new_xref()
            pdf.update_object(stream, "<<>>")
            content = "\n".join(page.operators).encode("latin-1")
            pdf.update_stream(stream, content, compress=True)
            target.set_contents(stream)
            for rect, png in page.images:
                target.insert_image(rect, stream=png, keep_proportion=False)
        if embedded:
            pdf.subset_fonts()
        return bytes(pdf.tobytes(garbage=1 if embedded else 0, deflate=embedded))


def _standard_font(pdf: pymupdf.Document, font: Font, known: dict[str, int]) -> int:
    if font.base not in known:
        xref = pdf.get_new_xref()
        pdf.update_object(
            xref, f"<</Type/Font/Subtype/Type1/BaseFont/{font.base}/Encoding/WinAnsiEncoding>>"
        )
        known[font.base] = xref
    return known[font.base]
