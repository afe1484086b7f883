"""Tables of every design that invoices to public bodies have."""

from __future__ import annotations

from decimal import Decimal

from extractor.document import LineItem

HEAD = ("Désignation", "Qté", "P.U. HT", "Montant HT")
Row = tuple[str, str | None, str | None, str]


def _flat(items: tuple[LineItem, ...]) -> list[Row]:
    def text(value: Decimal | None) -> str | None:
        return None if value is None else str(value)

    return [(i.description, text(i.quantity), text(i.unit_price), str(i.net_amount)) for i in items]


def test_quantity_price_amount(find_lines):
    items = find_lines(
        ("l40", "r330", "r420", "r540"),
        [
            ("Désignation", "Qté", "P.U. HT", "Montant HT"),
            ("Ramettes de papier A4", "10", "4,20", "42,00"),
            ("Cartouches d'encre noire", "3", "31,50", "94,50"),
            (),
            ("", "", "Total HT", "136,50"),
            ("", "", "TVA 20 %", "27,30"),
            ("", "", "Total TTC", "163,80"),
        ],
        total_net="136.50",
    )
    assert _flat(items) == [
        ("Ramettes de papier A4", "10", "4.20", "42.00"),
        ("Cartouches d'encre noire", "3", "31.50", "94.50"),
    ]
    assert all(item.confidence > 0.9 and item.page == 1 for item in items)
    assert items[0].bbox is not None and items[0].bbox.left < 0.08 < 0.9 < items[0].bbox.right


def test_total_unknown(find_lines):
    items = find_lines(
        ("l40", "r330", "r420", "r540"),
        [
            ("Désignation", "Qté", "P.U. HT", "Montant HT"),
            ("Ramettes de papier A4", "10", "4,20", "42,00"),
            ("", "", "Total HT", "42,00"),
        ],
    )
    assert _flat(items) == [("Ramettes de papier A4", "10", "4.20", "42.00")]
    assert items[0].confidence < 0.9


def test_no_header(find_lines):
    items = find_lines(
        ("l40", "r330", "r420", "r540"),
        [
            ("12 rue des Tanneurs", "", "", ""),
            ("Pose de clôture", "14,50", "38,00", "551,00"),
            ("Portillon galvanisé", "2", "212,40", "424,80"),
            ("", "", "Total HT", "975,80"),
            ("", "", "Net à payer", "975,80"),
        ],
        total_net="975.80",
    )
    assert _flat(items) == [
        ("Pose de clôture", "14.50", "38.00", "551.00"),
        ("Portillon galvanisé", "2", "212.40", "424.80"),
    ]


def test_amounts_alone_without_header(find_lines):
    items = find_lines(
        ("l40", "r540"),
        [
            ("Prestation de conseil du 3 mars", "450,00 €"),
            ("Frais de déplacement", "62,30 €"),
            ("Total HT", "512,30 €"),
            ("TVA non applicable, art. 293 B du CGI", ""),
        ],
        total_net="512.30",
    )
    assert _flat(items) == [
        ("Prestation de conseil du 3 mars", None, None, "450.00"),
        ("Frais de déplacement", None, None, "62.30"),
    ]


def test_quantity_before_description(find_lines):
    items = find_lines(
        ("r70", "l90", "r430", "r540"),
        [
            ("Quantité", "Désignation", "Prix unitaire", "Total HT"),
            ("2,000", "Bancs en chêne", "310,00", "620,00"),
            ("12,500", "Terre végétale", "24,00", "300,00"),
            ("", "", "Total HT", "920,00"),
        ],
        total_net="920.00",
    )
    assert _flat(items) == [
        ("Bancs en chêne", "2.000", "310.00", "620.00"),
        ("Terre végétale", "12.500", "24.00", "300.00"),
    ]


def test_header_over_two_lines(find_lines):
    items = find_lines(
        ("l40", "r330", "r420", "r540"),
        [
            ("", "", "Prix", "Montant"),
            ("Libellé", "Quantité", "unitaire HT", "HT"),
            ("Tonte des pelouses", "3", "180,00", "540,00"),
            ("Taille de haies", "1", "265,00", "265,00"),
            ("", "", "Total HT", "805,00"),
        ],
        total_net="805.00",
    )
    assert _flat(items) == [
        ("Tonte des pelouses", "3", "180.00", "540.00"),
        ("Taille de haies", "1", "265.00", "265.00"),
    ]


