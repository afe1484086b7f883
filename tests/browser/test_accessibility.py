"""What axe says of the page in each of its states, by day and by night."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from samples.__main__ import FOLDER
from tests.browser.conftest import DESKTOP
from tests.browser.steps import choose

NATIVE = FOLDER / "facture.pdf"


def violations(page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{rule['id']} ({rule['impact']}): {node['target']} {node['html'][:150]}"
        for rule in found
        for node in rule["nodes"]
    ]


@pytest.fixture(params=["light", "dark"])
def page(request, new_page, service_url):
    opened = new_page(color_scheme=request.param, viewport=DESKTOP)
    opened.goto(service_url)
    return opened


def test_every_state(page, screenshots):
    assert violations(page) == [], "empty"
    page.set_input_files("#file", {"name": "a.pdf", "mimeType": "text/plain", "buffer": b"nothing"})
    expect(page.get_by_role("alert")).to_be_visible()
    assert violations(page) == [], "error"
    choose(page, NATIVE)
    assert violations(page) == [], "filled"
    if page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches"):
        screenshots.keep(page, "deposit-dark")
    page.locator("#total_gross").fill("2100")
    page.get_by_role("button", name="Ajouter un taux").click()
    page.get_by_role("button", name="Valider la saisie").click()
    expect(page.locator("#supplier_name")).to_have_attribute("aria-invalid", "true")
    assert violations(page) == [], "findings"
    page.locator("#supplier_name").fill("Atelier")
    page.locator("#vat_regime").select_option("on_debits")
    page.get_by_role("button", name="Valider la saisie").click()
    expect(page.get_by_role("heading", name="Saisie validée")).to_be_visible()
    assert violations(page) == [], "receipt"


def test_the_question_for_a_key_and_the_phone(new_page, service_url):
    page = new_page(viewport={"width": 360, "height": 740})
    page.goto(service_url)
    page.route("**/v1/**", lambda route: route.fulfill(status=401, json={}))
    page.set_input_files("#file", NATIVE)
    expect(page.get_by_role("dialog")).to_be_visible()
    assert violations(page) == [], "key"
    page.unroute("**/v1/**")
    page.get_by_role("button", name="Annuler").last.click()
    expect(page.get_by_role("alert")).to_be_visible()
    choose(page, NATIVE)
    assert violations(page) == [], "phone"
