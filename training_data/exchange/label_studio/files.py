"""Which document and which page a task's images are, from what Label Studio made of their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

# Files uploaded through the browser are kept as `3f2a9c1d-facture.png`.
_UPLOAD_PREFIX = re.compile(r"^[0-9a-f]{8}-")
_PAGE_SUFFIX = re.compile(r"^(.+?)(?:\.pdf)?[-_. ]*(?:page|p)?[-_. ]*(\d{1,4})$", re.IGNORECASE)
_NAME_KEYS = ("document", "file", "filename", "pdf")
_IMAGE_KEYS = ("image", "ocr", "img", "page_image", "pdf", "captioning")


class Documents:
    """The documents of a folder, found by name.

    Args:
        names: their file names.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = sorted(names)
        self._by_stem = {PurePosixPath(name).stem.casefold(): name for name in self._names}

    def find(self, name: str) -> str | None:
        """The document of this name, its suffix and Label Studio's prefix aside."""
        for known in (name, _UPLOAD_PREFIX.sub("", name)):
            if known in self._names:
                return known
            found = self._by_stem.get(PurePosixPath(known).stem.casefold())
            if found is not None:
                return found
        return None

    def find_page(self, name: str) -> tuple[str, int] | None:
        """The document and the page number that the name of a page's image stands for.

        >>> Documents(["facture.pdf"]).find_page("3f2a9c1d-facture_page_2.png")
        ('facture.pdf', 2)
        """
        whole = self.find(name)
        if whole is not None:
            return whole, 1
        numbered = _PAGE_SUFFIX.match(PurePosixPath(name).stem)
        found = self.find(numbered[1] + ".png") if numbered else None
        return (found, int(numbered[2])) if found is not None and numbered else None


def picture_url(beginning: str, name: str) -> str:
    """The URL of a picture; a `#` or `+` in its name would otherwise mean something else there.

    Args:
        beginning: of the URL, up to the name.
        name: the picture's file name.

    >>> picture_url("/data/local-files/?d=export/images/", "Avoir #12-1.png")
    '/data/local-files/?d=export/images/Avoir%20%2312-1.png'
    """
    return beginning + quote(name, safe="")


def base_name(url: str) -> str:
    """The name of the file behind a URL, a local-files one included.

    >>> base_name("/data/local-files/?d=export/images/facture%201-1.png")
    'facture 1-1.png'
    """
    parts = urlsplit(url)
    path = parse_qs(parts.query).get("d", [unquote(parts.path)])[0]
    return PurePosixPath(path).name


def pages_of(data: Mapping[str, Any], documents: Documents) -> list[tuple[str, int]] | None:
    """Document and page of each image of a task, in order; None if no document goes by its name.

    Args:
        data: the task's `data`.
        documents: those that there are.
    """
    named = _first_text(data, _NAME_KEYS)
    # A file's name as it is, such as `Avoir #12.pdf`, or a URL.
    file = documents.find(named) or documents.find(base_name(named)) if named else None
    listed = next((value for value in data.values() if _is_list_of_pages(value)), None)
    if listed is not None:
        names = [base_name(_url(item)) for item in listed]
        found = file or next((page[0] for n in names if (page := documents.find_page(n))), None)
        return [(found, number) for number in range(1, len(names) + 1)] if found else None
    url = _first_text(data, _IMAGE_KEYS)
    page = documents.find_page(base_name(url)) if url else None
    told = data.get("page")
    number = told if isinstance(told, int) else page[1] if page else 1
    found = file or (page[0] if page else None)
    return [(found, number)] if found else None


def file_of(data: Mapping[str, Any]) -> str:
    """The name of the file that a task is about: the document's, else its first picture's.

    >>> file_of({"image": "/data/upload/7/3f2a9c1d-facture-2.png"}), file_of({"text": "a"})
    ('3f2a9c1d-facture-2.png', '')
    """
    named = _first_text(data, _NAME_KEYS)
    if named:
        return named
    listed = next((value for value in data.values() if _is_list_of_pages(value)), None)
    return base_name(_url(listed[0]) if listed else _first_text(data, _IMAGE_KEYS))


def _first_text(data: Mapping[str, Any], keys: Iterable[str]) -> str:
    return next((data[key] for key in keys if isinstance(data.get(key), str)), "")


def _is_list_of_pages(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(_url(item) for item in value)


def _url(item: Any) -> str:
    """A page is a URL, or an object with one (`{"image": …}`, `{"url": …}`, `{"page": …}`)."""
    if isinstance(item, dict):
        item = next((item[key] for key in ("image", "url", "page") if key in item), "")
    return item if isinstance(item, str) else ""
