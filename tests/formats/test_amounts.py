from decimal import Decimal

import pytest

from extractor.errors import FormatError
from extractor.formats import Parsed, amounts


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 234,56", "1234.56"),
        ("1 234,56 €", "1234.56"),
        ("1\u00a0234,56\u00a0€", "1234.56"),
        ("1\u202f234\u202f567,89", "1234567.89"),
        ("1\u2009234,56", "1234.56"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1'234.56 CHF", "1234.56"),
        ("1’234.56", "1234.56"),
        ("1234,56", "1234.56"),
        ("1 234.56 EUR", "1234.56"),
        ("27,80", "27.80"),
        ("0,05", "0.05"),
        ("€ 12,00", "12.00"),
        ("EUR 12,00", "12.00"),
        ("12,00 euros", "12.00"),
        ("12,00Eur", "12.00"),
        ("$12.00", "12.00"),
        ("£ 12.00", "12.00"),
        ("-1 234,56 €", "-1234.56"),
        ("- 12,50", "-12.50"),
        ("−12,50", "-12.50"),
        ("€ -12,50", "-12.50"),
        ("12,50-", "-12.50"),
        ("12,50 -", "-12.50"),
        ("12,50 € -", "-12.50"),
        ("(12,50)", "-12.50"),
        ("(12,50 €)", "-12.50"),
        ("(12,50) €", "-12.50"),
        ("€ (12,50)", "-12.50"),
        ("+12,50", "12.50"),
        ("-0,00", "0.00"),
    ],
)
def test_clean_amounts_are_read_with_full_quality(text: str, value: str) -> None:
    assert amounts.parse(text) == Parsed(value, 1.0, False)


@pytest.mark.parametrize(
    ("text", "value", "quality"),
    [
        ("1 234,5", "1234.50", 0.9),
        ("1234", "1234.00", 0.6),
        ("1 234", "1234.00", 0.6),
        ("12 €", "12.00", 0.9),
        ("1.234", "1234.00", 0.7),
        ("1,234", "1234.00", 0.7),
        ("1.234 €", "1234.00", 0.8),
        ("0,500", "0.50", 0.5),
        ("1234,5000", "1234.50", 0.5),
        ("012,50", "12.50", 0.7),
    ],
)
def test_doubtful_amounts_lose_quality(text: str, value: str, quality: float) -> None:
    assert amounts.parse(text) == Parsed(value, quality, False)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 Z34,5O", "1234.50"),
        ("l 234,56", "1234.56"),
        ("12 , 50", "12.50"),
        ("1 234 , 56 €", "1234.56"),
        ("1. 234,56", "1234.56"),
        ("1  234,56", "1234.56"),
        ("I2,5O EUR", "12.50"),
        ("EUR I2,50", "12.50"),
        ("12,50 C", "12.50"),
        ("12,50 e", "12.50"),
        ("12€50", "12.50"),
        (": 12,50.", "12.50"),
        ("***12,50***", "12.50"),
        ("-S2,50", "-52.50"),
    ],
)
def test_damaged_amounts_are_repaired_at_a_cost(text: str, value: str) -> None:
    parsed = amounts.parse(text)
    assert parsed.value == value
    assert 0.5 <= parsed.quality < 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "€",
        "EUR",
        "SOLDE",
        "OIl",
        "Facture",
        "12/03/2025",
        "12.03.2025",
        "01 23 45 67 89",
        "20,00 %",
        "0,11384",
        "1 234,567",
        "(12,50",
        "12,50)",
        "12,50 €)",
        "€ (12,50",
        "-12,50-",
        "-(12,50)",
        "0012",
        "1234567890",
        "732 829 320 00074",
        "1.234.56",
        "1,2,3",
        "12,50 13,60",
        "FA-2025-0012",
        "1" * 41,
        "12345678901234,56",
    ],
)
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(FormatError):
        amounts.parse(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0,11384", "0.11384"),
        ("1 250", "1250"),
        ("1 250,125", "1250.125"),
        ("1,000", "1.000"),
        ("1.234.567", "1234567"),
        ("1.234,5", "1234.5"),
        ("-2", "-2"),
        ("0,05 €", "0.05"),
    ],
)
def test_unit_prices_and_quantities(text: str, value: str) -> None:
    assert str(amounts.decimal(text)) == value
    assert isinstance(amounts.decimal(text), Decimal)


def test_unit_price_of_seven_decimals_is_refused() -> None:
    with pytest.raises(FormatError):
        amounts.decimal("0,1234567")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("12 €", "EUR"),
        ("12 Eur.", "EUR"),
        ("Montants en euros", "EUR"),
        ("US$ 12", "USD"),
        ("USD", "USD"),
        ("12 CHF", "CHF"),
        ("£5", "GBP"),
        ("Européen", None),
        ("valeur", None),
    ],
)
def test_currency(text: str, code: str | None) -> None:
    assert amounts.currency(text) == code
