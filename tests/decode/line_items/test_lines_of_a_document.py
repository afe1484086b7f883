"""Which rows and tables of a document are its lines."""

from __future__ import annotations

from decimal import Decimal

import pytest

HEAD = ("Désignation", "Qté", "P.U. HT", "Montant HT")


def test_no_table_at_all(find_lines):
    items = find_lines(
        ("l40", "r540"),
        [("Veuillez trouver ci-joint notre courrier", ""), ("Le 12 mars 2025", "75001 PARIS")],
    )
    assert items == ()


def test_headings_and_subtotals(find_lines):
    items = find_lines(
        ("l40", "r330", "r420", "r540"),
        [
            ("Désignation", "Qté", "P.U. HT", "Montant HT"),
            ("LOT 1 : MENUISERIE", "", "", ""),
            ("Fenêtre double vitrage", "3", "420,00", "1 260,00"),
            ("Porte palière", "1", "640,00", "640,00"),
            ("Sous-total lot 1", "", "", "1 900,00"),
            ("LOT 2 : PEINTURE", "", "", ""),
            ("Peinture murale", "48,5", "22,00", "1 067,00"),
            ("Lessivage", "48,5", "2,00", "97,00"),
            ("Sous-total lot 2", "", "", "1 164,00"),
            ("", "", "Total HT", "3 064,00"),
        ],
        total_net="3064.00",
    )
    assert [str(item.net_amount) for item in items] == ["1260.00", "640.00", "1067.00", "97.00"]
    assert items[2].description.endswith("Peinture murale")


def test_unnamed_subtotals_are_left_out(find_lines):
    items = find_lines(
        ("l40", "r330", "r420", "r540"),
        [
            ("Désignation", "Qté", "P.U. HT", "Montant HT"),
            ("Balayage", "2", "100,00", "200,00"),
            ("Lavage", "1", "150,00", "150,00"),
            ("Voirie", "", "", "350,00"),
            ("Élagage", "1", "90,00", "90,00"),
            ("", "", "Total HT", "440,00"),
        ],
        total_net="440.00",
    )
    assert [item.description for item in items] == ["Balayage", "Lavage", "Élagage"]


@pytest.mark.parametrize("repeated", [True, False])
def test_several_pages_with_carried_sums(find_lines, repeated):
    first = [
        HEAD,
        ("Livres de bibliothèque", "12", "15,00", "180,00"),
        ("Abonnements", "2", "60,00", "120,00"),
        ("", "", "À reporter", "300,00"),
    ]
    second = [
        *([HEAD] if repeated else []),
        ("", "", "Report", "300,00"),
        ("Plastification", "12", "1,50", "18,00"),
        ("", "", "Total HT", "318,00"),
    ]
    items = find_lines(("l40", "r330", "r420", "r540"), first, second, total_net="318.00")
    assert [(item.description, item.page) for item in items] == [
        ("Livres de bibliothèque", 1),
        ("Abonnements", 1),
        ("Plastification", 2),
    ]


def test_summary_and_detail_are_not_both_taken(find_lines):
    items = find_lines(
        ("l40", "r330", "r420", "r540"),
        [
            ("Énergie", "", "", "440,22"),
            ("Abonnements", "", "", "79,31"),
            ("Total HT", "", "", "519,53"),
        ],
        [
            ("Libellé", "Quantité", "Prix unitaire HT", "Montant HT"),
            ("Heures pleines", "3867", "0,11384", "440,22"),
            ("Abonnement", "1", "79,31", "79,31"),
        ],
        total_net="519.53",
    )
    assert [item.page for item in items] == [2, 2]


def test_table_of_vat_rates_is_none_of_lines(find_lines):
    items = find_lines(
        ("l40", "r330", "r420", "r540"),
        [
            HEAD,
            ("Reliure", "4", "25,00", "100,00"),
            ("Code", "Base HT", "Taux TVA", "Montant TVA"),
            ("Normal", "100,00", "20,00", "20,00"),
            ("", "", "Total HT", "100,00"),
        ],
    )
    assert [(i.description, i.net_amount) for i in items] == [("Reliure", Decimal("100.00"))]


def test_text_under_the_totals_is_no_line(find_lines):
    items = find_lines(
        ("l40", "r330", "r420", "r540"),
        [
            HEAD,
            ("Reliure", "4", "25,00", "100,00"),
            ("", "", "Total HT", "100,00"),
            ("", "", "TVA 20 %", "20,00"),
            ("Acompte reçu le 12/03/2025", "", "", "50,00"),
            ("", "", "Net à payer", "70,00"),
        ],
        total_net="100.00",
    )
    assert [item.description for item in items] == ["Reliure"]


@pytest.mark.parametrize("call", ["0,000", "0,00"])
def test_calls_that_a_subscription_includes_are_none(find_lines, call):
    items = find_lines(
        ("l40", "r330", "r420", "r540"),
        [HEAD, ("Forfait voix", "84", "9,90", "831,60"), ("Option", "1", "0,00", "0,00")],
        [
            ("Détail des communications (incluses)",),
            ("28/05 13:10:09", "", "11 min 34", call),
            ("10/05 18:56:08", "", "21 min 55", call),
        ],
        total_net="831.60",
    )
    assert [(item.description, item.net_amount) for item in items] == [
        ("Forfait voix", Decimal("831.60")),
        ("Option", Decimal("0.00")),
    ]


def test_a_page_that_goes_on_counts_if_anything_on_it_costs_something(find_lines):
    items = find_lines(
        ("l40", "r330", "r420", "r540"),
        [HEAD, ("Forfait voix", "84", "9,90", "831,60")],
        [("Remise de bienvenue", "1", "0,00", "0,00"), ("Livraison", "1", "12,00", "12,00")],
        total_net="843.60",
    )
    assert [item.description for item in items] == [
        "Forfait voix",
        "Remise de bienvenue",
        "Livraison",
    ]


BAR_STOPS = ("l20", "l200", "r400", "r470", "r550")


def test_a_side_bar_is_no_part_of_the_table(find_lines):
    items = find_lines(
        BAR_STOPS,
        [
            ("12 allée des Ateliers", "", "", "", ""),
            ("SIRET", "", "", "", ""),
            ("502 338 478 00089", "", "", "", ""),
            ("002", *HEAD),
            ("ASTPFR2M", "Forfait mensuel", "1", "86,40", "86,40"),
            ("Escompte : néant", "", "", "", ""),
            ("", "Consommables", "2", "10,00", "20,00"),
            ("", "Vitrerie", "1", "30,00", "30,00"),
            ("", "", "", "Total HT", "136,40"),
        ],
        total_net="136.40",
    )
    assert [item.description for item in items] == ["Forfait mensuel", "Consommables", "Vitrerie"]


def test_a_column_of_codes_is_no_side_bar(find_lines):
    items = find_lines(
        BAR_STOPS,
        [
            ("", *HEAD),
            ("A-17", "Forfait mensuel", "1", "86,40", "86,40"),
            ("B-2", "Consommables", "2", "10,00", "20,00"),
            ("C-44", "Vitrerie", "1", "30,00", "30,00"),
            ("D-1", "Gants", "3", "5,00", "15,00"),
            ("", "", "", "Total HT", "151,40"),
        ],
        total_net="151.40",
    )
    assert [str(item.net_amount) for item in items] == ["86.40", "20.00", "30.00", "15.00"]
