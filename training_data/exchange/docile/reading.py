"""From DocILE's annotation of a document to a draft."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from extractor.terms import Term
from training_data.annotation.reading import read_bbox
from training_data.exchange.docile.fieldtypes import (
    DOCUMENT_TYPES,
    TO_LINE_COLUMN,
    UNLABELLED,
    field_of,
)
from training_data.exchange.drafts import Draft, ExchangeError, Region

_OVERHANG = 0.02
"""Boxes drawn by hand may hang over the page's edge by so much."""


def read_docile(text: str, file: str) -> Draft:
    """The draft in an annotation of DocILE.

    Boxes are fractions of the page there as here; pages are numbered from 0. Amounts including
    tax in lines, addresses and whatever else has no counterpart are counted as skipped. The
    document's type and currency in the metadata are taken as true, whether printed or not.

    Args:
        text: the content of the JSON file.
        file: name of the document's file.

    Raises:
        ExchangeError: the text is no such annotation; a box or a page is malformed.
    """
    try:
        data = json.loads(text)
    except ValueError as error:
        raise ExchangeError(f"JSON mal formé ({error})") from error
    if not isinstance(data, dict) or not isinstance(data.get("field_extractions"), list):
        raise ExchangeError("pas d'annotation DocILE : « field_extractions » manque")
    skipped: Counter[str] = Counter()
    regions = list(_fields(data["field_extractions"], skipped))
    regions += _cells(data.get("line_item_extractions") or [], skipped)
    return Draft(
        file,
        tuple(regions),
        known=tuple(_metadata(data.get("metadata") or {}, regions)),
        unlabelled=UNLABELLED,
        skipped=skipped,
    )


def _fields(extractions: list[Any], skipped: Counter[str]) -> Iterator[Region]:
    for index, item in enumerate(extractions):
        box = _read(item, f"field_extractions[{index}]")
        name = field_of(box.name, box.text)
        if name is None:
            skipped[f"fieldtype « {box.name} »"] += 1
        else:
            yield box._replace(name=str(name))


def _cells(extractions: Any, skipped: Counter[str]) -> Iterator[Region]:
    if not isinstance(extractions, list):
        raise ExchangeError("line_item_extractions : une liste est attendue")
    for index, item in enumerate(extractions):
        box = _read(item, f"line_item_extractions[{index}]")
        name = TO_LINE_COLUMN.get(box.name)
        if name is None:
            skipped[f"fieldtype « {box.name} »"] += 1
        else:
            yield box._replace(name=name, row=str(item.get("line_item_id", "")))


def _read(item: Any, where: str) -> Region:
    """A region under DocILE's name for it."""
    if not isinstance(item, dict) or not isinstance(item.get("fieldtype"), str):
        raise ExchangeError(f"{where} : « fieldtype » manque")
    page, bbox = item.get("page"), read_bbox(item.get("bbox"), tolerance=_OVERHANG)
    if isinstance(page, bool) or not isinstance(page, int) or page < 0:
        raise ExchangeError(f"{where} : page à partir de 0 attendue ({page})")
    if bbox is None:
        raise ExchangeError(f"{where} : bbox malformée ({item.get('bbox')})")
    return Region(item["fieldtype"], " ".join(str(item.get("text") or "").split()), page + 1, bbox)


def _metadata(metadata: Any, regions: list[Region]) -> Iterator[Region]:
    if not isinstance(metadata, Mapping):
        raise ExchangeError("metadata : un objet est attendu")
    kind = DOCUMENT_TYPES.get(str(metadata.get("document_type")))
    if kind is not None:
        yield Region(Term.DOCUMENT_TYPE.value, kind)
    currency = str(metadata.get("currency") or "").upper()
    told = any(region.name == Term.CURRENCY for region in regions)
    if len(currency) == 3 and currency.isalpha() and not told:
        yield Region(Term.CURRENCY.value, currency)
