"""What a person is told where a file cannot be read, or the service does not answer."""

from __future__ import annotations

import pymupdf
from playwright.sync_api import expect

from samples.__main__ import FOLDER
from tests.browser.steps import (
    choose,
    wait_until_read,
)

NATIVE = FOLDER / "facture.pdf"


def test_what_cannot_be_read_is_told_in_the_service_s_words(page, screenshots):
    with pymupdf.open(NATIVE) as pdf:
        locked = pdf.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="x", owner_pw="y")
    file = {"name": "fermee.pdf", "mimeType": "application/pdf", "buffer": locked}
    page.set_input_files("#file", file)
    problem = page.get_by_role("alert")
    expect(problem).to_contain_text("PDF protégé par un mot de passe")
    expect(problem).to_contain_text("fermee.pdf")
    expect(page.locator("#drop-zone")).to_be_visible()
    screenshots.keep(page, "deposit-error")
    # and another file is another chance
    choose(page, NATIVE)
    expect(page.locator("#reading-problem")).to_be_hidden()
    expect(page.locator("#invoice_number")).to_have_value("FA-2025-0147")


def test_a_service_that_is_gone_is_said_to_be(page):
    page.route("**/v1/**", lambda route: route.abort())
    page.set_input_files("#file", NATIVE)
    expect(page.get_by_role("alert")).to_contain_text("Service injoignable")


def test_a_full_service_is_asked_again(page):
    answers = iter([{"status": 429, "headers": {"retry-after": "1"}, "json": {}}])

    def full(route):
        answer = next(answers, None)
        route.fulfill(**answer) if answer else route.continue_()

    page.route("**/v1/prefill", full)
    choose(page, NATIVE)
    expect(page.locator("#invoice_number")).to_have_value("FA-2025-0147")


def test_a_key_is_asked_for_once(page):
    shown = []

    def gate(route):
        key = route.request.headers.get("authorization")
        shown.append(key)
        if key == "Bearer blt_right":
            route.continue_()
        else:
            route.fulfill(
                status=401, json={"title": "Il faut une clé", "detail": "Il faut une clé"}
            )

    page.route("**/v1/**", gate)
    page.set_input_files("#file", NATIVE)
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Clé d’accès").fill("blt_wrong")
    dialog.get_by_role("button", name="Continuer").click()
    expect(dialog).to_contain_text("refusée")
    dialog.get_by_label("Clé d’accès").fill("blt_right")
    dialog.get_by_label("Clé d’accès").press("Enter")
    wait_until_read(page)
    expect(page.locator("#invoice_number")).to_have_value("FA-2025-0147")
    assert shown.count(None) <= 2  # reading and picture, both sent at once
    shown.clear()
    page.get_by_role("button", name="Autre facture").click()
    choose(page, NATIVE)
    assert set(shown) == {"Bearer blt_right"}
    assert page.evaluate("localStorage.length") == 0
