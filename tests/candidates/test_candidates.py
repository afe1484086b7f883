"""Typed spans found on pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import page_of, words_at

from extractor.candidates import find_candidates
from extractor.document import Candidate, Document, Kind, Source
from extractor.lexicon import load_lexicon


def found(*texts: str, source: Source = "text_layer") -> list[Candidate]:
    page = page_of(
        *(words_at(50, 100 + 40 * i, text, source=source) for i, text in enumerate(texts))
    )
    mentions = load_lexicon().find(page)
    return list(find_candidates(Document((page,)), mentions.labels, mentions.choices))


def values(kind: Kind, *texts: str, source: Source = "text_layer") -> list[str]:
    return [c.value for c in found(*texts, source=source) if c.kind is kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Total HT 1 234,56 €", ["1234.56"]),
        ("1.234,56 EUR", ["1234.56"]),
        ("TVA 20,00 % : 246,91", ["246.91"]),
        ("Total 1500 €", ["1500.00"]),
        ("- 12,50 €", ["-12.50"]),
        ("Tél 04 68 12 34 56", []),
    ],
)
def test_amounts(text: str, expected: list[str]) -> None:
    assert values(Kind.AMOUNT, text) == expected


def test_misread_digits_of_an_amount_are_repaired_on_scans_only() -> None:
    assert values(Kind.AMOUNT, "l 234,5O €", source="ocr") == ["1234.50"]
    assert "1234.50" not in values(Kind.AMOUNT, "l 234,5O €")


@pytest.mark.parametrize("text", ["167:902,76", "G 425,88 EUR", "$ 050,43", "016,99"])
def test_the_rest_of_an_amount_whose_thousands_were_misread_is_none(text: str) -> None:
    assert values(Kind.AMOUNT, text, source="ocr") == []


@pytest.mark.parametrize(
    "text", ["à 425,88 EUR", "= 425,88", "TVA 425,88", "425,88E", "€ 425,88", "2 x 425,88"]
)
def test_an_amount_of_three_digits_is_one(text: str) -> None:
    assert values(Kind.AMOUNT, text, source="ocr") == ["425.88"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Paris, le 1er avril 2025", ["2025-04-01"]),
        ("Date : 12/03/2025", ["2025-03-12"]),
        ("du 01.02.25 au 28.02.25", ["2025-02-01", "2025-02-28"]),
        ("Réf. 12/03/20259", []),
    ],
)
def test_dates(text: str, expected: list[str]) -> None:
    assert values(Kind.DATE, text) == expected


def test_identifiers() -> None:
    assert values(Kind.SIRET, "SIRET : 732 829 320 00074") == ["73282932000074"]
    assert values(Kind.SIRET, "Siret n° 732 829 320 – NIC 00074") == ["73282932000074"]
    assert values(Kind.VAT_NUMBER, "TVA FR 44 732829320") == ["FR44732829320"]
    assert values(Kind.IBAN, "IBAN FR76 3000 6000 0112 3456 7890 189") == [
        "FR7630006000011234567890189"
    ]
    assert values(Kind.BIC, "BIC : AGRIFRPP878") == ["AGRIFRPP878"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Facture n° FA-2025-0012 du 12/03/2025", "FA-2025-0012"),
        ("N° d'engagement : CMD 25/335", "CMD 25/335"),
        ("Facture N° 9721 5457 211", "9721 5457 211"),
        ("Code service : FINANCES", "FINANCES"),
        ("Code service : SERV_TECH", "SERV_TECH"),
        ("N°:12345", "12345"),
        ("Facture n° 2024 – 17", "2024 – 17"),
        ("Facture n° NH24-112 – votre commande", "NH24-112"),
    ],
)
def test_references(text: str, expected: str) -> None:
    assert expected in values(Kind.REFERENCE, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BIC : AGRIFRPPXXX", [(Kind.BIC, "AGRIFRPPXXX")]),
        ("AGRIFRPPXXX", []),
        ("SIREN 12 345", []),
        ("SIREN : 732829321", [(Kind.SIREN, "732829321")]),
        ("Tél 732829321", []),
    ],
)
def test_numbers_are_taken_where_their_label_or_check_digits_bear_them_out(
    text: str, expected: list[tuple[Kind, str]]
) -> None:
    identifiers = [c for c in found(text) if c.kind in (Kind.BIC, Kind.SIREN, Kind.SIRET)]
    assert [(c.kind, c.value) for c in identifiers] == expected


def test_an_account_number_bears_out_a_bank_code_beside_or_below_it() -> None:
    account = "FR76 3000 6000 0112 3456 7890 189"
    assert values(Kind.BIC, f"Virement : {account} – AGRIFRPPXXX") == ["AGRIFRPPXXX"]
    page = page_of(words_at(50, 100, account), words_at(50, 113, "AGRIFRPPXXX"))
    below = find_candidates(Document((page,)), (), ())
    assert [c.value for c in below if c.kind is Kind.BIC] == ["AGRIFRPPXXX"]


def test_an_account_number_may_go_on_on_the_next_line() -> None:
    page = page_of(
        words_at(50, 100, "sur le compte FR76 3000 6000"),
        words_at(50, 113, "0112 3456 7890 189 avant le 30 juin"),
    )
    accounts = [c for c in find_candidates(Document((page,)), (), ()) if c.kind is Kind.IBAN]
    assert [c.value for c in accounts] == ["FR7630006000011234567890189"]
    broken = page_of(words_at(50, 100, "FR76 3000 6000"), words_at(50, 113, "0112 3456 7890 188"))
    assert not [c for c in find_candidates(Document((broken,)), (), ()) if c.kind is Kind.IBAN]


def test_words_without_a_digit_are_references_only_if_reserved_or_labelled() -> None:
    assert values(Kind.REFERENCE, "Prestations de conseil") == []
    assert values(Kind.REFERENCE, "FACTURES_PUBLIQUES") == ["FACTURES_PUBLIQUES"]
    assert values(Kind.REFERENCE, "Nettoyage de 120 m²") == ["120", "m²"]


def test_a_date_or_an_amount_is_no_reference() -> None:
    assert values(Kind.REFERENCE, "12/03/2025", "1 234,56 €") == []


@pytest.mark.parametrize(
    "rest",
    [
        " au capital de 8 000 € - RCS Lyon",
        " RCS Lyon",
        " siret 732 829 320 00074",
        " 12, rue des Lilas",
        " - Lyon",
        ", Lyon",
        " | Lyon",
    ],
)
def test_a_name_ends_where_the_legal_details_begin(rest: str) -> None:
    assert "Dupont Travaux SARL" in values(Kind.NAME, f"Dupont Travaux SARL{rest}")


def test_a_name_may_run_over_two_lines() -> None:
    page = page_of(words_at(50, 100, "Communauté de communes"), words_at(50, 113, "du Val Fleuri"))
    names = [c for c in find_candidates(Document((page,)), (), ()) if c.detail == "pair"]
    assert [c.value for c in names] == ["Communauté de communes du Val Fleuri"]
    assert names[0].evidence.bbox.bottom > page.lines[0].bbox.bottom


@given(st.text(max_size=60).map(str.split).map(" ".join).filter(bool))
def test_any_text_gives_candidates_inside_its_line(text: str) -> None:
    for candidate in found(text):
        assert 0 <= candidate.first_word <= candidate.last_word
        assert candidate.value
