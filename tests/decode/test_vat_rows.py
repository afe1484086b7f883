"""The VAT breakdown."""

from __future__ import annotations

from decimal import Decimal

from pages import page_of, words_at

from extractor.candidates import find_candidates
from extractor.decode import find_vat_rows
from extractor.document import Document, Page, VatRow
from extractor.lexicon import load_lexicon


def rows(page: Page, net: str | None, vat: str | None) -> list[tuple[str, ...]]:
    return [(str(r.rate), str(r.base), str(r.amount)) for r in found_on(page, net, vat)]


def found_on(page: Page, net: str | None, vat: str | None) -> tuple[VatRow, ...]:
    document = Document((page,))
    labels = load_lexicon().find(page).labels
    candidates = find_candidates(document, labels, ())
    return find_vat_rows(
        document, candidates, Decimal(net) if net else None, Decimal(vat) if vat else None
    )


def table(*lines: tuple[str, ...]) -> Page:
    return page_of(
        *(
            words_at(60 + 120 * column, 100 + 20 * row, cell)
            for row, cells in enumerate(lines)
            for column, cell in enumerate(cells)
        )
    )


def test_rows_of_a_table_in_any_column_order() -> None:
    page = table(
        ("Base HT", "Taux", "TVA"), ("100,00", "20,00 %", "20,00"), ("50,00", "5,50 %", "2,75")
    )
    assert rows(page, "150.00", "22.75") == [
        ("20.00", "100.00", "20.00"),
        ("5.50", "50.00", "2.75"),
    ]


def test_rows_come_as_printed_and_have_the_place_of_their_three_cells() -> None:
    page = table(("5,50 %", "50,00", "2,75"), ("20,00 %", "100,00", "20,00"))
    first, second = found_on(page, "150.00", "22.75")
    assert (first.rate, second.rate) == (Decimal("5.50"), Decimal("20.00"))
    ends = [(line.words[0].bbox.left, line.bbox.right) for line in page.lines if "0" in line.text]
    assert first.bbox is not None
    assert first.bbox.left == min(left for left, _ in ends)
    assert first.bbox.right < max(right for _, right in ends) + 0.001


def test_a_row_is_where_its_cells_stand_closest() -> None:
    page = table(
        ("20,00 %", "100,00", "20,00", "Total HT", "100,00"),
        ("", "", "", "TVA", "20,00"),
    )
    (row,) = found_on(page, "100.00", "20.00")
    total = next(line for line in page.lines if line.text == "Total HT")
    assert row.bbox is not None
    assert row.bbox.right < total.bbox.left


def test_three_rates_whose_rounded_rows_add_up_among_more() -> None:
    page = table(
        ("Base HT", "Taux", "TVA"),
        ("100,01", "20,00 %", "20,00"),
        ("70,00", "10,00 %", "7,00"),
        ("50,00", "5,50 %", "2,75"),
        ("30,00", "2,10 %", "0,63"),
    )
    assert rows(page, "180.05", "23.38") == [
        ("20.00", "100.01", "20.00"),
        ("5.50", "50.00", "2.75"),
        ("2.10", "30.00", "0.63"),
    ]


def test_one_rate_with_the_totals_only() -> None:
    page = table(("Total HT", "100,00"), ("TVA 20 %", "20,00"), ("Total TTC", "120,00"))
    assert rows(page, "100.00", "20.00") == [("20", "100.00", "20.00")]


def test_lines_with_a_rate_are_not_rows_of_the_breakdown() -> None:
    page = table(
        ("Stylos", "10,00", "20,00 %", "2,00"),
        ("Papier", "90,00", "20,00 %", "18,00"),
        ("Total", "100,00", "20,00 %", "20,00"),
    )
    assert rows(page, "100.00", "20.00") == [("20.00", "100.00", "20.00")]


def test_no_rate_no_row() -> None:
    assert rows(table(("Total", "100,00")), "100.00", None) == []


def test_rows_of_a_credit_note_are_signed_like_its_totals() -> None:
    page = table(("Total HT", "-100,00"), ("TVA 20 %", "-20,00"), ("Total TTC", "-120,00"))
    assert rows(page, "-100.00", "-20.00") == [("20", "-100.00", "-20.00")]
