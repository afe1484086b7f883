"""The example of `docs/embed.md`, on a site of another origin."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from samples.__main__ import FOLDER
from tests.browser.conftest import Portal

NATIVE = FOLDER / "facture.pdf"


@pytest.fixture
def page(new_page, service_url, portal_url, project_root, monkeypatch):
    guide = (project_root / "docs" / "embed.md").read_text("utf-8")
    (example,) = re.findall(r"```html\n(.*?)```", guide, re.DOTALL)
    content = example.replace("https://bleuet.example", service_url).encode()
    monkeypatch.setattr(Portal, "content", content)
    opened = new_page(viewport={"width": 640, "height": 720})
    opened.goto(portal_url)
    return opened


def test_a_form_elsewhere_is_filled(page, screenshots):
    page.set_input_files("#file", NATIVE)
    expect(page.get_by_role("status")).to_have_text("4 champs remplis")
    expect(page.locator("#number")).to_have_value("FA-2025-0147")
    expect(page.locator("#date")).to_have_value("2025-03-14")
    expect(page.locator("#gross")).to_have_value("2062,80")
    expect(page.locator("#means")).to_have_value("VIREMENT")
    expect(page.locator("#supplier")).to_have_value("")
    described = page.locator("#number").get_attribute("aria-describedby").split()
    expect(page.locator(f"#{described[0]}")).to_have_text("sûr")
    screenshots.keep(page, "embed")
    page.get_by_role("button", name="Reprendre « ATELIER DES TROIS RIVES SARL »").click()
    expect(page.locator("#supplier")).to_have_value("ATELIER DES TROIS RIVES SARL")
    assert Axe().run(page).response["violations"] == []


def test_what_a_person_typed_stays(page):
    page.locator("#number").fill("A moi")
    page.locator("#means").select_option("CHEQUE")
    page.set_input_files("#file", NATIVE)
    expect(page.get_by_role("status")).to_have_text("2 champs remplis")
    expect(page.locator("#number")).to_have_value("A moi")
    expect(page.locator("#means")).to_have_value("CHEQUE")
    expect(page.locator("body")).to_contain_text("saisi par vous")
    page.get_by_role("button", name="Reprendre « FA-2025-0147 »").click()
    expect(page.locator("#number")).to_have_value("FA-2025-0147")


def test_what_goes_wrong_is_told_by_an_event(page):
    page.set_input_files("#file", {"name": "a.txt", "mimeType": "text/plain", "buffer": b"a"})
    expect(page.get_by_role("status")).to_contain_text("Format de fichier non pris en charge")
    expect(page.locator("#number")).to_have_value("")
