"""Fonts: the PDF's own fourteen, and TrueType files where they are installed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

import pymupdf

_BASE = {
    "helvetica": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique", "helv", "hebo", "heit"),
    "times": ("Times-Roman", "Times-Bold", "Times-Italic", "tiro", "tibo", "tiit"),
    "courier": ("Courier", "Courier-Bold", "Courier-Oblique", "cour", "cobo", "coit"),
}
_SYSTEM_FONTS = Path("/usr/share/fonts/truetype")
_TRUETYPE = {
    "dejavu": ("dejavu/DejaVuSans", "", "-Bold", "-Oblique"),
    "dejavu-condensed": ("dejavu/DejaVuSansCondensed", "", "-Bold", "-Oblique"),
    "dejavu-serif": ("dejavu/DejaVuSerif", "", "-Bold", "-Italic"),
    "dejavu-mono": ("dejavu/DejaVuSansMono", "", "-Bold", "-Oblique"),
    "liberation": ("liberation/LiberationSans", "-Regular", "-Bold", "-Italic"),
    "liberation-narrow": ("liberation/LiberationSansNarrow", "-Regular", "-Bold", "-Italic"),
    "carlito": ("crosextra/Carlito", "-Regular", "-Bold", "-Italic"),
    "open-sans": ("open-sans/OpenSans", "-Regular", "-Bold", "-Italic"),
    "lato": ("lato/Lato", "-Regular", "-Bold", "-Italic"),
}
_PACKAGED = {
    "fira": ("figo", "figbo", "figit"),
    "noto": ("notos", "notosbo", "notosit"),
    "ubuntu": ("ubuntu", "ubuntubo", "ubuntuit"),
    "cascadia": ("cascadia", "cascadiab", "cascadiai"),
}


class Font:
    """One face: its measures, and how it is written into a page.

    Attributes:
        name: resource name within the PDF.
        base: PostScript name of one of the fourteen, or empty for an embedded font.
        data: the font file's bytes; empty for one of the fourteen.
    """

    def __init__(self, name: str, base: str, source: pymupdf.Font, data: bytes) -> None:
        self.name, self.base, self.data = name, base, data
        self._source = source
        self._advances: dict[str, float] = {}
        self._codes: dict[str, str] = {}

    def width(self, text: str, size: float) -> float:
        """Width of a text in points."""
        advances = self._advances
        total = 0.0
        if self.base:
            text = text.replace("\u2212", "\u2013")
        for character in text:
            advance = advances.get(character)
            if advance is None:
                advance = advances[character] = float(self._source.glyph_advance(ord(character)))
            total += advance
        return total * size

    def encode(self, text: str) -> str:
        """The text as the operand of a PDF text operator.

        A no-break space is written as a plain one: viewers disagree on its width. The fourteen
        fonts have no minus sign, in whose place programs write a dash of the same length.
        """
        text = text.replace("\u00a0", " ")
        if self.base:
            text = text.replace("\u2212", "\u2013")
            codes = text.encode("cp1252", "replace").decode("latin-1")
            return "(" + codes.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") + ")"
        codes_by_character = self._codes
        for character in text:
            if character not in codes_by_character:
                codes_by_character[character] = f"{self._source.has_glyph(ord(character)):04x}"
        return "<" + "".join(codes_by_character[c] for c in text) + ">"


class FontFamily:
    """Regular, bold and italic faces."""

    def __init__(self, name: str, regular: Font, bold: Font, italic: Font) -> None:
        self.name, self.regular, self.bold, self.italic = name, regular, bold, italic


def _load(family: str, place: int, data: bytes) -> Font:
    return Font(f"{family}-{place}".replace("-", ""), "", pymupdf.Font(fontbuffer=data), data)


@lru_cache(maxsize=1)
def find_families() -> Mapping[str, str]:
    """Names of the available families, each with its origin: `base`, `system` or `package`."""
    found = dict.fromkeys(_BASE, "base")
    for name, (stem, *suffixes) in _TRUETYPE.items():
        if all((_SYSTEM_FONTS / f"{stem}{suffix}.ttf").exists() for suffix in suffixes):
            found[name] = "system"
    if find_spec("pymupdf_fonts"):
        found |= dict.fromkeys(_PACKAGED, "package")
    return found


@cache
def load_family(name: str) -> FontFamily:
    """A family by its name.

    Raises:
        KeyError: it is not installed.
    """
    origin = find_families()[name]
    if origin == "base":
        *bases, _, _, _ = _BASE[name]
        codes = _BASE[name][3:]
        faces = [
            Font(f"{name}{place}", base, pymupdf.Font(code), b"")
            for place, (base, code) in enumerate(zip(bases, codes, strict=True))
        ]
    elif origin == "system":
        stem, *suffixes = _TRUETYPE[name]
        files = [_SYSTEM_FONTS / f"{stem}{suffix}.ttf" for suffix in suffixes]
        faces = [_load(name, place, file.read_bytes()) for place, file in enumerate(files)]
    else:
        buffers = [pymupdf.Font(code).buffer for code in _PACKAGED[name]]
        faces = [_load(name, place, buffer) for place, buffer in enumerate(buffers)]
    return FontFamily(name, *faces)
