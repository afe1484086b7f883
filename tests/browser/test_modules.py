"""What the page's modules reckon, without a document."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="module")
def evaluate(browser, service_url):
    """Calls a function of a module in the browser."""
    page = browser.new_page()
    page.goto(service_url)
    call = """async ([module, name, values]) => {
      const functions = await import(`./static/${module}.js`);
      return values.map((value) => functions[name](...value));
    }"""
    yield lambda module, name, *values: page.evaluate(call, [module, name, [*map(list, values)]])
    page.close()


AMOUNTS = {
    "1234,56": 123456,
    "1 234,56 €": 123456,
    "1\u202f234,5": 123450,
    "1.234,56": 123456,
    "1,234.56": 123456,
    "1234.5": 123450,
    "1.234": 123400,
    "27,80": 2780,
    "-12": -1200,
    "−0,05": -5,
    "0": 0,
    "": None,
    "12,345": None,
    "1,2,3": None,
    "douze": None,
    "12-": None,
}


def test_amounts(evaluate):
    read = evaluate("amounts", "parseAmount", *([text] for text in AMOUNTS))
    assert dict(zip(AMOUNTS, read, strict=True)) == AMOUNTS
    assert evaluate("amounts", "contractAmount", [5], [-123456], [0]) == [
        "0.05",
        "-1234.56",
        "0.00",
    ]
    assert evaluate("amounts", "readableAmount", [123456789]) == ["1\u202f234\u202f567,89"]
    assert evaluate("amounts", "typedAmount", [123456]) == ["1234,56"]


def test_values_there_and_back(evaluate):
    assert evaluate(
        "values",
        "contractValue",
        ["issue_date", "1/3/2025"],
        ["issue_date", "hier"],
        ["supplier_iban", " fr76 1999 "],
        ["total_net", "1 719,5"],
        ["supplier_name", "  Atelier "],
    ) == ["2025-03-01", "hier", "FR761999", "1719.50", "Atelier"]
    assert evaluate(
        "values",
        "typedValue",
        ["issue_date", "2025-03-01", "text"],
        ["issue_date", "2025-03-01", "date"],
        ["total_net", "1719.50", "text"],
        ["total_net", "1719.50", "number"],
    ) == ["01/03/2025", "2025-03-01", "1719,50", "1719.50"]


def test_identifiers(evaluate):
    numbers = ["90412735400010", "90412735400011", "35600000012345", "356000000", ""]
    assert evaluate("identifiers", "isSiret", *([n] for n in numbers)) == [
        True,
        False,
        False,
        False,
        False,
    ]
    assert evaluate("identifiers", "isSiret", ["35600000000048"], ["35600000049837"]) == [
        True,
        True,
    ]


def test_rows_of_the_vat_breakdown(evaluate):
    rows = [
        {"rate": "20", "base": "1719,00", "amount": "343,80"},
        {"rate": "5,5", "base": "100", "amount": "5,50"},
        {"rate": "20", "base": "100", "amount": "19"},
        {"rate": "20", "base": "", "amount": "19"},
    ]
    right, also_right, wrong, unknown = evaluate("checks", "checkVatRow", *([row] for row in rows))
    assert (right, also_right, unknown) == ("", "", "")
    assert "font 20,00, et non 19,00" in wrong
