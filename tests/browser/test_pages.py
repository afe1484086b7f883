"""The picture of the page: several pages, pages that lie wrongly, a phone's width."""

from __future__ import annotations

import re

import pymupdf
import pytest
from playwright.sync_api import expect

from samples.__main__ import FOLDER
from tests.browser.steps import (
    choose,
    current_mark,
    is_in_view,
)

NATIVE = FOLDER / "facture.pdf"


def two_pages() -> bytes:
    with pymupdf.open() as both, pymupdf.open(NATIVE) as invoice:
        both.new_page(width=595, height=842).insert_text((72, 100), "Bordereau d'envoi")
        both.insert_pdf(invoice)
        return both.tobytes()


def test_pages_are_turned_to_where_the_value_stands(page):
    choose(page, {"name": "deux.pdf", "mimeType": "application/pdf", "buffer": two_pages()})
    position = page.locator("[data-part=position]")
    expect(position).to_have_text("Page 1 sur 2")
    expect(page.locator(".mark")).to_have_count(0)
    page.locator("#total_gross").focus()
    expect(position).to_have_text("Page 2 sur 2")
    expect(current_mark(page)).to_have_count(1)
    page.get_by_role("button", name="Page précédente").click()
    expect(position).to_have_text("Page 1 sur 2")
    expect(page.locator(".thumbnail img")).to_have_count(2)
    page.get_by_role("button", name=re.compile(r"^Page 2, \d+ valeurs")).click()
    expect(position).to_have_text("Page 2 sur 2")
    expect(page.get_by_role("button", name="Page suivante")).to_be_disabled()


def test_a_page_that_lies_wrongly_can_be_turned(page):
    with pymupdf.open(NATIVE) as pdf:
        pdf[0].set_rotation(180)
        file = {"name": "a.pdf", "mimeType": "application/pdf", "buffer": pdf.tobytes()}
    choose(page, file)
    mark = page.get_by_role("button", name=re.compile("^Numéro de facture : FA-2025-0147"))
    sheet = page.locator(".sheet")

    def place() -> tuple[float, float]:
        expect(page.locator(".sheet.is-loading")).to_have_count(0)
        box, whole = mark.bounding_box(), sheet.bounding_box()
        across = (box["x"] + box["width"] / 2 - whole["x"]) / whole["width"]
        return across, (box["y"] + box["height"] / 2 - whole["y"]) / whole["height"]

    across, down = place()
    assert (across, down) == pytest.approx((1 - 0.32, 1 - 0.25), abs=0.01)
    turn = page.get_by_role("button", name="Tourner la page")
    turn.click()
    assert place() == pytest.approx((1 - down, across), abs=0.01)
    assert sheet.evaluate("(sheet) => sheet.offsetWidth > sheet.offsetHeight")
    turn.click()
    assert place() == pytest.approx((0.32, 0.25), abs=0.01)
    page.locator("#amount_due").focus()
    assert is_in_view(current_mark(page))


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone(new_page, service_url, screenshots, width):
    page = new_page(viewport={"width": width, "height": 780}, has_touch=True)
    page.goto(service_url)
    fits = "document.documentElement.scrollWidth <= innerWidth"
    assert page.evaluate(fits)
    choose(page, NATIVE)
    assert page.evaluate(fits)
    field = page.locator("#total_gross")
    field.tap()
    expect(current_mark(page)).to_have_count(1)
    assert is_in_view(current_mark(page))
    assert current_mark(page).bounding_box()["height"] >= 12  # zoomed, to be read
    field_box, viewer_box = field.bounding_box(), page.locator("#viewer").bounding_box()
    assert field_box["y"] >= viewer_box["y"] + viewer_box["height"]  # not covered
    if width == 390:
        screenshots.keep(page, "deposit-phone")
