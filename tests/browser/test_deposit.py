"""The whole way of a person: a file in, values looked at and corrected, a receipt out."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect

from samples.__main__ import FOLDER
from tests.browser.steps import (
    choose,
    current_mark,
    drop,
    is_in_view,
    note_of,
    wait_until_read,
)
from tests.pipeline.hybrid import invoice_xml

NATIVE, SCAN = FOLDER / "facture.pdf", FOLDER / "facture-scan.pdf"
FILLED = {
    "invoice_number": "FA-2025-0147",
    "issue_date": "14/03/2025",
    "supplier_siret": "90412735400010",
    "buyer_siret": "21640377400013",
    "engagement_number": "2025-BC-00318",
    "service_code": "FIN_COMPTA",
    "currency": "EUR",
    "total_net": "1719,00",
    "total_vat": "343,80",
    "total_gross": "2062,80",
    "amount_due": "2062,80",
    "payment_means": "transfer",
}


@pytest.mark.parametrize("file", [NATIVE, SCAN], ids=["native", "scan"])
def test_a_dropped_invoice_fills_the_form(page, screenshots, file):
    screenshots.keep(page, "deposit-empty")
    drop(page, file)
    wait_until_read(page)
    for field, value in FILLED.items():
        expect(page.locator(f"#{field}")).to_have_value(value)
    expect(page.get_by_role("radio", name="Facture")).to_be_checked()
    expect(page.get_by_role("radio", name="Non")).to_be_checked()
    expect(note_of(page, "total_net")).to_contain_text("sûr")
    expect(page.get_by_label("Base HT, taux n° 1")).to_have_value("1719,00")
    expect(page.locator("#sum")).to_have_text("HT + TVA = TTC")
    expect(page.locator("#findings")).to_be_hidden()
    expect(page.locator("#announcements")).to_contain_text("Facture lue")
    assert page.locator(".mark").count() > 15
    # not sure: not filled
    expect(page.locator("#supplier_name")).to_have_value("")
    for field in ("supplier_name", "vat_regime"):
        expect(note_of(page, field)).to_contain_text("suggestion")
    screenshots.keep(page, f"deposit-{'native' if file == NATIVE else 'scan'}")


def test_field_and_place_lead_to_one_another(page):
    choose(page, NATIVE)
    for field, label in (("amount_due", "Net à payer"), ("supplier_siret", "SIRET du fournisseur")):
        page.locator(f"#{field}").focus()
        expect(current_mark(page)).to_have_count(1)
        assert label in current_mark(page).get_attribute("aria-label")
        assert is_in_view(current_mark(page))
    page.get_by_role("button", name=re.compile("^Numéro de facture : FA-2025-0147")).click()
    expect(page.locator("#invoice_number")).to_be_focused()
    # a field without a place leaves none set off
    page.locator("#supplier_bic").focus()
    expect(current_mark(page)).to_have_count(0)


def test_a_suggestion_is_taken_over_by_a_click(page):
    choose(page, NATIVE)
    name = "Reprendre « ATELIER DES TROIS RIVES SARL » pour Fournisseur"
    page.get_by_role("button", name=name).click()
    expect(page.locator("#supplier_name")).to_have_value("ATELIER DES TROIS RIVES SARL")
    expect(page.locator("#supplier_name")).to_be_focused()
    expect(note_of(page, "supplier_name")).to_contain_text("suggestion reprise")
    expect(page.get_by_role("button", name=name)).to_be_hidden()


def test_totals_are_checked_while_typing(page, screenshots):
    choose(page, NATIVE)
    page.locator("#total_gross").fill("2 100,00")
    expect(page.locator("#sum")).to_contain_text("HT + TVA ≠ TTC")
    expect(page.locator("#total_gross")).to_have_attribute("aria-invalid", "true")
    expect(note_of(page, "total_net")).to_contain_text("à vérifier")
    expect(note_of(page, "amount_due")).to_contain_text("Net à payer ≠ TTC")
    expect(page.locator("#findings h2")).to_have_text("2 points à vérifier")
    page.locator("#amounts").evaluate("(section) => section.scrollIntoView({ block: 'center' })")
    screenshots.keep(page, "deposit-totals")
    page.locator("#findings").get_by_role("button", name="Montant TVA").first.click()
    expect(page.locator("#total_vat")).to_be_focused()
    page.get_by_role("button", name=re.compile("^Rétablir")).click()
    expect(page.locator("#sum")).to_have_text("HT + TVA = TTC")
    expect(page.locator("#findings")).to_be_hidden()
    page.get_by_label("Montant de TVA, taux n° 1").fill("300")
    expect(page.locator("#vat-row-1")).to_contain_text("20,00 % de 1 719,00 font 343,80")
    expect(note_of(page, "total_vat")).to_contain_text("Le détail de TVA fait 300,00")


def test_the_state_wants_two_references(page):
    choose(page, NATIVE)
    page.get_by_role("radio", name="Oui").check()
    expect(page.locator("#buyer_siret")).to_have_value("11000201100044")
    page.locator("#service_code").fill("")
    expect(note_of(page, "service_code")).to_contain_text("L’État exige : code service")
    page.locator("#buyer_siret").fill("11000201100045")
    expect(note_of(page, "buyer_siret")).to_contain_text("sa clé est fausse")
    expect(page.get_by_role("radio", name="Non")).to_be_checked()


def test_what_is_submitted_is_what_was_read_and_what_was_typed(page, screenshots):
    sent = []

    def watch(request):
        if request.url.endswith("/v1/corrections"):
            sent.append(request.post_data_json)

    page.on("request", watch)
    choose(page, NATIVE)
    page.get_by_role("button", name="Valider la saisie").click()
    # the supplier's name is compulsory, and was only suggested
    expect(page.locator("#supplier_name")).to_be_focused()
    expect(note_of(page, "supplier_name")).to_contain_text("obligatoire")
    assert sent == []
    page.get_by_role("button", name=re.compile("^Reprendre « ATELIER")).click()
    page.get_by_role("button", name=re.compile("^Reprendre « TVA sur les débits")).click()
    page.locator("#engagement_number").fill("2025-BC-00319")
    page.locator("#contract_number").fill("M-7")
    page.get_by_role("button", name="Valider la saisie").click()
    expect(page.get_by_role("heading", name="Saisie validée")).to_be_focused()
    (body,) = sent
    assert body["file"] == "facture.pdf"
    assert len(body["sha256"]) == 64
    assert body["model_version"]
    assert body["duration_ms"] >= 0
    assert body["filled"]["supplier_name"]["prefill"] is False
    assert body["filled"]["contract_number"] is None
    assert body["submitted"]["supplier_name"] == "ATELIER DES TROIS RIVES SARL"
    assert body["submitted"]["engagement_number"] == "2025-BC-00319"
    assert body["submitted"]["total_gross"] == "2062.80"
    assert body["submitted"]["issue_date"] == "2025-03-14"
    assert body["submitted"]["supplier_bic"] is None
    assert body["vat_breakdown"] == [{"rate": "20.00", "base": "1719.00", "amount": "343.80"}]
    receipt = page.locator("#receipt")
    expect(receipt).to_contain_text("2 suggestions reprises, 1 modifiée, 1 saisie")
    expect(receipt).to_contain_text(re.compile(r"Net à payer2.062,80.€"))
    expect(receipt).to_contain_text("Ni le fichier ni la saisie n’ont été conservés")
    expect(receipt.locator("tbody tr")).to_have_count(2)
    expect(receipt).to_contain_text("2025-BC-00319")
    screenshots.keep(page, "deposit-receipt")
    page.get_by_role("button", name="Déposer une autre facture").click()
    expect(page.locator("#drop-zone")).to_be_visible()
    expect(page.locator("#invoice_number")).to_have_value("")


def test_without_anybody_to_receive_it_nothing_typed_is_lost(page):
    page.route("**/v1/corrections", lambda route: route.fulfill(status=404, json={}))
    choose(page, NATIVE)
    page.locator("#supplier_name").fill("Atelier")
    page.locator("#vat_regime").select_option("on_debits")
    page.get_by_role("button", name="Valider la saisie").click()
    problem = page.locator("#sending-problem")
    expect(problem).to_contain_text("Ce service ne reçoit pas encore les saisies")
    expect(page.locator("#supplier_name")).to_have_value("Atelier")
    with page.expect_download() as download:
        problem.get_by_role("button", name="Enregistrer la saisie").click()
    assert download.value.suggested_filename == "facture-saisie.json"
    kept = json.loads(download.value.path().read_text("utf-8"))
    assert kept["submitted"]["supplier_name"] == "Atelier"


def test_a_credit_note_needs_no_means_of_payment(page):
    choose(page, NATIVE)
    means, origin = page.locator("#payment_means"), page.locator("#original_invoice_number")
    expect(means).to_have_attribute("required", "")
    expect(origin).to_be_hidden()
    page.get_by_role("radio", name="Avoir").check()
    expect(means).not_to_have_attribute("required", "")
    expect(origin).to_be_visible()


def test_an_invoice_in_xml_has_no_page_to_show(page):
    choose(page, {"name": "facture.xml", "mimeType": "text/xml", "buffer": invoice_xml()})
    expect(page.locator(".viewer-message")).to_contain_text("pas de page à montrer")
    expect(page.locator("#invoice_number")).to_have_value("FA-2025-0147")
    expect(note_of(page, "invoice_number")).to_contain_text("lu dans le XML")


def test_by_keyboard_alone(page):
    focused = page.locator(":focus")

    def tab_to(locator):
        for _ in range(80):
            page.keyboard.press("Tab")
            if locator.evaluate("(element) => element === document.activeElement"):
                return
        pytest.fail(f"never reached {locator}")

    tab_to(page.get_by_role("button", name="Essayer avec un exemple"))
    page.keyboard.press("Enter")
    wait_until_read(page)
    expect(page.locator("#status h1")).to_be_focused()
    page.keyboard.press("Shift+Tab")  # the places are one stop, before the form
    expect(focused).to_have_class(re.compile("mark"))
    page.keyboard.press("End")
    page.keyboard.press("ArrowUp")
    label = focused.get_attribute("aria-label")
    page.keyboard.press("Enter")
    expect(page.locator("#form :focus")).to_have_count(1)
    assert label.startswith(current_mark(page).get_attribute("aria-label")[:10])
    page.locator("#status h1").focus()
    tab_to(page.get_by_role("button", name=re.compile("^Reprendre « ATELIER")))
    page.keyboard.press("Space")
    expect(page.locator("#supplier_name")).to_be_focused()
    tab_to(page.get_by_role("button", name=re.compile("^Reprendre « TVA sur les débits")))
    page.keyboard.press("Space")
    tab_to(page.get_by_role("button", name="Valider la saisie"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Saisie validée")).to_be_focused()
