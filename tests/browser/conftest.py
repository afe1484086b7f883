"""A browser, and the service that it visits: the real one, with the model in use.

Only what the model is sure of is fixed (`decisions.py`).
"""

from __future__ import annotations

import os
import shutil
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect, sync_playwright

from bench.running import HOST, running_service
from tests.browser.decisions import fix_decisions
from tests.browser.screenshots import Screenshots
from tests.missing import do_without

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
)
PATIENCE_MS = 60_000  # of a busy machine, not of a person
DESKTOP = {"width": 1440, "height": 900}


class Portal(BaseHTTPRequestHandler):
    """Another site, with the form of `docs/embed.md`."""

    content = b""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.content)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def portal_url():
    """Address of another site, of another origin than the service."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Portal) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def service_url(tmp_path_factory, portal_url):
    """Address of the service, started as anybody would start it."""
    if CHROMIUM is None:
        do_without("Chromium is not installed: .ci/system-packages chromium")
    settings = {"BLEUET_SERVICE_WAITING": "20", "BLEUET_ACCESS_ORIGINS": portal_url}
    with running_service(tmp_path_factory.mktemp("service"), settings=settings) as service:
        yield f"http://{HOST}:{service.port}"


@pytest.fixture(scope="module")
def browser():
    """Chromium. For a module only: while it runs, no other test could run an event loop."""
    if CHROMIUM is None:
        do_without("Chromium is not installed: .ci/system-packages chromium")
    expect.set_options(timeout=PATIENCE_MS)
    sandbox = ("--no-sandbox",) if os.geteuid() == 0 else ()
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*ARGUMENTS, *sandbox], timeout=PATIENCE_MS
        )
        yield opened
        opened.close()


@pytest.fixture
def new_page(browser):
    """Opens pages; in the end, no script of theirs must have failed."""
    contexts, failures = [], []

    def open_page(**options):
        options = {"viewport": DESKTOP, "locale": "fr-FR", "reduced_motion": "reduce"} | options
        context = browser.new_context(**options)
        context.set_default_timeout(PATIENCE_MS)
        fix_decisions(context)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: failures.append(str(error)))
        page.on(
            "console",
            lambda message: (
                failures.append(message.text) if "Content Security Policy" in message.text else None
            ),
        )
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert failures == []


@pytest.fixture
def page(new_page, service_url):
    """The deposit page, before anything was deposited."""
    opened = new_page()
    opened.goto(service_url)
    return opened


@pytest.fixture(scope="session")
def screenshots():
    """Keeps pictures of pages in `$BLEUET_SCREENSHOTS`, if that is set."""
    return Screenshots(os.environ.get("BLEUET_SCREENSHOTS"))
