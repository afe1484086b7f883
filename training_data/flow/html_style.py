"""Classes of the style sheet, made as they are needed; colours, lines, styles of text."""

from __future__ import annotations

import html
import re
from collections.abc import Hashable

from training_data.canvas import Align, Colour
from training_data.flow.look import Look
from training_data.flow.nodes import Span, Text
from training_data.flow.placing import Place

ALIGN = {"left": "left", "right": "right", "centre": "center"}
MARGIN = {"left": "0 auto 0 0", "right": "0 0 0 auto", "centre": "0 auto"}


class StyleSheet:
    """The style sheet of one document.

    Args:
        look: what it says.
    """

    def __init__(self, look: Look) -> None:
        self.look = look
        self._classes: dict[str, str] = {}
        self._rules: dict[str, None] = {}
        self._names: dict[Hashable, str] = {}

    def of(self, rules: str) -> str:
        """A class attribute, with a space before it, for some declarations; empty for none."""
        if not rules:
            return ""
        return f' class="{self._classes.setdefault(rules, f"c{len(self._classes)}")}"'

    def name_of(self, key: Hashable) -> str:
        """The name of a class of its own for whatever looks like this."""
        return self._names.setdefault(key, f"t{len(self._names)}")

    def add(self, rule: str) -> None:
        """A rule with a selector of its own."""
        self._rules[rule] = None

    def rules(self) -> str:
        """All rules so far."""
        classes = "".join(f".{name}{{{rules}}}" for rules, name in self._classes.items())
        return "".join(self._rules) + classes

    def tone(self, tone: str, *, dark: bool) -> str:
        """The colour of a text, unless it is that of the text around."""
        if dark or tone == "paper":
            return "color:#fff;"
        return "" if tone in ("", "ink") else f"color:{rgb(getattr(self.look, tone))};"

    def fill(self, fill: str) -> str:
        """The colour of a ground; empty for none."""
        return "#d8d8d8" if fill == "grey" else rgb(getattr(self.look, fill)) if fill else ""

    def line(self, width: float, tone: str, style: str = "solid") -> str:
        """Width, style and colour of a line."""
        return f"{width}pt {style} {rgb(getattr(self.look, tone, (1.0, 1.0, 1.0)))}"

    def span(self, span: Span, place: Place) -> str:
        """The declarations of a run of text."""
        return (
            ("font-weight:bold;" if span.bold else "")
            + ("font-style:italic;" if span.italic else "")
            + (f"font-size:{span.scale:.2f}em;" if span.scale != 1 else "")
            + (self.tone(span.tone, dark=place.dark) if span.tone else "")
        )

    def text(self, node: Text, place: Place) -> str:
        """The declarations of a paragraph."""
        look = self.look
        rules = f"text-align:{ALIGN[node.align]};" if node.align != "left" else ""
        rules += f"font-size:{node.scale:.2f}em;" if node.scale != 1 else ""
        rules += f"letter-spacing:{node.spacing}em;" if node.spacing else ""
        rules += f'font-family:"{look.brand_font}";' if node.brand else ""
        if node.prose:
            rules += "text-align:justify;" if look.justify and node.align == "left" else ""
            rules += "hyphens:auto;" if look.hyphenate else ""
        return rules + self.tone(node.tone, dark=place.dark)


def rgb(colour: Colour) -> str:
    """A colour as CSS writes it.

    >>> rgb((0.0, 0.5, 1.0))
    '#0080ff'
    """
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)


def escape(text: str) -> str:
    r"""For HTML, with runs of spaces and ends of lines kept.

    >>> escape("R & D") + escape("a  b")
    'R &amp; Da\xa0 b'
    """
    kept = re.sub("  +", lambda run: "\u00a0" * (len(run[0]) - 1) + " ", html.escape(text))
    return kept.replace("\n", "<br>")


def cell_align(align: Align) -> str:
    """The alignment of a cell, unless it is the usual one."""
    return f"text-align:{ALIGN[align]};" if align != "left" else ""
