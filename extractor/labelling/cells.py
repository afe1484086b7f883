"""The cells of a table's row: which words of a row's box are its quantity, its price and so on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher

from extractor.document import BoundingBox, Line, Word
from extractor.document.geometry import union
from extractor.errors import FormatError
from extractor.labelling.agreement import agree
from extractor.labelling.contents import Contents
from extractor.lexicon import fold
from training_data.annotation.values import normalise
from training_data.exchange import Region

_LONGEST = 5
"""Words that a number with its unit may be printed in."""
_ENOUGH_WORDS = 0.5
_RIGHTMOST = frozenset({"net_amount", "amount"})
"""Columns that stand right of others with the same value."""


def find_cells(
    contents: Contents, page: int, bbox: BoundingBox, values: Mapping[str, str], row: str
) -> list[Region]:
    """The cells that are printed within the box of a row.

    Args:
        contents: of the document.
        page: page number from 1.
        bbox: the row's, on the page as displayed.
        values: by column, in the contract's format.
        row: the row's number.

    Returns:
        A region for each cell that was found, in the order of the columns.
    """
    lines = [
        tuple(word for word in line.words if _is_within(word.bbox, bbox))
        for line in contents.lines[page - 1]
    ]
    used: set[Word] = set()
    cells: dict[str, Region] = {}
    described = _words_in_a_row(lines, values.get("description", ""))
    for name in sorted(values, key=lambda name: name == "description"):
        words = (
            _find_description(lines, values[name], used)
            if name == "description"
            else _find_number(lines, name, values[name], used | described)
            or _find_number(lines, name, values[name], used)
        )
        if words:
            used.update(words)
            box = union(word.bbox for word in words)
            cells[name] = Region(name, values[name], page, box, row)
    return [cells[name] for name in values if name in cells]


def _words_in_a_row(lines: Iterable[tuple[Word, ...]], text: str) -> set[Word]:
    """Words that follow each other as they do in a text, two at least."""
    wanted = fold(text).split()
    found: set[Word] = set()
    for line in lines:
        matcher = SequenceMatcher(None, [fold(word.text) for word in line], wanted, autojunk=False)
        for first, _, length in matcher.get_matching_blocks():
            if length > 1:
                found.update(line[first : first + length])
    return found


def _find_number(
    lines: Iterable[tuple[Word, ...]], name: str, value: str, used: set[Word]
) -> tuple[Word, ...]:
    found = [span for line in lines for span in _spans(line, used) if _says(name, value, span)]
    if not found:
        return ()
    rightmost = name in _RIGHTMOST
    return min(found, key=lambda s: (-s[-1].bbox.right if rightmost else s[0].bbox.left, len(s)))


def _spans(line: tuple[Word, ...], used: set[Word]) -> Iterator[tuple[Word, ...]]:
    for first in range(len(line)):
        for end in range(first + 1, min(first + _LONGEST, len(line)) + 1):
            span = line[first:end]
            if not used.intersection(span):
                yield span


def _says(name: str, value: str, span: tuple[Word, ...]) -> bool:
    try:
        return agree(name, value, normalise(name, Line.of(span).text))
    except FormatError:
        return False


def _find_description(
    lines: Iterable[tuple[Word, ...]], value: str, used: set[Word]
) -> tuple[Word, ...]:
    wanted = fold(value).split()
    words = [
        word
        for line in lines
        for word in line
        if word not in used and set(fold(word.text).split()) & set(wanted)
    ]
    return tuple(words) if wanted and len(words) >= _ENOUGH_WORDS * len(wanted) else ()


def _is_within(box: BoundingBox, row: BoundingBox) -> bool:
    return (
        row.left - 0.01 <= box.centre_x <= row.right + 0.01
        and row.top <= box.centre_y <= row.bottom
    )