def test_continuation_below(find_lines):
    items = find_lines(
        ("l40", "r330", "r420", "r540"),
        [
            ("Désignation", "Qté", "P.U. HT", "Montant HT"),
            ("Vidéoprojecteur", "1", "589,00", "589,00"),
            ("~", "garantie trois ans sur site", "0"),
            ("~", "câble fourni", "0"),
            (),
            ("Écran mural", "2", "140,00", "280,00"),
            ("~", "largeur deux mètres", "0"),
            (),
            ("", "", "Total HT", "869,00"),
        ],
        total_net="869.00",
    )
    assert _flat(items) == [
        ("Vidéoprojecteur garantie trois ans sur site câble fourni", "1", "589.00", "589.00"),
        ("Écran mural largeur deux mètres", "2", "140.00", "280.00"),
    ]


def test_continuation_above(find_lines):
    items = find_lines(
        ("l40", "r330", "r420", "r540"),
        [
            ("Désignation", "Qté", "P.U. HT", "Montant HT"),
            (),
            ("Maintenance des ascenseurs", "", "", ""),
            ("du bâtiment administratif", "1", "410,00", "410,00"),
            (),
            ("Contrôle réglementaire", "", "", ""),
            ("des portes automatiques", "4", "55,00", "220,00"),
            (),
            ("", "", "Total HT", "630,00"),
        ],
        total_net="630.00",
    )
    assert [item.description for item in items] == [
        "Maintenance des ascenseurs du bâtiment administratif",
        "Contrôle réglementaire des portes automatiques",
    ]


def test_numbers_between_two_lines_of_text(find_lines):
    items = find_lines(
        ("l40", "r330", "r420", "r540"),
        [
            ("Désignation", "Qté", "P.U. HT", "Montant HT"),
            ("Formation aux premiers secours", "", "", ""),
            ("", "2", "300,00", "600,00"),
            ("session de deux jours", "", "", ""),
            (),
            ("", "", "Total HT", "600,00"),
        ],
        total_net="600.00",
    )
    assert len(items) == 1
    assert "Formation aux premiers secours" in items[0].description


def test_code_unit_discount_and_vat_code(find_lines):
    items = find_lines(
        ("l40", "l100", "l280", "r330", "r390", "r430", "r500", "r540"),
        [
            ("Réf.", "Désignation", "Un.", "Qté", "P.U. HT", "Rem.", "Montant HT", "TVA"),
            ("AB120", "Vis inox", "CT", "4", "12,50", "10%", "45,00", "2"),
            ("ZK77", "Equerre", "PCE", "10", "1,80", "", "18,00", "2"),
            ("MM15", "Colle", "U", "1", "9,90", "", "9,90", "2"),
            ("", "", "", "", "", "", "", ""),
            ("", "", "", "", "Total HT", "", "72,90", ""),
        ],
        total_net="72.90",
    )
    assert _flat(items) == [
        ("Vis inox", "4", "12.50", "45.00"),
        ("Equerre", "10", "1.80", "18.00"),
        ("Colle", "1", "9.90", "9.90"),
    ]


def test_vat_rate_of_each_line(find_lines):
    items = find_lines(
        ("l40", "r300", "r360", "r430", "r540"),
        [
            ("Désignation", "TVA", "P.U. HT", "Qté", "Total HT"),
            ("Pain", "5,50%", "1,10", "20", "22,00"),
            ("Vin", "20,00%", "6,00", "5", "30,00"),
            ("", "", "Total HT", "", "52,00"),
        ],
        total_net="52.00",
    )
    assert [item.vat_rate for item in items] == [Decimal("5.50"), Decimal("20.00")]


def test_gross_column_beside_net(find_lines):
    items = find_lines(
        ("l40", "r280", "r350", "r430", "r540"),
        [
            ("Article", "Qté", "Montant HT", "TVA", "Montant TTC"),
            ("Chaise pliante", "2", "50,00", "10,00", "60,00"),
            ("Table", "1", "80,00", "16,00", "96,00"),
            ("Total", "", "130,00", "26,00", "156,00"),
        ],
        total_net="130.00",
    )
    assert [str(item.net_amount) for item in items] == ["50.00", "80.00"]


