"""The page's files: whole, cacheable, and under a policy that lets nothing foreign in."""

from __future__ import annotations

import re
import tomllib
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient

from extractor.terms import Term
from service.app import create_app
from service.page.assets import FOLDER, load_assets

STATIC = FOLDER / "static"
SCRIPTS = sorted(STATIC.glob("*.js"))
HTML = (FOLDER / "deposit.html").read_text(encoding="utf-8")


@pytest.fixture
def client(fake_extractor):
    with TestClient(create_app(fake_extractor)) as opened:
        yield opened


def test_the_page(client):
    answer = client.get("/")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert '<html lang="fr"' in answer.text
    assert answer.headers["cache-control"] == "no-cache"
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert client.head("/").status_code == 200


def test_what_the_page_refers_to_is_there_and_may_be_kept_for_ever(client):
    names = re.findall(r'"(static/[^"]+)"', client.get("/").text)
    assert len(names) > 5
    for name in names:
        answer = client.get(f"/{name}")
        assert answer.status_code == 200, name
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_lasting_address_is_asked_for_anew_each_time(client):
    answer = client.get("/static/bleuet.js")
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"
    known = {"if-none-match": answer.headers["etag"]}
    again = client.get("/static/bleuet.js", headers=known)
    assert (again.status_code, again.content) == (304, b"")
    assert "immutable" not in client.get("/static/older/bleuet.js").headers["cache-control"]


@pytest.mark.parametrize(
    "path", ["/static/nothing.js", "/static/..%2fassets.py", "/static/a/b/c.js", "/static/"]
)
def test_no_other_file_is_served(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_page_is_no_part_of_the_described_api(client):
    paths = client.get("/openapi.json").json()["paths"]
    assert not [path for path in paths if path == "/" or path.startswith("/static")]


class Elements(HTMLParser):
    def __init__(self):
        super().__init__()
        self.all = []

    def handle_starttag(self, tag, attrs):
        self.all.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def elements():
    parser = Elements()
    parser.feed(HTML)
    return parser.all


def test_nothing_is_inline(elements):
    for tag, attributes in elements:
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
        assert tag != "style"
        assert tag != "script" or "src" in attributes
    assert not re.search(r"https?://", HTML)


def test_every_field_of_the_contract_has_its_place(elements):
    fields = {
        attributes["data-prefill"] for _, attributes in elements if "data-prefill" in attributes
    }
    assert fields == {term.value for term in Term}
    slots = [a["data-prefill-note"] for _, a in elements if "data-prefill-note" in a]
    assert sorted(slots) == sorted(fields)


def test_every_field_has_a_label_and_every_identifier_is_one(elements):
    identifiers = [attributes["id"] for _, attributes in elements if "id" in attributes]
    assert len(identifiers) == len(set(identifiers))
    labelled = {attributes.get("for") for tag, attributes in elements if tag == "label"}
    for tag, attributes in elements:
        if tag in ("input", "select") and attributes.get("type") != "radio" and "id" in attributes:
            assert attributes["id"] in labelled


def test_the_vocabulary_is_the_contract_s():
    words = (STATIC / "vocabulary.js").read_text("utf-8")
    table = words[words.index("export const FIELDS") :]
    assert re.findall(r"^  (\w+): \{ label", table, re.MULTILINE) == [term.value for term in Term]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_scripts_are_small_modules_that_find_one_another(script):
    text = script.read_text("utf-8")
    assert text.startswith("/**\n * ")
    assert len(text.splitlines()) <= 230
    for name in re.findall(r'from "\./([^"]+)"', text):
        assert (STATIC / name).is_file()
    assert not re.search(r"\beval\b|innerHTML|document\.write", text)


def test_the_example_is_the_sample(project_root):
    sample = (project_root / "samples" / "facture.pdf").read_bytes()
    assert load_assets().files["exemple.pdf"].content == sample


def test_an_installed_package_has_the_files(project_root):
    project = tomllib.loads((project_root / "pyproject.toml").read_text("utf-8"))
    patterns = project["tool"]["setuptools"]["package-data"]["service.page"]
    packed = {path for pattern in patterns for path in FOLDER.glob(pattern)}
    assert {FOLDER / "deposit.html", *STATIC.iterdir()} <= packed
