"""The matrices that the models are fed with."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import page_of, words_at

from extractor.classify import Group, Scene, group_of
from extractor.classify.features import build_features, feature_names
from extractor.document import Document, Kind
from tests.classify.scenes import scene_of

PHRASES = (
    "Total HT",
    "Total TTC",
    "TVA 20 %",
    "1 234,56 €",
    "246,91",
    "-12,50",
    "0,00",
    "Facture n° FA-2025-0012",
    "Facture n°",
    "du 12/03/2025",
    "Lyon, le 29 février 2024",
    "SIRET 732 829 320 00074",
    "N° TVA : FR44732829320",
    "IBAN FR76 3000 6000 0112 3456 7890 189",
    "BIC : AGRIFRPP878",
    "Dupont Travaux SARL",
    "69001 Lyon",
    "contact@dupont-travaux.fr",
    "Code service : SERV_TECH",
    "Avoir",
    "Règlement par virement",
    "TVA non applicable, art. 293 B du CGI",
    "% € n°",
    "€",
)
RUNS = st.tuples(
    st.sampled_from(PHRASES) | st.text(st.characters(codec="utf-8"), min_size=1, max_size=12),
    st.floats(0, 560),
    st.floats(0, 820),
    st.sampled_from((7.0, 10.0, 18.0)),
    st.booleans(),
)


def feature(scene: Scene, group: Group, name: str) -> dict[str, float]:
    """One column of a group's matrix, by value."""
    table = build_features(scene)[group]
    column = table.values[:, feature_names(group).index(name)]
    values = [scene.candidates[i].value for i in table.chosen]
    return dict(zip(values, column.tolist(), strict=True))


def amounts_down(*texts: str) -> Scene:
    return scene_of(page_of(*(words_at(60, 60 + 30 * n, text) for n, text in enumerate(texts))))


def test_taxes_of_several_rates_lead_from_net_to_gross_without_their_total() -> None:
    page = amounts_down(
        "Total hors TVA 1 044,58",
        "TVA à 20 % (sur 987,18) 197,44",
        "TVA à 5,5 % (sur 19,80) 1,09",
        "Total 1 243,11",
    )
    assert page.printed_taxes.tolist() == [19744, 109]
    net, gross = (feature(page, Group.AMOUNT, f"as_{role}_by_rates") for role in ("net", "gross"))
    assert [value for value, fits in net.items() if fits] == ["1044.58"]
    assert [value for value, fits in gross.items() if fits] == ["1243.11"]


@pytest.mark.parametrize(
    ("texts", "taxes"),
    [
        (("Base 409,69", "Taux 20,00", "TVA 81,94"), [8194]),
        (("Base 409,69", "TVA 20 % 81,93"), [8193]),
        (("Base 409,69", "TVA 81,94"), []),
        (("Base 409,69", "Remise 20 % 90,00"), []),
    ],
)
def test_a_tax_is_a_printed_rate_of_a_printed_base(
    texts: tuple[str, ...], taxes: list[int]
) -> None:
    assert amounts_down(*texts).printed_taxes.tolist() == taxes
    assert set(feature(amounts_down(*texts), Group.AMOUNT, "document_taxed").values()) == {
        len(taxes)
    }


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(RUNS, max_size=14), min_size=1, max_size=3))
def test_shapes_and_finite_values_on_any_page(sheets: list[list[tuple]]) -> None:
    scene = scene_of(
        *(
            page_of(
                *(
                    words_at(x, y, text, size=size, source="ocr" if scanned else "text_layer")
                    for written, x, y, size, scanned in runs
                    if (text := " ".join(written.split()))
                ),
                number=number,
            )
            for number, runs in enumerate(sheets, 1)
        )
    )
    tables = build_features(scene)
    assert set(tables) == set(Group)
    chosen = np.concatenate([table.chosen for table in tables.values()])
    assert sorted(chosen) == list(range(len(scene.candidates)))
    for group, table in tables.items():
        assert table.values.shape == (len(table.chosen), len(feature_names(group)))
        assert table.values.dtype == np.float32
        assert np.isfinite(table.values).all()
        assert all(group_of(scene.candidates[i].kind) is group for i in table.chosen)


def test_a_document_without_a_word() -> None:
    tables = build_features(Scene.of(Document((page_of(),)), (), ()))
    assert all(
        table.values.shape == (0, len(feature_names(group))) for group, table in tables.items()
    )


