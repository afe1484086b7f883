"""The engines that lay a tree out."""

from __future__ import annotations

from typing import Literal

from training_data.flow.html_writer import render_html
from training_data.flow.look import Look
from training_data.flow.marking import Ledger
from training_data.flow.nodes import FlowDocument
from training_data.flow.typst_writer import render_typst

Engine = Literal["html", "typst"]
# Typefaces that an engine brings with it.
OWN_FONTS: dict[Engine, tuple[str, ...]] = {
    "html": (),
    "typst": ("Libertinus Serif", "New Computer Modern"),
}


def lay_out(document: FlowDocument, look: Look, engine: Engine, ledger: Ledger) -> bytes:
    """The document as a PDF in which every marked value is a link.

    Args:
        document: what to lay out.
        look: the style sheet.
        engine: `html` for WeasyPrint, `typst` for Typst.
        ledger: gives marked values their addresses.
    """
    return (render_html if engine == "html" else render_typst)(document, look, ledger)
