import pytest

from extractor.errors import FormatError
from extractor.formats import dates


@pytest.mark.parametrize(
    "text",
    [
        "12/03/2025",
        "12-03-2025",
        "12.03.2025",
        "12 / 03 / 2025",
        "12 mars 2025",
        "12 MARS 2025",
        "le 12 mars 2025",
        "Le mercredi 12 mars 2025",
        "12-mars-2025",
        "12 mars, 2025",
        "2025-03-12",
        "2025/03/12",
        "2025-03-12T10:15:00Z",
        "March 12, 2025",
        "Mar 12 2025",
        "12 March 2025",
        "12th March 2025",
        "12/03/2025.",
        "12\u00a0mars\u00a02025",
    ],
)
def test_clean_dates_are_read_with_full_quality(text: str) -> None:
    assert dates.parse(text) == ("2025-03-12", 1.0, False)


@pytest.mark.parametrize("text", ["12-03-25", "12/03/25", "12.03.25", "12-mars-25"])
def test_two_digit_years_are_of_this_century(text: str) -> None:
    assert dates.parse(text) == ("2025-03-12", 0.9, False)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1er avril 2025", "2025-04-01"),
        ("1 er avril 2025", "2025-04-01"),
        ("12 févr. 2025", "2025-02-12"),
        ("12 fe\u0301vrier 2025", "2025-02-12"),
        ("31 août 2025", "2025-08-31"),
        ("31 AOÛT 2025", "2025-08-31"),
        ("1 déc. 2025", "2025-12-01"),
        ("3 sept. 2024", "2024-09-03"),
        ("5 juil 2024", "2024-07-05"),
        ("5 juin 2024", "2024-06-05"),
        ("29/02/2024", "2024-02-29"),
        ("05/04/2025", "2025-04-05"),
    ],
)
def test_months_and_day_order(text: str, value: str) -> None:
    assert dates.parse(text).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("l2/O3/2025", "2025-03-12"),
        ("12/03/2O25", "2025-03-12"),
        ("12.03/2025", "2025-03-12"),
        ("12 03 2025", "2025-03-12"),
        ("ler avril 2025", "2025-04-01"),
        ("12 decernbre 2025", "2025-12-12"),
        ("12 jui1let 2025", "2025-07-12"),
        ("12 septembrc 2025", "2025-09-12"),
    ],
)
def test_damaged_dates_are_repaired_at_a_cost(text: str, value: str) -> None:
    parsed = dates.parse(text)
    assert parsed.value == value
    assert 0.4 < parsed.quality < 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31/02/2025",
        "12/13/2025",
        "00/03/2025",
        "12/03/1989",
        "12/03/2100",
        "12/03",
        "mars 2025",
        "12",
        "12 03 25",
        "BON/DE/LIOZ",
        "1.234,56",
        "12 euros 2025",
        "FA-2025-0012",
        "2025-0012",
        "12/03/2025-A",
        "5" * 60,
    ],
)
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(FormatError):
        dates.parse(text)
