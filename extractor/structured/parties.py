"""SIRET and SIREN among the numbers of a party."""

from __future__ import annotations

from lxml import etree

from extractor.structured.syntaxes import PartyPaths, select_elements

# ISO 6523: 0002 is SIRENE (SIREN, and often a SIRET), 0009 SIRET. Chorus Pro's own scheme 1 is
# SIRET; many leave the scheme out.
_SIRET_SCHEMES = frozenset({"0009", "0002", "1", "SIRET", ""})
_SIREN_SCHEMES = frozenset({"0002", "SIREN", ""})
_SIRET_LENGTH = 14
_SIREN_LENGTH = 9


def find_siret(root: etree._Element, paths: PartyPaths) -> str | None:
    """The first SIRET of a party, by its scheme and its 14 digits."""
    return _find(
        root, (paths.identifiers, paths.legal, paths.addresses), _SIRET_SCHEMES, _SIRET_LENGTH
    )


def find_siren(root: etree._Element, paths: PartyPaths) -> str | None:
    """The first SIREN of a party, by its scheme and its 9 digits."""
    return _find(root, (paths.legal, paths.identifiers), _SIREN_SCHEMES, _SIREN_LENGTH)


def _find(
    root: etree._Element, paths: tuple[etree.XPath, ...], schemes: frozenset[str], length: int
) -> str | None:
    for path in paths:
        for element in select_elements(root, path):
            number = "".join((element.text or "").split())
            scheme = (element.get("schemeID") or "").strip().upper()
            if scheme in schemes and len(number) == length and number.isdecimal():
                return number
    return None
