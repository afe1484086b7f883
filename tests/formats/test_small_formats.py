from decimal import Decimal

import pytest

from extractor.errors import FormatError
from extractor.formats import Parsed, confusions, percentages, references


@pytest.mark.parametrize(
    ("text", "value", "quality"),
    [
        ("20,00 %", "20.00", 1.0),
        ("5,5%", "5.50", 1.0),
        ("8.5\u00a0%", "8.50", 1.0),
        ("20", "20.00", 0.7),
        ("12,5", "12.50", 0.4),
        ("2O,00 %", "20.00", 0.9),
        ("100 %", "100.00", 1.0),
    ],
)
def test_percentages(text: str, value: str, quality: float) -> None:
    assert percentages.parse(text) == Parsed(value, quality, False)


@pytest.mark.parametrize("text", ["", "%", "101 %", "1,234 %", "OO %", "20 € %", "20‰"])
def test_other_texts_are_no_percentage(text: str) -> None:
    with pytest.raises(FormatError):
        percentages.parse(text)


def test_vat_rates_are_those_of_the_law() -> None:
    rates = "0 0.9 1.05 1.75 2.1 5.5 7 8.5 9.2 9.6 10 13 19.6 20 20.6"
    assert {Decimal(rate) for rate in rates.split()} == percentages.VAT_RATES
    assert percentages.is_vat_rate(Decimal("20.00"))
    assert not percentages.is_vat_rate(Decimal("21"))


def test_confusions() -> None:
    assert confusions.to_digits("OoQDlI|iZSBG") == ("000011112586", 12)
    assert confusions.to_digits("12 3") is None
    assert confusions.to_digits("") is None
    assert confusions.to_letters("BNP4") is None
    assert confusions.to_letters("S0C") == ("SOC", 1)
    assert len(list(confusions.iterate_digit_readings("S" * 20))) == 64


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("FA-2025-0012.", "FA-2025-0012"),
        (" : FA-2025-0012;", "FA-2025-0012"),
        ("(FA-2025-0012)", "FA-2025-0012"),
        ("[FA 2025]", "FA 2025"),
        ("« 2024-BC-00123 »", "2024-BC-00123"),
        ("FA(2025)", "FA(2025)"),
        ("442136)", "442136"),
        ("E24   1187", "E24 1187"),
        ("F-", "F"),
        ("", ""),
    ],
)
def test_references_are_trimmed_as_printed(text: str, clean: str) -> None:
    assert references.normalise(text) == clean


@pytest.mark.parametrize(
    "text", ["2024-BC-00123", "442136", "E24-1187", "FA 2025/12", "FACTURES_PUBLIQUES", "n°12"]
)
def test_references(text: str) -> None:
    assert references.is_reference(text)


@pytest.mark.parametrize("text", ["", "Facture", "12 €", "A" * 50 + "1", "a b c d e f g 1", "1  2"])
def test_other_texts_are_no_reference(text: str) -> None:
    assert not references.is_reference(text)


def test_service_codes() -> None:
    assert references.is_service_code("SERVICE_12")
    assert references.is_service_code("Achats généraux - 3")
    assert not references.is_service_code("")
    assert not references.is_service_code("---")
    assert not references.is_service_code("a/b")
    assert not references.is_service_code("A" * 101)
