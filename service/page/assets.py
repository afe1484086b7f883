"""The page's files, read once: there are few, they are small, and no path leads out of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".pdf": "application/pdf",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the page.

    Attributes:
        content: its bytes.
        media_type: what it is served as.
        tag: changes with the content; an HTTP entity tag, with its quotes.
    """

    content: bytes
    media_type: str
    tag: str

    @classmethod
    def of(cls, content: bytes, suffix: str) -> Asset:
        """The asset of some content.

        Args:
            content: the file's bytes.
            suffix: of its name, with the dot.
        """
        digest = hashlib.sha256(content).hexdigest()
        return cls(content, MEDIA_TYPES[suffix], f'"{digest[:16]}"')


@dataclass(frozen=True, slots=True)
class Assets:
    """All files of the page.

    Attributes:
        page: the page itself, whose links carry `release`.
        files: what is under `/static/`, by name.
        release: changes whenever any of the files does.
    """

    page: Asset
    files: dict[str, Asset]
    release: str


@cache
def load_assets() -> Assets:
    """The files as they are in the package.

    The page refers to `static/<release>/name`. Modules import one another relatively, so that all
    come from the same release, and may be cached for ever.
    """
    paths = [path for path in (FOLDER / "static").iterdir() if path.suffix in MEDIA_TYPES]
    files = {path.name: Asset.of(path.read_bytes(), path.suffix) for path in sorted(paths)}
    tags = "".join(f"{name}{asset.tag}" for name, asset in files.items())
    release = hashlib.sha256(tags.encode()).hexdigest()[:12]
    html = (FOLDER / "deposit.html").read_text(encoding="utf-8")
    page = html.replace('"static/', f'"static/{release}/')
    return Assets(Asset.of(page.encode(), ".html"), files, release)