def test_receipt_with_tax_included(find_lines):
    items = find_lines(
        ("l40", "r250", "r330"),
        [
            ("Article", "Qté", "Prix TTC"),
            ("Baguette tradition", "2", "2,60"),
            ("Tarte aux pommes", "1", "14,00"),
            ("Total TTC", "", "16,60"),
            ("dont TVA 5,5 %", "", "0,87"),
        ],
        total_net="15.73",
    )
    assert [(item.description, str(item.net_amount)) for item in items] == [
        ("Baguette tradition", "2.60"),
        ("Tarte aux pommes", "14.00"),
    ]
    assert all(item.confidence < 0.9 for item in items)


def test_amounts_without_decimals(find_lines):
    items = find_lines(
        ("l40", "r330", "r420", "r540"),
        [
            HEAD,
            ("Étude de faisabilité", "1", "4 500", "4 500"),
            ("Journées d'atelier", "3", "850", "2 550"),
            ("", "", "Total HT", "7 050"),
        ],
        total_net="7050.00",
    )
    assert _flat(items) == [
        ("Étude de faisabilité", "1", "4500", "4500.00"),
        ("Journées d'atelier", "3", "850", "2550.00"),
    ]


def test_negative_line(find_lines):
    items = find_lines(
        ("l40", "r330", "r420", "r540"),
        [
            HEAD,
            ("Location de nacelle", "2", "230,00", "460,00"),
            ("Geste commercial", "1", "-46,00", "-46,00"),
            ("", "", "Total HT", "414,00"),
        ],
        total_net="414.00",
    )
    assert [str(item.net_amount) for item in items] == ["460.00", "-46.00"]


def test_progress_of_works(find_lines):
    items = find_lines(
        ("l40", "r280", "r330", "r400", "r470", "r540"),
        [
            ("Désignation", "Marché HT", "% avanc.", "Cumul HT", "Mois préc.", "Mois HT"),
            ("Terrassement", "10 000,00", "80 %", "8 000,00", "5 000,00", "3 000,00"),
            ("Fondations", "20 000,00", "50 %", "10 000,00", "0,00", "10 000,00"),
            ("Charpente", "9 000,00", "100 %", "9 000,00", "9 000,00", "0,00"),
            ("TOTAUX HT", "39 000,00", "", "27 000,00", "14 000,00", "13 000,00"),
        ],
        total_net="13000.00",
    )
    assert [(item.description, str(item.net_amount)) for item in items] == [
        ("Terrassement", "3000.00"),
        ("Fondations", "10000.00"),
    ]


def test_units_beside_quantities(find_lines):
    items = find_lines(
        ("l40", "r330", "r420", "r540"),
        [
            ("Libellé", "Quantité", "Prix unitaire HT", "Montant HT"),
            ("Consommation heures pleines", "3 867 kWh", "0,11384", "440,22"),
            ("Abonnement", "1 mois", "79,31000", "79,31"),
            ("Régie", "2,5 h", "40,00", "100,00"),
            ("Sous-total HT site 1", "", "", "619,53"),
        ],
        total_net="619.53",
    )
    assert _flat(items) == [
        ("Consommation heures pleines", "3867", "0.11384", "440.22"),
        ("Abonnement", "1", "79.31000", "79.31"),
        ("Régie", "2.5", "40.00", "100.00"),
    ]


def test_net_price_after_discount(find_lines):
    items = find_lines(
        ("l40", "r300", "r370", "r410", "r470", "r540"),
        [
            ("Article", "Qté", "PU brut", "Remise", "PU net", "Total HT"),
            ("Compost", "10", "5,00", "20 %", "4,00", "40,00"),
            ("Paillage", "4", "8,00", "25 %", "6,00", "24,00"),
            ("", "", "", "", "Total HT", "64,00"),
        ],
        total_net="64.00",
    )
    assert [str(item.net_amount) for item in items] == ["40.00", "24.00"]
    assert [str(item.quantity) for item in items] == ["10", "4"]


def test_tables_without_a_price_keep_their_amounts(find_lines):
    items = find_lines(
        ("l40", "r540"),
        [
            ("Désignation", "Montant HT"),
            ("Honoraires de maîtrise d'œuvre", "8 400,00"),
            ("Frais de reprographie", "120,00"),
            ("Total HT", "8 520,00"),
        ],
        total_net="8520.00",
    )
    assert _flat(items) == [
        ("Honoraires de maîtrise d'œuvre", None, None, "8400.00"),
        ("Frais de reprographie", None, None, "120.00"),
    ]
