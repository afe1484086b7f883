"""What holds for every text: a value or a `FormatError`, and what was printed is read again."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.iso7064 import mod_97_10

from extractor.errors import FormatError
from extractor.formats import (
    Parsed,
    amounts,
    bic,
    dates,
    iban,
    percentages,
    references,
    siren,
    siret,
    tva,
)

PARSERS: dict[str, Callable[[str], Parsed]] = {
    module.__name__.rpartition(".")[2]: module.parse
    for module in (amounts, bic, dates, iban, percentages, siren, siret, tva)
}
MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
SPACES = [" ", "\u00a0", "\u202f", "\u2009"]
likely_text = st.text("0123456789OoIlZSB .,-/()€%FRDEXabermsj\u00a0'", max_size=30)


@pytest.mark.parametrize("name", sorted(PARSERS))
@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=60) | likely_text)
@example(text="uſd 12")
@example(text="١٢,٥٠")
@example(text="\u212a1")
@example(text="²²/²²/²²²²")
def test_a_parser_gives_a_value_or_a_format_error(name: str, text: str) -> None:
    try:
        parsed = PARSERS[name](text)
    except FormatError:
        return
    assert parsed.value
    assert parsed.value.isascii()
    assert 0 < parsed.quality <= 1


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=60) | likely_text)
def test_the_rest_of_the_functions_take_any_text(text: str) -> None:
    amounts.currency(text)
    references.is_service_code(text)
    references.compact(text)
    clean = references.normalise(text)
    assert references.normalise(clean) == clean
    try:
        amounts.parse(text)
    except FormatError:
        pass
    else:
        assert amounts.looks_like_amount(text)
        amounts.decimal(text)


def print_amount(cents: int, thousands: str, point: str) -> str:
    whole = f"{abs(cents) // 100:,}".replace(",", thousands)
    return f"{whole}{point}{abs(cents) % 100:02}"


@settings(max_examples=300, deadline=None)
@given(
    cents=st.integers(-(10**11), 10**11),
    style=st.sampled_from(
        [(space, ",") for space in SPACES]
        + [("", ","), (".", ","), ("", "."), ("'", "."), (",", "."), (" ", ".")]
    ),
    sign=st.sampled_from(["-{}", "- {}", "{}-", "({})", "\u2212{}"]),
    currency=st.sampled_from(["{}", "{} €", "{}€", "€ {}", "{} EUR", "{} euros", "{}\u00a0€"]),
)
def test_a_printed_amount_is_read_again(
    cents: int, style: tuple[str, str], sign: str, currency: str
) -> None:
    printed = print_amount(cents, *style)
    if cents < 0:
        printed = sign.format(printed)
    parsed = amounts.parse(currency.format(printed))
    assert parsed == (f"{Decimal(cents) / 100:.2f}", 1.0, False)


@settings(max_examples=200, deadline=None)
@given(
    day=st.dates(date(1990, 1, 1), date(2099, 12, 31)),
    style=st.sampled_from(
        [
            *("{d:02}/{m:02}/{y}", "{d}/{m}/{y}", "{d:02}-{m:02}-{y}", "{d:02}.{m:02}.{y}"),
            *("{d} {name} {y}", "{d:02} {name} {y}", "{d} {upper} {y}", "le {d} {name} {y}"),
            *("{y}-{m:02}-{d:02}", "{d:02} / {m:02} / {y}"),
        ]
    ),
)
def test_a_printed_date_is_read_again(day: date, style: str) -> None:
    name = MONTHS[day.month - 1]
    printed = style.format(d=day.day, m=day.month, y=day.year, name=name, upper=name.upper())
    assert dates.parse(printed) == (day.isoformat(), 1.0, False)


def make_siret(body: int) -> str:
    digits = f"{body % 10**8:08}"
    number = digits + luhn.calc_check_digit(digits)
    nic = f"{body // 10**8 % 10**4:04}"
    return number + nic + luhn.calc_check_digit(number + nic)


sirets = st.integers(10**8, 10**12 - 1).map(make_siret).filter(lambda n: n[:9].strip("0"))


@settings(max_examples=150, deadline=None)
@given(number=sirets, separator=st.sampled_from([*SPACES, "", ".", "-"]))
def test_a_printed_siret_is_read_again(number: str, separator: str) -> None:
    if number.startswith("356000000"):
        return
    printed = separator.join((number[:3], number[3:6], number[6:9], number[9:]))
    assert siret.parse(printed) == (number, 1.0, True)
    assert siren.parse(printed[: 9 + 2 * len(separator)]) == (number[:9], 1.0, True)


@settings(max_examples=200, deadline=None)
@given(number=sirets, places=st.sets(st.integers(0, 13), min_size=1, max_size=3), data=st.data())
def test_a_siret_with_letters_for_digits_is_repaired(
    number: str, places: set[int], data: st.DataObject
) -> None:
    if number.startswith("356000000"):
        return
    confused = {"0": "OoQD", "1": "lI|i", "2": "Z", "5": "S", "6": "G", "8": "B"}
    damaged = "".join(
        data.draw(st.sampled_from(confused[digit]))
        if place in places and digit in confused
        else digit
        for place, digit in enumerate(number)
    )
    parsed = siret.parse(damaged)
    assert parsed.checked
    # Where a letter stands for two digits, two numbers may satisfy the check; the likelier wins.
    assert parsed.value == number
    assert (parsed.quality < 1) == (damaged != number)


@settings(max_examples=150, deadline=None)
@given(number=sirets, separator=st.sampled_from(["", " ", "\u00a0"]))
def test_a_printed_vat_number_is_read_again(number: str, separator: str) -> None:
    number = number[:9]
    if number.startswith("000"):
        return
    key = f"{int(number + '12') % 97:02}"
    printed = separator.join(("FR", key, number[:3], number[3:6], number[6:]))
    assert tva.parse(printed) == (f"FR{key}{number}", 1.0, True)
    assert tva.siren_of(f"FR{key}{number}") == number


@settings(max_examples=150, deadline=None)
@given(bank=st.integers(0, 99999), branch=st.integers(0, 99999), account=st.integers(0, 10**11 - 1))
def test_a_printed_iban_is_read_again(bank: int, branch: int, account: int) -> None:
    key = 97 - (89 * bank + 15 * branch + 3 * account) % 97
    bban = f"{bank:05}{branch:05}{account:011}{key:02}"
    number = "FR" + mod_97_10.calc_check_digits(bban + "FR") + bban
    printed = " ".join(number[start : start + 4] for start in range(0, 27, 4))
    assert iban.parse(printed) == (number, 1.0, True)
    assert iban.is_valid(printed)
