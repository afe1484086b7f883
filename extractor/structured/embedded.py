"""The invoice among the files embedded in a PDF."""

from __future__ import annotations

from collections.abc import Mapping

from extractor.structured.reading import is_invoice_root
from extractor.structured.trees import read_root_name

_NAMES = ("factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml")
"""Names that the standards prescribe, in order of preference (Factur-X 1.07, section 6.2)."""


def find_invoice_xml(embedded: Mapping[str, bytes]) -> bytes | None:
    """The embedded file that is an invoice in CII or UBL, preferably one of a standard's name.

    Args:
        embedded: content by file name, as the PDF has them.

    >>> find_invoice_xml({"notes.xml": b"<notes/>"}) is None
    True
    """
    named = [
        content for wanted in _NAMES for name, content in embedded.items() if name.lower() == wanted
    ]
    others = [content for name, content in embedded.items() if name.lower().endswith(".xml")]
    return next(
        (content for content in (*named, *others) if is_invoice_root(read_root_name(content))), None
    )
