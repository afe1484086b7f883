"""The tree as a program of Typst's, laid out by its compiler."""

from __future__ import annotations

import base64
from functools import cache
from typing import TYPE_CHECKING

from training_data.flow import typst_style as style
from training_data.flow.look import Look
from training_data.flow.marking import Ledger
from training_data.flow.measure import fitted, guess_height, text_width
from training_data.flow.nodes import (
    Box,
    Columns,
    FlowDocument,
    Folio,
    Leader,
    Node,
    Picture,
    Rule,
    Space,
    Stack,
    Stamp,
    Table,
    Text,
)
from training_data.flow.placing import BAND_PADDING, Place, column_places
from training_data.flow.typst_tables import half_leading, write_table
from training_data.pieces import Pieces, Tag

if TYPE_CHECKING:
    import typst

_VALIGN = {"top": "top", "middle": "horizon", "bottom": "bottom"}


class TypstWriter:
    """Writes one document.

    Args:
        look: the style sheet.
        ledger: gives marked values their addresses.
        document: what to write.
    """

    def __init__(self, look: Look, ledger: Ledger, document: FlowDocument) -> None:
        self._look, self._ledger, self._document = look, ledger, document

    def write(self) -> str:
        """The whole program."""
        document, look = self._document, self._look
        left, top, right, bottom = document.margin
        place = Place(document.width - left - right)
        running, room = "", {"header": 0.0, "footer": 0.0}
        for name, node in (("header", document.header), ("footer", document.footer)):
            if node is None:
                continue
            room[name] = guess_height(node, place.width, look.broad_size) + 8
            inner = self._node(node, place)
            if name == "header":
                inner = f"context if counter(page).get().first() > 1 {{ {inner} }}"
            running += f", {name}: {inner}"
        background, aside = self._band()
        kerning = "" if look.kerning else ", kerning: false, ligatures: false"
        return (
            f"#set page(width: {document.width}pt, height: {document.height}pt, "
            f"margin: (left: {left}pt, right: {right}pt, top: {top + room['header']}pt, "
            f"bottom: {bottom + room['footer']}pt), header-ascent: 8pt, footer-descent: 6pt"
            f"{running}{background})\n"
            f"#set text({style.font(look.font)}, "
            f'size: {look.size:.2f}pt, lang: "fr", hyphenate: false, fill: {style.rgb(look.ink)}, '
            f'top-edge: 0.8em, bottom-edge: -0.2em, number-width: "tabular"{kerning})\n'
            f"#set par(leading: {look.leading - 1:.2f}em, spacing: 0pt)\n#set block(spacing: 0pt)\n"
            f"#set table.cell(breakable: false)\n"
            f"#{{ v({-room['header']}pt)\n{aside}{self._node(document.body, place)} }}\n"
        )

    # -- text ------------------------------------------------------------------------------------
    def _pieces(self, pieces: Pieces, size: float, width: float) -> str:
        out = []
        for piece in pieces:
            if isinstance(piece, Tag):
                link = style.quote(piece.text)
                if piece.marks:
                    link = f"link({style.quote(self._ledger.address(piece))}, {link})"
                whole = not piece.breakable and text_width(piece.text, size) <= width
                out.append(f"box({link})" if whole and " " in piece.text else link)
            elif piece:
                out.append(style.quote(piece))
        return " + ".join(out)

    def _spans(self, node: Text, place: Place) -> str:
        out = []
        for span in node.spans:
            size = self._look.broad_size * place.scale * node.scale * span.scale
            words = self._pieces(span.pieces, size, place.width)
            if words:
                rules = style.span_rules(self._look, span, dark=place.dark)
                out.append(f"text({rules}, {words})" if rules else words)
        rules = style.text_rules(self._look, node, place.scale, dark=place.dark)
        return f"text({rules}, {' + '.join(out)})" if out else "[]"

    # -- nodes -----------------------------------------------------------------------------------
    def _node(self, node: Node, place: Place) -> str:
        look = self._look
        if isinstance(node, Text):
            node = fitted(node, place.width, look.broad_size * place.scale)
            words = self._spans(node, place)
            if node.prose and look.justify and node.align == "left":
                words = f"par(justify: true, {words})"
            return _aligned(f"block({words})", node.align)
        if isinstance(node, Stack):
            gap = node.gap + half_leading(look, place)
            inner = f"\nv({gap:.1f}pt)\n".join(self._node(c, place) for c in node.children)
            return f"block(breakable: false, {{ {inner} }})" if node.keep else f"{{ {inner} }}"
        if isinstance(node, Columns):
            return self._columns(node, place)
        if isinstance(node, Box):
            return self._box(node, place)
        if isinstance(node, Table):
            return write_table(look, node, place, content=self._node, words=self._spans)
        if isinstance(node, Picture):
            return _aligned(self._picture(node), node.align)
        if isinstance(node, Leader):
            label, value = (self._spans(part, place) for part in (node.label, node.value))
            return f'block(width: 100%, {label} + " " + box(width: 1fr, repeat[.]) + " " + {value})'
        if isinstance(node, Rule):
            dash = "dashed" if node.dashed else "solid"
            stroke = style.line(look, node.width, node.tone, dash)
            return f"line(length: 100%, stroke: {stroke})"
        if isinstance(node, Space):
            return f"v({'1fr' if node.spring else f'{node.height}pt'})"
        if isinstance(node, Stamp):
            inner = f'text(weight: "bold", {style.quote(node.words)})'
            box = f"box(stroke: 1.5pt, inset: (x: 8pt, y: 3pt), {inner})"
            return _aligned(f"pad(y: 26pt, rotate({node.angle}deg, {box}))", node.align)
        if isinstance(node, Folio):
            return self._folio(node)
        return "pagebreak()"

    def _columns(self, node: Columns, place: Place) -> str:
        places = column_places(node, place)
        parts = ", ".join(self._node(*pair) for pair in zip(node.children, places, strict=True))
        tracks = ", ".join(f"{at.width:.1f}pt" for at in places)
        return (
            f"grid(columns: ({tracks},), column-gutter: {node.gap}pt, "
            f"align: {_VALIGN[node.valign]}, {parts})"
        )

    def _box(self, node: Box, place: Place) -> str:
        width = place.width * node.share
        rules = [f"width: {node.share:.1%}"]
        if node.fill:
            rules.append(f"fill: {style.ground(self._look, node.fill)}")
        if node.border:
            line = style.line(self._look, node.border, node.tone)
            whole = len(node.sides) == 4
            sides = ", ".join(f"{side}: {line}" for side in node.sides)
            rules.append(f"stroke: {line}" if whole else f"stroke: ({sides})")
        if node.padding:
            rules.append(f"inset: {node.padding}pt")
        if node.radius:
            rules.append(f"radius: {node.radius}pt")
        inner = place._replace(width=width - 2 * node.padding).on(node.fill)
        child = self._node(node.child, inner)
        if node.bleed:
            left, top, right, _ = self._document.margin
            inset = f"(left: {left}pt, top: {top}pt, right: {right}pt, bottom: {node.padding}pt)"
            ground = style.ground(self._look, node.fill)
            block = f"block(width: 100%, fill: {ground}, inset: {inset}, {child})"
            return f"{{ v({-top}pt)\npad(left: {-left}pt, right: {-right}pt, {block}) }}"
        return _aligned(f"block({', '.join(rules)}, {child})", node.align)

    def _picture(self, node: Picture) -> str:
        data = node.data
        if data.startswith(b"\x89PNG"):
            inner = base64.b64encode(data).decode()
            data = (
                f'<svg xmlns="http://www.w3.org/2000/svg" width="{node.width}" '
                f'height="{node.height}"><image width="{node.width}" height="{node.height}" '
                f'preserveAspectRatio="none" href="data:image/png;base64,{inner}"/></svg>'
            ).encode()
        size = f"width: {node.width:.1f}pt, height: {node.height:.1f}pt"
        image = f'image(bytes({style.quote(data.decode())}), format: "svg", {size})'
        if node.marks:
            image = f"link({style.quote(self._ledger.address(node))}, {image})"
        return f"block({image})"

    def _folio(self, node: Folio) -> str:
        words = style.quote(node.pattern)
        words = words.replace("{n}", '" + str(counter(page).get().first()) + "')
        words = words.replace("{c}", '" + str(counter(page).final().first()) + "')
        size = f"size: {self._look.size * node.scale:.2f}pt"
        return _aligned(f"block(context text({size}, {words}))", node.align)

    def _band(self) -> tuple[str, str]:
        band = self._document.band
        if band is None:
            return "", ""
        left, _, right, _ = self._document.margin
        side, fill = ("right" if band.right else "left"), style.ground(self._look, band.fill)
        rect = f"rect(width: {band.width}pt, height: 100%, fill: {fill})"
        background = f", background: place({side} + top, {rect})"
        if band.content is None:
            return background, ""
        room = band.width - 2 * BAND_PADDING
        inner = self._node(band.content, Place(room).on(band.fill))
        shift = right - BAND_PADDING if band.right else BAND_PADDING - left
        return background, (
            f"place({side} + top, dx: {shift:.1f}pt, block(width: {room:.1f}pt, {inner}))\n"
        )


def _aligned(content: str, align: str) -> str:
    return content if align == "left" else f"align({style.ALIGN[align]}, {content})"


@cache
def _compiler() -> typst.Compiler:
    import typst

    return typst.Compiler(font_paths=typst.Fonts())


def render_typst(document: FlowDocument, look: Look, ledger: Ledger) -> bytes:
    """The document as a PDF by Typst.

    Args:
        document: what to lay out.
        look: the style sheet.
        ledger: gives marked values their addresses.
    """
    program = TypstWriter(look, ledger, document).write()
    made = _compiler().compile(program.encode(), format="pdf", timestamp=0, pdf_tags=False)
    assert isinstance(made, bytes)
    return made
