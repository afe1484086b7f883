"""Text in which the values are marked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple


class Tag(NamedTuple):
    """A printed value.

    Attributes:
        text: as printed.
        marks: pairs of key and value; a key is a field's name, or `line.3.net_amount`,
            or `vat.0.base`.
        breakable: whether a line may break inside, at spaces.
    """

    text: str
    marks: tuple[tuple[str, str], ...]
    breakable: bool = False


Pieces = tuple[str | Tag, ...]


class Fragment(NamedTuple):
    """Part of a word; `tag` is the number of the tag in its pieces, -1 for plain text."""

    text: str
    tag: int


Word = tuple[Fragment, ...]


def tag(text: str, *keys: str, value: str | None = None, breakable: bool = False) -> Tag:
    """A value for one or several keys.

    >>> tag("12", "invoice_number").marks
    (('invoice_number', '12'),)
    """
    return Tag(text, tuple((key, text if value is None else value) for key in keys), breakable)


def split_words(pieces: Iterable[str | Tag]) -> tuple[list[Word], list[Tag]]:
    """The words of the pieces, glued where no space parts them, and the tags they refer to.

    >>> split_words(("N°", tag("7 b", "invoice_number"), " du"))[0]
    [(Fragment(text='N°', tag=-1), Fragment(text='7 b', tag=0)), (Fragment(text='du', tag=-1),)]
    """
    words: list[Word] = []
    tags: list[Tag] = []
    current: list[Fragment] = []

    def close() -> None:
        if current:
            words.append(tuple(current))
            current.clear()

    for piece in pieces:
        number, text = -1, piece
        if isinstance(piece, Tag):
            tags.append(piece)
            number, text = len(tags) - 1, piece.text
            if not piece.breakable:
                if text:
                    current.append(Fragment(text, number))
                continue
        for part in re.split("( +)", str(text)):
            if part.startswith(" "):
                close()
            elif part:
                current.append(Fragment(part, number))
    close()
    return words, tags


def plain_text(pieces: Iterable[str | Tag]) -> str:
    """The pieces as a string."""
    return "".join(piece.text if isinstance(piece, Tag) else piece for piece in pieces)


def lowers(pieces: Iterable[str | Tag]) -> Pieces:
    """The pieces in small letters; marked values keep their value."""
    return tuple(
        piece._replace(text=piece.text.lower()) if isinstance(piece, Tag) else piece.lower()
        for piece in pieces
    )


def capitals(pieces: Iterable[str | Tag]) -> Pieces:
    """The pieces in capitals; marked values keep their value."""
    return tuple(
        piece._replace(text=piece.text.upper()) if isinstance(piece, Tag) else piece.upper()
        for piece in pieces
    )
