"""Pictures of pages, for the documentation and for whoever looks at a failed run."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

MAX_BYTES = 300_000


class Screenshots:
    """Keeps pictures in a folder.

    Args:
        folder: made if it is missing; None to keep none.
    """

    def __init__(self, folder: str | None) -> None:
        self.folder = Path(folder) if folder else None

    def keep(self, page: Page, name: str) -> None:
        """Takes a picture of what is in view, without the cursor, small enough to be kept.

        Args:
            page: to take a picture of.
            name: of the file, without a suffix.
        """
        if self.folder is None:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        shot = page.screenshot(animations="disabled", caret="hide", scale="css")
        picture = Image.open(BytesIO(shot)).convert("RGB")
        target = BytesIO()
        picture.save(target, "PNG", optimize=True)
        for colours in (256, 128, 64):  # a scan's grain is not worth what it weighs
            if target.tell() < MAX_BYTES:
                break
            target = BytesIO()
            picture.quantize(colours, dither=Image.Dither.NONE).save(target, "PNG", optimize=True)
        (self.folder / f"{name}.png").write_bytes(target.getvalue())
