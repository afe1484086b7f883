"""XML from outside, parsed without trusting it."""

from __future__ import annotations

from io import BytesIO

from lxml import etree

from extractor.errors import InvalidXmlError


def parse_xml(xml: bytes) -> etree._Element:
    """The root of a document, without entities, network or declarations of types.

    Raises:
        InvalidXmlError: not well formed, too deep, or with a DTD, which no invoice has.
    """
    # Made anew, since lxml's parsers are not safe to share between threads. Without `huge_tree`,
    # libxml2 itself refuses more than 256 levels and 10 MB in one text.
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(xml.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InvalidXmlError("Le XML n'est pas bien formé.") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise InvalidXmlError("Le XML contient une déclaration DOCTYPE, interdite.")
    return root


def read_root_name(xml: bytes) -> str | None:
    """The qualified name of the first element, without reading further; None if there is none.

    >>> read_root_name(b"<a:b xmlns:a='urn:x'><c>")
    '{urn:x}b'
    """
    elements = etree.iterparse(
        BytesIO(xml.lstrip()), events=("start",), resolve_entities=False, no_network=True
    )
    try:
        _, element = next(elements)
    except (etree.XMLSyntaxError, StopIteration, ValueError):
        return None
    return str(element.tag)
