from __future__ import annotations

from extractor.document import BoundingBox
from training_data.exchange import Region, group_rows


def cell(name: str, top: float, row: str = "", page: int = 1, height: float = 0.01) -> Region:
    return Region(name, "1", page, BoundingBox(0.1, top, 0.2, top + height), row)


def names(cells: list[Region]) -> list[list[str]]:
    return [[c.name for c in row] for row in group_rows(cells)]


def test_cells_at_one_height_make_a_row() -> None:
    cells = [cell("quantity", 0.5), cell("net_amount", 0.202), cell("quantity", 0.2)]
    assert names(cells) == [["quantity", "net_amount"], ["quantity"]]


def test_a_tall_description_takes_its_numbers() -> None:
    cells = [cell("description", 0.2, height=0.03), cell("net_amount", 0.2)]
    assert len(group_rows(cells)) == 1


def test_two_cells_of_a_column_are_two_rows() -> None:
    assert len(group_rows([cell("rate", 0.2), cell("rate", 0.201)])) == 2


def test_the_same_height_on_another_page_is_another_row() -> None:
    assert names([cell("rate", 0.2), cell("base", 0.2, page=2)]) == [["rate"], ["base"]]


def test_numbers_of_rows_count_before_heights() -> None:
    cells = [cell("rate", 0.2, "10"), cell("base", 0.2, "9"), cell("amount", 0.8, "10")]
    assert names(cells) == [["base"], ["rate", "amount"]]


def test_cells_without_a_box_or_a_row_stand_alone() -> None:
    assert names([Region("rate", "1"), Region("base", "2")]) == [["rate"], ["base"]]


def test_a_cell_without_a_number_joins_the_row_at_its_height() -> None:
    cells = [cell("base", 0.2, "1"), cell("base", 0.3, "2"), cell("rate", 0.3), cell("rate", 0.2)]
    assert names(cells) == [["base", "rate"], ["base", "rate"]]


def test_a_row_without_numbers_stands_where_it_is_printed() -> None:
    cells = [cell("base", 0.2, "1"), cell("base", 0.4, "2"), cell("rate", 0.3)]
    assert names(cells) == [["base"], ["rate"], ["base"]]


def test_a_cell_without_a_place_does_not_move_its_row() -> None:
    typed = Region("amount", "9", row="2")
    cells = [cell("base", 0.2, "1"), cell("base", 0.4, "2"), typed, cell("rate", 0.3)]
    assert names(cells) == [["base"], ["rate"], ["base", "amount"]]


def test_a_number_given_to_two_printed_rows_is_two_rows() -> None:
    first = [cell("rate", 0.2, "1"), cell("base", 0.2, "1")]
    second = [cell("rate", 0.3, "1")._replace(text="2"), cell("base", 0.3, "1")]
    assert names([*first, *second]) == [["rate", "base"], ["rate", "base"]]


def test_a_value_printed_twice_in_a_row_and_a_description_of_two_boxes_are_one_row() -> None:
    twice = [cell("rate", 0.2, "1"), cell("rate", 0.9, "1")]
    assert len(group_rows(twice)) == 1
    described = [cell("description", 0.2, "1"), cell("description", 0.3, "1")._replace(text="b")]
    assert len(group_rows(described)) == 1
