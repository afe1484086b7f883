"""The tree as HTML with a style sheet, laid out by WeasyPrint."""

from __future__ import annotations

import base64
from functools import cache
from importlib import import_module
from types import ModuleType

from PIL import ImageFile

from training_data.flow.html_columns import place_columns
from training_data.flow.html_style import ALIGN, MARGIN, StyleSheet, escape, rgb
from training_data.flow.html_tables import write_table
from training_data.flow.look import Look
from training_data.flow.marking import Ledger
from training_data.flow.measure import fitted, guess_height, guess_width, text_width
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
from training_data.pieces import Pieces, Tag


class HtmlWriter:
    """Writes one document.

    Args:
        look: the style sheet.
        ledger: gives marked values their addresses.
        document: what to write.
    """

    def __init__(self, look: Look, ledger: Ledger, document: FlowDocument) -> None:
        self._ledger, self._document = ledger, document
        self._style = StyleSheet(look)

    def write(self) -> str:
        """The whole page of HTML."""
        document, look = self._document, self._style.look
        left, top, right, bottom = document.margin
        place = Place(document.width - left - right)
        page, running = "", ""
        room = {"top": 0.0, "bottom": 0.0}
        for edge, node in (("top", document.header), ("bottom", document.footer)):
            if node is None:
                continue
            room[edge] = guess_height(node, place.width, look.broad_size) + 8
            inner = self._node(node, place)
            running += f'<div style="position:running({edge})">{inner}</div>'
            align = "vertical-align:top;padding-top:6pt" if edge == "bottom" else "padding:0"
            page += f"@{edge}-center{{content:element({edge});width:100%;{align}}}"
        band = self._band()
        body = self._node(document.body, place)
        kerning = "" if look.kerning else "font-kerning:none;font-variant-ligatures:none;"
        return (
            f'<html lang="fr"><head><style>@page{{size:{document.width}pt {document.height}pt;'
            f"margin:{top + room['top']}pt {right}pt {bottom + room['bottom']}pt {left}pt;{page}}}"
            f"@page:first{{margin-top:{top}pt;@top-center{{content:none}}}}"
            f'body{{margin:0;font-family:"{look.font}";font-size:{look.size:.2f}pt;{kerning}'
            f"line-height:{look.leading};color:{rgb(look.ink)}}}"
            "a{color:inherit;text-decoration:none}.n{white-space:nowrap}"
            "table{border-collapse:collapse}td,th{vertical-align:top;font-weight:inherit;"
            f"text-align:left;padding:0}}tr{{break-inside:avoid}}{self._style.rules()}</style>"
            f"</head><body>{running}{band}{body}</body></html>"
        )

    # -- text ------------------------------------------------------------------------------------
    def _pieces(self, pieces: Pieces, size: float, width: float) -> str:
        out = []
        for piece in pieces:
            if isinstance(piece, Tag):
                whole = not piece.breakable and text_width(piece.text, size) <= width
                kind = ' class="n"' if whole else ""
                link = f' href="{self._ledger.address(piece)}"' if piece.marks else ""
                out.append(f"<a{link}{kind}>{escape(piece.text)}</a>")
            else:
                out.append(escape(piece))
        return "".join(out)

    def spans(self, node: Text, place: Place) -> str:
        """The runs of a paragraph, without the paragraph."""
        out = []
        for span in node.spans:
            size = self._style.look.broad_size * place.scale * node.scale * span.scale
            words = self._pieces(span.pieces, size, place.width)
            rules = self._style.span(span, place)
            out.append(f"<span{self._style.of(rules)}>{words}</span>" if rules else words)
        return "".join(out)

    # -- nodes -----------------------------------------------------------------------------------
    def _node(self, node: Node, place: Place) -> str:
        style = self._style
        if isinstance(node, Text):
            node = fitted(node, place.width, style.look.broad_size * place.scale)
            return f"<div{style.of(style.text(node, place))}>{self.spans(node, place)}</div>"
        if isinstance(node, Stack):
            return self._stack(node, place)
        if isinstance(node, Columns):
            places = column_places(node, place)
            parts = [self._node(*pair) for pair in zip(node.children, places, strict=True)]
            return place_columns(style, node, parts, [at.width for at in places])
        if isinstance(node, Box):
            return self._box(node, place)
        if isinstance(node, Table):
            return write_table(style, node, place, node_html=self._node, text_html=self.spans)
        if isinstance(node, Picture):
            return self._picture(node)
        if isinstance(node, Leader):
            return self._leader(node, place)
        if isinstance(node, Rule):
            line = style.line(node.width, node.tone, "dashed" if node.dashed else "solid")
            return f"<div{style.of(f'border-top:{line}')}></div>"
        if isinstance(node, Space):
            return f"<div{style.of(f'height:{node.height}pt')}></div>"
        if isinstance(node, Stamp):
            frame = f"transform:rotate({node.angle:.1f}deg);border:1.5pt solid;padding:3pt 8pt;"
            inner = style.of(f"display:inline-block;font-weight:bold;{frame}")
            around = style.of(f"padding:26pt 0;text-align:{ALIGN[node.align]}")
            return f"<div{around}><div{inner}>{escape(node.words)}</div></div>"
        if isinstance(node, Folio):
            return self._folio(node)
        return f"<div{style.of('break-before:page')}></div>"

    def _leader(self, node: Leader, place: Place) -> str:
        """Typed dots: CSS has leaders, but WeasyPrint fails where it lays a line out twice."""
        style = self._style
        size = style.look.broad_size * place.scale
        left_over = place.width - guess_width(node.label, size) - guess_width(node.value, size)
        dot = style.look.dot * size * node.label.scale
        dots = "." * max(int(left_over / dot) - 2, 0)
        label, value = (self.spans(part, place) for part in (node.label, node.value))
        left = style.of(style.text(node.label, place) + ("white-space:nowrap;" if dots else ""))
        right = style.of(style.text(node.value, place) + "text-align:right;white-space:nowrap;")
        whole = style.of("width:100%")
        return (
            f"<table{whole}><tr><td{left}>{label} {dots}</td><td{right}>{value}</td></tr></table>"
        )

    def _stack(self, node: Stack, place: Place) -> str:
        inner = "".join(self._node(child, place) for child in node.children)
        name = f"s{node.gap:.1f}".replace(".", "-")
        self._style.add(f".{name}>*+*{{margin-top:{node.gap:.1f}pt}}")
        keep = ' style="break-inside:avoid"' if node.keep else ""
        return f'<div class="{name}"{keep}>{inner}</div>'

    def _box(self, node: Box, place: Place) -> str:
        fill = self._style.fill(node.fill)
        width = place.width * node.share
        rules = f"background:{fill};" if fill else ""
        if node.border:
            line = self._style.line(node.border, node.tone)
            rules += "".join(f"border-{side}:{line};" for side in node.sides)
        rules += f"padding:{node.padding}pt;" if node.padding else ""
        rules += f"border-radius:{node.radius}pt;" if node.radius else ""
        if node.share < 1:
            rules += f"box-sizing:border-box;width:{width:.1f}pt;"
            rules += f"margin-left:{'auto' if node.align != 'left' else 0};"
            rules += "margin-right:auto;" if node.align == "centre" else ""
        if node.bleed:
            left, top, right, _ = self._document.margin
            rules += f"margin:-{top}pt -{right}pt 0 -{left}pt;"
            rules += f"padding:{top}pt {right}pt {node.padding}pt {left}pt;"
        inner = place._replace(width=width - 2 * node.padding).on(node.fill)
        rules += "color:#fff;" if inner.dark else ""
        return f"<div{self._style.of(rules)}>{self._node(node.child, inner)}</div>"

    def _picture(self, node: Picture) -> str:
        kind = "png" if node.data.startswith(b"\x89PNG") else "svg+xml"
        data = base64.b64encode(node.data).decode()
        size = f"width:{node.width:.1f}pt;height:{node.height:.1f}pt"
        box = self._style.of(f"display:block;{size};margin:{MARGIN[node.align]}")
        inner = self._style.of(f"display:block;{size}")
        image = f'<img{inner} src="data:image/{kind};base64,{data}">'
        if not node.marks:
            return f"<div{box}>{image}</div>"
        return f'<a{box} href="{self._ledger.address(node)}">{image}</a>'

    def _folio(self, node: Folio) -> str:
        self._style.add(".pn::before{content:counter(page)}.pc::before{content:counter(pages)}")
        words = escape(node.pattern).replace("{n}", '<span class="pn"></span>')
        words = words.replace("{c}", '<span class="pc"></span>')
        rules = f"font-size:{node.scale:.2f}em;text-align:{ALIGN[node.align]}"
        return f"<div{self._style.of(rules)}>{words}</div>"

    def _band(self) -> str:
        band, width = self._document.band, self._document.width
        if band is None:
            return ""
        left, top, _, _ = self._document.margin
        at = width - left - band.width if band.right else -left
        ground = (
            f"position:fixed;z-index:-1;top:{-top}pt;left:{at:.1f}pt;width:{band.width:.1f}pt;"
            f"height:{self._document.height}pt;background:{self._style.fill(band.fill)};"
        )
        strip = f"<div{self._style.of(ground)}></div>"
        if band.content is None:
            return strip
        room = band.width - 2 * BAND_PADDING
        at_band = Place(room).on(band.fill)
        inner = self._node(band.content, at_band)
        rules = f"position:absolute;top:0;left:{at + BAND_PADDING:.1f}pt;width:{room:.1f}pt;"
        rules += "color:#fff;" if at_band.dark else ""
        return f"{strip}<div{self._style.of(rules)}>{inner}</div>"


def render_html(document: FlowDocument, look: Look, ledger: Ledger) -> bytes:
    """The document as a PDF by WeasyPrint.

    Args:
        document: what to lay out.
        look: the style sheet.
        ledger: gives marked values their addresses.
    """
    text = HtmlWriter(look, ledger, document).write()
    return bytes(_weasyprint().HTML(string=text).write_pdf())


@cache
def _weasyprint() -> ModuleType:
    """WeasyPrint: half a second, and Pango, only for those who make documents.

    Importing it has Pillow take damaged pictures for whole ones, in the whole process.
    """
    lenient = ImageFile.LOAD_TRUNCATED_IMAGES
    weasyprint = import_module("weasyprint")
    ImageFile.LOAD_TRUNCATED_IMAGES = lenient
    return weasyprint
