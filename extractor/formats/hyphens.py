"""Hyphens: many characters that look the same, of which people type one."""

from __future__ import annotations

_ALIKE = str.maketrans(dict.fromkeys("\u00ad\u2010\u2011\u2212", "-"))


def straighten(text: str) -> str:
    """Soft, typographic and non-breaking hyphens and minus signs as the hyphen of a keyboard.

    A font has one glyph for several of these characters, and a PDF program that asks the font which
    one it was may write any of them into the text layer of a page that prints `BC-12`. Dashes
    (`–`, `—`) are longer, and stay. The Unicode Standard, section 6.2.

    >>> straighten("BC\N{SOFT HYPHEN}12\N{HYPHEN}A"), straighten("2024 – 2025")
    ('BC-12-A', '2024 – 2025')
    """
    return text if text.isascii() else text.translate(_ALIKE)
