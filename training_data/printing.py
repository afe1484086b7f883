"""How one document prints amounts, dates, rates and codes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from training_data.draw import Draw

_MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
_SHORT_MONTHS = [
    "janv.",
    "févr.",
    "mars",
    "avr.",
    "mai",
    "juin",
    "juil.",
    "août",
    "sept.",
    "oct.",
    "nov.",
    "déc.",
]
_ENGLISH_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@dataclass(frozen=True, slots=True)
class Printing:
    """One document's habits.

    Attributes:
        thousands: separator of thousands.
        decimal: decimal mark.
        symbol: what follows an amount in the totals, with its space; empty for nothing.
        line_symbol: the same within tables.
        before: the symbol stands before the amount.
        minus: how negative amounts are marked, `{}` standing for the amount.
        day_pattern: `strftime`-like pattern, or `long`, `short`, `english`.
        code_groups: whether SIRET, SIREN and IBAN are printed in groups.
        rate: pattern for a VAT rate.
        bare_whole: amounts without cents have no decimals.
    """

    thousands: str
    decimal: str
    symbol: str
    line_symbol: str
    before: bool
    minus: str
    day_pattern: str
    siret_groups: bool
    iban_groups: bool
    vat_style: str
    rate: str
    bare_whole: bool = False

    def number(self, value: Decimal, places: int = 2) -> str:
        """An amount without a symbol."""
        if self.bare_whole and places == 2 and value == int(value):
            places = 0
        text = (
            f"{abs(value):,.{places}f}".replace(",", "\0")
            .replace(".", self.decimal)
            .replace("\0", self.thousands)
        )
        return self.minus.format(text) if value < 0 else text

    def day(self, day: date) -> str:
        """A date."""
        return format_day(day, self.day_pattern)

    def siret(self, siret: str) -> str:
        """A SIRET, grouped or not."""
        return f"{siret[:3]} {siret[3:6]} {siret[6:9]} {siret[9:]}" if self.siret_groups else siret

    def siren(self, siren: str) -> str:
        """A SIREN, grouped or not."""
        return f"{siren[:3]} {siren[3:6]} {siren[6:]}" if self.siret_groups else siren

    def vat_number(self, number: str) -> str:
        """A VAT number in the document's style."""
        if self.vat_style == "split" or len(number) != 13:
            return f"{number[:2]} {number[2:]}" if self.vat_style != "solid" else number
        if self.vat_style == "groups":
            return f"{number[:2]} {number[2:4]} {number[4:7]} {number[7:10]} {number[10:]}"
        if self.vat_style == "key":
            return f"{number[:4]} {number[4:]}"
        if self.vat_style == "key_split":
            return f"{number[:2]} {number[2:4]} {number[4:]}"
        return number

    def iban(self, iban: str) -> str:
        """An IBAN, in groups of four or not."""
        return (
            " ".join(iban[k : k + 4] for k in range(0, len(iban), 4)) if self.iban_groups else iban
        )

    def percent(self, rate: Decimal) -> str:
        """A VAT rate."""
        plain = f"{rate.normalize():f}"
        full = f"{rate:.2f}"
        return self.rate.format(
            plain=plain.replace(".", self.decimal), full=full.replace(".", self.decimal)
        )


def format_day(day: date, pattern: str) -> str:
    """A date in a pattern, month names in French or English.

    >>> format_day(date(2025, 4, 1), "long")
    '1er avril 2025'
    """
    if pattern == "long":
        return f"{'1er' if day.day == 1 else day.day} {_MONTHS[day.month - 1]} {day.year}"
    if pattern == "upper":
        return f"{day.day:02d} {_MONTHS[day.month - 1].upper()} {day.year}"
    if pattern == "short":
        return f"{day.day} {_SHORT_MONTHS[day.month - 1]} {day.year}"
    if pattern == "english":
        return f"{day.day} {_ENGLISH_MONTHS[day.month - 1]} {day.year}"
    return day.strftime(pattern)


def draw_printing(draw: Draw, *, english: bool = False, receipt: bool = False) -> Printing:
    """The habits of one document."""
    thousands, decimal = draw.weigh(
        {
            (" ", ","): 44,
            ("\u00a0", ","): 12,
            ("", ","): 22,
            ("", "."): 8,
            (".", ","): 5,
            (" ", "."): 4,
            (",", "."): 14 if english else 0.4,
        }
    )
    symbol = draw.weigh(
        {" €": 45, "€": 18, "": 22, " EUR": 7, "\u00a0€": 6, " euros": 2, " Euros": 0.5, " E": 0.3}
    )
    groups = draw.chance(0.45)
    return Printing(
        thousands=thousands,
        decimal=decimal,
        symbol=symbol,
        line_symbol=symbol if draw.chance(0.5) else "",
        before=bool(symbol) and draw.chance(0.12 if english else 0.015),
        minus=draw.weigh(
            {"-{}": 66, "- {}": 12, "\u2212 {}": 6, "\u2212{}": 5, "– {}": 3, "{}-": 3, "({})": 4}
        ),
        day_pattern=draw.weigh(
            {
                "%d/%m/%Y": 56,
                "%d/%m/%y": 9,
                "%d-%m-%Y": 5,
                "%d.%m.%Y": 4,
                "long": 17,
                "short": 2,
                "%Y-%m-%d": 3,
                "upper": 1.5,
                "%d-%m-%y": 1.5,
                "%d %m %Y": 0.5,
                "english": 30 if english else 0.01,
            }
        ),
        siret_groups=groups,
        iban_groups=draw.chance(0.7),
        vat_style=draw.weigh({"solid": 60, "split": 13, "key": 10, "key_split": 9, "groups": 8}),
        rate=draw.weigh(
            {
                "{plain} %": 25,
                "{full} %": 22,
                "{plain}%": 25,
                "{full}%": 10,
                "{full}": 12,
                "{plain}": 5,
            }
        ),
        bare_whole=draw.chance(0.06),
    )
