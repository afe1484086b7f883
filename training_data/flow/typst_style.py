"""How Typst writes text, colours and lines."""

from __future__ import annotations

from training_data.canvas import Colour
from training_data.flow.look import Look
from training_data.flow.nodes import Fill, Span, Text

ALIGN = {"left": "left", "right": "right", "centre": "center"}
_TONES = ("accent", "muted")
# Names that Typst takes apart into a family and a variant of it.
_FONTS = {
    "Liberation Sans Narrow": ("Liberation Sans", 75),
    "Roboto Condensed": ("Roboto", 75),
    "EB Garamond": ("EB Garamond 12", 100),
}


def quote(text: str) -> str:
    r"""A string literal of Typst's; whatever is in it is text, never markup.

    >>> print(quote('a "b" \\ #c'))
    "a \"b\" \\ #c"
    """
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def rgb(colour: Colour) -> str:
    """A colour.

    >>> rgb((0.0, 0.5, 1.0))
    'rgb(0, 128, 255)'
    """
    return f"rgb({', '.join(str(round(part * 255)) for part in colour)})"


def font(name: str) -> str:
    """The arguments of `text` for a typeface, by the name that CSS knows.

    >>> font("Liberation Sans Narrow")
    'font: ("Liberation Sans", "DejaVu Sans"), stretch: 75%'
    """
    own, stretch = _FONTS.get(name, (name, 100))
    return f'font: ({quote(own)}, "DejaVu Sans"), stretch: {stretch}%'


def tone(look: Look, name: str, *, dark: bool) -> str:
    """The colour of a text; empty for that of the text around."""
    if dark or name == "paper":
        return "white"
    return rgb(getattr(look, name)) if name in _TONES else ""


def ground(look: Look, fill: Fill) -> str:
    """The colour of a ground, `none` for none."""
    if fill == "grey":
        return "luma(216)"
    return rgb(getattr(look, fill)) if fill else "none"


def line(look: Look, width: float, name: str, dash: str = "") -> str:
    """A stroke."""
    paint = rgb(getattr(look, name, (1.0, 1.0, 1.0)))
    return (
        f'(thickness: {width}pt, paint: {paint}, dash: "{dash}")'
        if dash
        else (f"{width}pt + {paint}")
    )


def text_rules(look: Look, node: Text, scale: float, *, dark: bool) -> str:
    """The arguments of `text` for a paragraph; empty for none."""
    rules = [f"size: {look.size * scale * node.scale:.2f}pt"]
    if node.spacing:
        rules.append(f"tracking: {node.spacing}em")
    if node.brand:
        rules.append(font(look.brand_font))
    if node.prose and look.hyphenate:
        rules.append("hyphenate: true")
    if fill := tone(look, node.tone, dark=dark):
        rules.append(f"fill: {fill}")
    return ", ".join(rules)


def span_rules(look: Look, span: Span, *, dark: bool) -> str:
    """The arguments of `text` for a run; empty for none."""
    rules = []
    if span.bold:
        rules.append('weight: "bold"')
    if span.italic:
        rules.append('style: "italic"')
    if span.scale != 1:
        rules.append(f"size: {span.scale:.2f}em")
    if span.tone and (fill := tone(look, span.tone, dark=dark)):
        rules.append(f"fill: {fill}")
    return ", ".join(rules)
