"""What the tests do to the page, over and over."""

from __future__ import annotations

import base64
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

_DROP = """([zone, name, type, data]) => {
  const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], name, { type }));
  const options = { dataTransfer: transfer, bubbles: true, cancelable: true };
  for (const type of ["dragenter", "dragover", "drop"]) {
    zone.dispatchEvent(new DragEvent(type, options));
  }
}"""


def drop(page: Page, file: Path) -> None:
    """Drops a file onto the drop zone, as a mouse would."""
    zone = page.locator("#drop-zone").element_handle()
    data = base64.b64encode(file.read_bytes()).decode()
    page.evaluate(_DROP, [zone, file.name, "application/pdf", data])


def choose(page: Page, file: Path | dict[str, object]) -> None:
    """Chooses a file, and waits until it was read."""
    page.set_input_files("#file", file)
    wait_until_read(page)


def wait_until_read(page: Page) -> None:
    """Until values, and the page where there is one, are shown."""
    expect(page.locator("#status [data-part=facts]")).to_contain_text(" s")
    expect(page.locator(".sheet.is-loading:visible")).to_have_count(0)
    failed = page.locator(".viewer-message:visible", has_text="ne peut pas être montrée")
    expect(failed).to_have_count(0)


def note_of(page: Page, field: str) -> Locator:
    """What stands beside a field."""
    return page.locator(f'[data-prefill-note="{field}"]')


def current_mark(page: Page) -> Locator:
    """The place that is set off from the others."""
    return page.locator(".mark.is-current")


def is_in_view(mark: Locator) -> bool:
    """Whether a place lies in the part of the page that is seen."""
    return mark.evaluate(
        """(mark) => {
          const box = mark.getBoundingClientRect();
          const view = mark.closest(".viewer-window").getBoundingClientRect();
          return box.top >= view.top && box.bottom <= view.bottom
            && box.left >= view.left && box.right <= view.right;
        }"""
    )
