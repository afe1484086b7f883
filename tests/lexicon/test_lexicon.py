"""Labels found on pages."""

from __future__ import annotations

import pytest
from pages import page_of, words_at

from extractor.lexicon import load_lexicon, tokenise


def concepts(text: str, *, ocr: bool = False) -> list[str]:
    run = words_at(50, 100, text, source="ocr" if ocr else "text_layer")
    return [mention.concept for mention in load_lexicon().find(page_of(run)).labels]


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Facture n° 12", "invoice_number"),
        ("N° de facture : 12", "invoice_number"),
        ("Date d'échéance", "due_date"),
        ("DATE DE LA FACTURE", "issue_date"),
        ("Net à payer", "amount_due"),
        ("Total T.T.C.", "total_gross"),
        ("Montant total HT", "total_net"),
        ("N° d'engagement :", "engagement_number"),
        ("Votre commande n°", "engagement_number"),
        ("Notre commande n°", "sales_order"),
        ("Code du service exécutant", "service_code"),
        ("N° TVA intracommunautaire", "vat_number"),
        ("Facturé à", "buyer"),
        ("Engagement juridique n°", "engagement_number"),
        ("N° du marché", "contract_number"),
        ("Réf. avoir", "invoice_number"),
        ("Facture d'origine n°", "original_invoice_number"),
        ("Frais de port HT", "shipping"),
        ("Total net à payer", "amount_due"),
        ("Référence à rappeler au règlement", "invoice_number"),
        ("N/Réf.", "sales_order"),
        ("V/Réf.", "your_reference"),
        ("Fin d'engagement", "order_date"),
        ("Date d'achèvement des travaux", "delivery_date"),
        ("N° SIREN", "siren"),
    ],
)
def test_the_longest_label_wins(text: str, concept: str) -> None:
    assert concepts(text)[0] == concept


@pytest.mark.parametrize(
    "text",
    [
        "Acomptes déjà versés",
        "Retenue de garantie TTC",
        "Total situations antérieures HT",
        "Réf. du bon de commande",
        "Compte de facturation n°",
        "Éco-part. HT",
    ],
)
def test_a_label_with_its_affixes_is_one_label(text: str) -> None:
    assert len(concepts(text)) == 1


def test_order_numbers_of_either_party_are_both() -> None:
    assert set(concepts("N° de commande")) == {"engagement_number", "sales_order"}


def test_letters_are_forgiven_where_ocr_read_them_only() -> None:
    assert concepts("Nat à payar : échéence", ocr=True)
    assert "due_date" in concepts("Echéence", ocr=True)
    assert "due_date" not in concepts("Echéence")


def test_a_label_may_run_over_two_lines_of_its_block() -> None:
    page = page_of(words_at(50, 100, "Date de"), words_at(50, 113, "facture"))
    mentions = load_lexicon().find(page).labels
    assert [mention.concept for mention in mentions] == ["issue_date"]


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ("Total", "Acompte", ["total_gross", "prepaid_amount"]),
        ("Facture", "Client", ["invoice_number", "buyer"]),
        ("Taux", "TVA", ["vat_rate"]),
        ("N°", "d'engagement", ["engagement_number"]),
    ],
)
def test_whole_labels_under_one_another_are_two(
    above: str, below: str, expected: list[str]
) -> None:
    page = page_of(words_at(50, 100, above), words_at(50, 113, below))
    mentions = load_lexicon().find(page).labels
    assert [mention.concept for mention in mentions] == expected


def test_labels_under_one_another_are_two_where_each_has_its_value_beside_it() -> None:
    labels = words_at(50, 100, "DATE"), words_at(50, 113, "ECHEANCE")
    values = words_at(150, 100, ": 14/04/2025"), words_at(150, 113, ": 14/05/2025")
    mentions = load_lexicon().find(page_of(*labels, *values)).labels
    assert [mention.concept for mention in mentions] == ["issue_date", "due_date"]
    headings = words_at(150, 100, "Mode de"), words_at(150, 113, "règlement")
    mentions = load_lexicon().find(page_of(*labels, *headings)).labels
    assert next(mention.concept for mention in mentions) == "due_date"


def test_choices_name_their_field_and_value() -> None:
    page = page_of(words_at(50, 100, "Règlement par virement bancaire"))
    (mention,) = load_lexicon().find(page).choices
    assert mention.concept == "choice:payment_means:transfer"


@pytest.mark.parametrize(
    ("text", "tokens"),
    [("N°:12", ("no", "12")), ("H.T.", ("ht",)), ("l’échéance", ("l", "echeance"))],
)
def test_tokens_are_folded(text: str, tokens: tuple[str, ...]) -> None:
    assert tokenise(text) == tokens
