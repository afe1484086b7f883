"""Invented persons, towns, streets and telephones."""

from __future__ import annotations

import re
import unicodedata

from training_data.draw import Draw
from training_data.lexicon import load_words


def draw_person(draw: Draw) -> str:
    """First name and surname."""
    names = load_words("names")
    surname = draw.pick(names["surnames"])
    return f"{draw.pick(names['first_names'])} {surname.upper() if draw.chance(0.4) else surname}"


def draw_town(draw: Draw) -> str:
    """An invented commune."""
    names = load_words("names")
    return str(draw.pick(names["town_heads"]) + draw.pick(names["town_tails"]))


def draw_street(draw: Draw) -> str:
    """A street with its number."""
    names = load_words("names")
    number = draw.pick(
        [f"{draw.randint(1, 250)}", f"{draw.randint(1, 99)} bis", f"{draw.randint(1, 60)},", ""]
    )
    return f"{number} {draw.pick(names['streets'])} {draw.pick(names['street_names'])}".strip()


def domain_of(text: str) -> str:
    """The letters and digits of a name, as a domain has them.

    >>> domain_of("Énergie & Cie")
    'energiecie'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "", plain)


def draw_complement(draw: Draw) -> str:
    """A line between name and street: a building, a park, at times named after somebody."""
    names = load_words("names")
    pattern = str(draw.pick(names["complements"]))
    return pattern.format(person=draw_person(draw), surname=draw.pick(names["surnames"]))


def draw_phone(draw: Draw, mobile: bool) -> str:
    """A French telephone number in one of its usual groupings."""
    pairs = ["0" + draw.pick("67" if mobile else "123459"), *(draw.digits(2) for _ in range(4))]
    separator = draw.pick([" ", " ", ".", "-", ""])
    if draw.chance(0.12):
        return "+33 " + draw.pick(["", "(0)"]) + pairs[0][1] + " " + " ".join(pairs[1:])
    return separator.join(pairs)
