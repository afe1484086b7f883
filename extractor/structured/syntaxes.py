"""How a syntax says where its values stand: XPaths as data, compiled once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from extractor.structured.invoices import Syntax
from extractor.terms import Term


@dataclass(frozen=True, slots=True)
class PartyPaths:
    """Paths to a party's numbers, from the root; elements whose `schemeID` tells what they are.

    Attributes:
        legal: the legal registration (BT-30, BT-47).
        identifiers: other identifiers (BT-29, BT-46).
        addresses: electronic addresses (BT-34, BT-49).
    """

    legal: etree.XPath
    identifiers: etree.XPath
    addresses: etree.XPath


@dataclass(frozen=True, slots=True)
class RowPaths:
    """Paths to the cells of a table's rows.

    Attributes:
        rows: from the root to the rows.
        cells: by name, from a row to its text.
    """

    rows: etree.XPath
    cells: Mapping[str, etree.XPath]


@dataclass(frozen=True, slots=True)
class SyntaxPaths:
    """All the paths of one syntax.

    Attributes:
        syntax: its name.
        roots: the qualified names of its root elements.
        terms: paths from the root to a field's text; the first that yields a value counts.
        supplier: the supplier's numbers.
        buyer: the buyer's numbers.
        vat: the VAT breakdown: rate, base, amount, category, reason, due_date.
        due_dates: when VAT falls due, where it is said for the whole document.
        lines: the lines: description, quantity, unit_price, base_quantity, net_amount, vat_rate.
    """

    syntax: Syntax
    roots: frozenset[str]
    terms: Mapping[Term, tuple[etree.XPath, ...]]
    supplier: PartyPaths
    buyer: PartyPaths
    vat: RowPaths
    due_dates: etree.XPath
    lines: RowPaths


def compile_paths(namespaces: dict[str, str], *paths: str) -> tuple[etree.XPath, ...]:
    """Compile XPaths.

    Args:
        namespaces: prefix to namespace.
        paths: etree.XPath 1.0, each yielding elements.
    """
    return tuple(etree.XPath(path, namespaces=namespaces, smart_strings=False) for path in paths)


def select_elements(element: etree._Element, path: etree.XPath) -> Iterator[etree._Element]:
    """The elements that a path leads to, in the document's order."""
    found = path(element)
    if isinstance(found, list):
        for item in found:
            if isinstance(item, etree._Element):
                yield item


def select_texts(element: etree._Element, path: etree.XPath) -> Iterator[str]:
    """The texts of the elements that a path leads to, without the empty ones."""
    return (found.text for found in select_elements(element, path) if found.text)
