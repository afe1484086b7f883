"""Amounts in French words."""

from __future__ import annotations

from decimal import Decimal

_UNITS = [
    "zéro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix-sept",
    "dix-huit",
    "dix-neuf",
]
_TENS = [
    "_",
    "_",
    "vingt",
    "trente",
    "quarante",
    "cinquante",
    "soixante",
    "soixante",
    "quatre-vingt",
    "quatre-vingt",
]


def spell_number(value: int) -> str:
    """A number below a thousand million, in the traditional spelling.

    >>> spell_number(80), spell_number(1271)
    ('quatre-vingts', 'mille deux cent soixante et onze')
    """
    if value < 20:
        return _UNITS[value]
    if value < 100:
        return _below_hundred(value)
    if value < 1000:
        hundreds, rest = divmod(value, 100)
        lead = "cent" if hundreds == 1 else f"{_UNITS[hundreds]} cent"
        if not rest:
            return lead + ("s" if hundreds > 1 else "")
        return f"{lead} {spell_number(rest)}"
    if value < 1_000_000:
        thousands, rest = divmod(value, 1000)
        lead = "mille" if thousands == 1 else f"{_before_mille(thousands)} mille"
        return f"{lead} {spell_number(rest)}" if rest else lead
    millions, rest = divmod(value, 1_000_000)
    lead = f"{spell_number(millions)} million" + ("s" if millions > 1 else "")
    return f"{lead} {spell_number(rest)}" if rest else lead


def _before_mille(value: int) -> str:
    words = spell_number(value)
    plural = words.endswith(("cents", "vingts"))
    return words[:-1] if plural else words


def _below_hundred(value: int) -> str:
    tens, unit = divmod(value, 10)
    if tens in (7, 9):
        unit += 10
    if unit == 0:
        return _TENS[tens] + ("s" if tens == 8 else "")
    joint = " et " if unit in (1, 11) and tens < 8 else "-"
    return f"{_TENS[tens]}{joint}{_UNITS[unit]}"


def spell_euros(value: Decimal) -> str:
    """An amount of euros, without its sign.

    >>> spell_euros(Decimal("1200.50"))
    'mille deux cents euros et cinquante centimes'
    """
    euros, cents = divmod(int(abs(value) * 100), 100)
    words = f"{spell_number(euros)} euro" + ("s" if euros > 1 else "")
    if not cents:
        return words
    return f"{words} et {spell_number(cents)} centime" + ("s" if cents > 1 else "")
