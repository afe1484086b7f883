"""Tables as HTML."""

from __future__ import annotations

from collections.abc import Callable

from training_data.flow.html_style import StyleSheet, cell_align
from training_data.flow.measure import fitted
from training_data.flow.nodes import Cells, Head, Node, Table, Text
from training_data.flow.placing import Place, cell_places
from training_data.pieces import plain_text

# A cell as short as this is not broken over lines.
_SHORT = 16


def table_rules(style: StyleSheet, node: Table, name: str) -> str:
    """The rules of a table's look, under the table's class."""
    look = node.look
    line = style.line(look.line, look.tone)
    above, beside = look.padding
    cells = f".{name}>*>tr>"
    rules = [f"{cells}*{{padding:{above}pt {beside}pt}}", f".{name}{{font-size:{node.scale}em;}}"]
    if look.borders == "all":
        rules.append(f"{cells}*{{border:{line}}}")
    elif look.borders == "columns":
        rules.append(f"{cells}*{{border-left:{line};border-right:{line}}}")
    elif look.borders == "rows":
        rules.append(f"{cells}*{{border-bottom:{line}}}")
    elif look.borders == "dotted":
        rules.append(f"{cells}*{{border-bottom:{style.line(look.line, look.tone, 'dotted')}}}")
    if look.borders in ("columns", "frame"):
        rules.append(f".{name}{{border:{line}}}{cells}th{{border-bottom:{line}}}")
    if look.borders == "header":
        rules.append(f"{cells}th{{border-bottom:{line}}}.{name}{{border-bottom:{line}}}")
    if look.header_fill:
        rules.append(f"{cells}th{{background:{style.fill(look.header_fill)}}}")
    if look.zebra:
        rules.append(f".{name}>tbody>tr:nth-child(even)>*{{background:{style.fill(look.zebra)}}}")
    if look.first_fill:
        rules.append(f"{cells}td:first-child{{background:{style.fill(look.first_fill)}}}")
    if node.full:
        rules.append(f".{name}{{width:100%}}")
    return "".join(rules)


def write_table(
    style: StyleSheet,
    node: Table,
    place: Place,
    *,
    node_html: Callable[[Node, Place], str],
    text_html: Callable[[Text, Place], str],
) -> str:
    """A table.

    Args:
        style: the style sheet.
        node: the table.
        place: where it is put.
        node_html: writes a cell's content.
        text_html: writes a header's runs of text.
    """
    name = style.name_of((node.look, node.scale, node.full))
    style.add(table_rules(style, node, name))
    total = sum(head.share for head in node.heads) or 1.0
    places = cell_places(node, place, style.look.broad_size * place.scale * node.scale)
    # One column with a share is the one that takes what is left: so does any long text by itself.
    shared = sum(head.share > 0 for head in node.heads) > 1
    columns = "".join(
        f"<col{style.of(f'width:{head.share / total:.1%}') if shared and head.share else ''}>"
        for head in node.heads
    )

    def row_html(row: Cells) -> str:
        rules = ("font-weight:bold;" if row.strong else "") + (
            f"height:{row.height:.0f}pt;" if row.height else ""
        )
        if row.over:
            inner = node_html(row.cells[0], place) if row.cells[0] else ""
            return f'<tr{style.of(rules)}><td colspan="{len(places)}">{inner}</td></tr>'
        cells = "".join(
            f"<td{style.of(cell_align(head.align) + _whole(head, cell, full=node.full))}>"
            f"{node_html(cell, at) if cell else ''}</td>"
            for head, cell, at in zip(node.heads, row.cells, places, strict=True)
        )
        return f"<tr{style.of(rules)}>{cells}</tr>"

    def header_html(head: Head, at: Place) -> str:
        if head.header is None:
            return "<th></th>"
        words = fitted(head.header, at.width, style.look.broad_size * at.scale)
        at = at.on(node.look.header_fill)
        return f"<th{style.of(style.text(words, at))}>{text_html(words, at)}</th>"

    header = ""
    if any(head.header for head in node.heads):
        cells = "".join(map(header_html, node.heads, places))
        part = "thead" if node.look.repeat else "tbody"
        header = f"<{part}><tr>{cells}</tr></{part}>"
    rows = "".join(map(row_html, node.rows))
    return (
        f'<table class="{name}"><colgroup>{columns}</colgroup>{header}<tbody>{rows}</tbody></table>'
    )


def _whole(head: Head, cell: Node | None, *, full: bool) -> str:
    if head.share or not full or not isinstance(cell, Text):
        return ""
    letters = sum(len(plain_text(span.pieces)) for span in cell.spans)
    return "white-space:nowrap;" if letters < _SHORT else ""