@pytest.mark.parametrize("group", Group)
def test_names_of_columns_are_unique(group: Group) -> None:
    assert len(set(feature_names(group))) == len(feature_names(group))


def test_amounts_that_add_up_know_their_part() -> None:
    column = [("Total HT", "100,00"), ("TVA 20 %", "20,00"), ("Total TTC", "120,00")]
    scene = scene_of(
        page_of(
            *(words_at(60, 100 + 20 * i, label) for i, (label, _) in enumerate(column)),
            *(words_at(300, 100 + 20 * i, value) for i, (_, value) in enumerate(column)),
            words_at(60, 300, "Frais 7,00"),
        )
    )
    for name, part in (("as_net", "100.00"), ("as_vat", "20.00"), ("as_gross", "120.00")):
        for suffix in ("", "_at_rate"):
            values = feature(scene, Group.AMOUNT, name + suffix)
            assert {value for value, on in values.items() if on} == {part}


def test_a_column_knows_its_sum() -> None:
    amounts = ("10,00", "20,00", "30,00", "60,00")
    scene = scene_of(page_of(*(words_at(300, 100 + 20 * i, a) for i, a in enumerate(amounts))))
    sums = feature(scene, Group.AMOUNT, "column_sum")
    assert sums["60.00"] == 3
    parts = feature(scene, Group.AMOUNT, "in_column_sum")
    assert {Decimal(value) for value, on in parts.items() if on} == {10, 20, 30}


def test_a_sum_passes_over_the_totals_between_it_and_its_parts() -> None:
    amounts = ("10,00", "20,00", "30,00", "7,00", "60,00")
    scene = scene_of(page_of(*(words_at(300, 100 + 20 * i, a) for i, a in enumerate(amounts))))
    assert feature(scene, Group.AMOUNT, "column_sum")["60.00"] == 3
    parts = feature(scene, Group.AMOUNT, "in_column_sum")
    assert {value for value, on in parts.items() if on} == {"10.00", "20.00", "30.00"}


def test_one_equal_amount_above_is_no_sum() -> None:
    scene = scene_of(page_of(*(words_at(300, 100 + 20 * i, "60,00") for i in range(2))))
    assert not any(feature(scene, Group.AMOUNT, "column_sum").values())


def test_a_rate_on_the_row_fits_base_and_tax_of_that_row_only() -> None:
    scene = scene_of(
        page_of(
            words_at(60, 100, "20 %"),
            words_at(200, 100, "100,00"),
            words_at(300, 100, "20,00"),
            words_at(300, 120, "40,00"),
        )
    )
    fits = feature(scene, Group.AMOUNT, "rate_on_row_fits")
    assert {value for value, on in fits.items() if on} == {"20.00"}
    on_row = feature(scene, Group.AMOUNT, "percent_on_row")
    assert {value for value, on in on_row.items() if on} == {"100.00", "20.00"}


@pytest.mark.parametrize(
    ("name", "sentence", "dangling"),
    [("Dupont Travaux", 0, 0), ("Dupont et", 0, 1), ("Avec nous pour", 3, 1)],
)
def test_the_words_of_a_name(name: str, sentence: int, dangling: int) -> None:
    scene = scene_of(page_of(words_at(60, 60, name), words_at(60, 72, "69001 Lyon")))
    assert feature(scene, Group.NAME, "sentence")[name] == sentence
    assert feature(scene, Group.NAME, "dangling")[name] == dangling
    assert feature(scene, Group.NAME, "next_is_address")[name] == 1


def test_dates_know_their_order() -> None:
    scene = scene_of(
        page_of(words_at(60, 100, "Échéance 11/04/2025"), words_at(60, 130, "Lyon, le 12/03/2025"))
    )
    assert feature(scene, Group.DATE, "is_first") == {"2025-04-11": 0, "2025-03-12": 1}
    assert feature(scene, Group.DATE, "days_after_first") == {"2025-04-11": 30, "2025-03-12": 0}
    assert feature(scene, Group.DATE, "follows_le")["2025-03-12"] == 1


def test_choices_are_a_group_of_their_own() -> None:
    scene = scene_of(page_of(words_at(60, 60, "AVOIR", size=20), words_at(60, 100, "1,00 €")))
    kinds = {scene.candidates[i].kind for i in build_features(scene)[Group.CHOICE].chosen}
    assert kinds == {Kind.CHOICE}
