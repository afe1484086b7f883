"""Letters that OCR prints for digits, and the reverse."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

# The first digit is the usual one; the others are tried only where check digits can tell.
DIGITS_FOR: dict[str, str] = {
    "O": "0", "o": "0", "Q": "0", "D": "0", "°": "0", "U": "0",
    "l": "1", "I": "17", "|": "1", "i": "1", "!": "1", "]": "1", "[": "1", "L": "1", "J": "1",
    "Z": "27", "z": "2",
    "E": "3",
    "A": "4",
    "S": "58", "s": "5", "$": "5",
    "G": "6", "b": "6",
    "T": "71", "?": "7",
    "B": "83", "&": "8",
    "g": "9", "q": "9",
}  # fmt: skip
LETTERS_FOR: dict[str, str] = {"0": "O", "1": "I", "2": "Z", "5": "S", "6": "G", "8": "B", "|": "I"}

_PRIMARY = str.maketrans({letter: digits[0] for letter, digits in DIGITS_FOR.items()})
_LETTERS = str.maketrans(LETTERS_FOR)
_MAX_READINGS = 64


def to_digits(text: str) -> tuple[str, int] | None:
    """Read a compact text as digits.

    Returns:
        The digits and how many characters were repaired; None if one cannot be a digit.

    >>> to_digits("1Z34O")
    ('12340', 2)
    >>> to_digits("12K4") is None
    True
    """
    if text.isascii() and text.isdigit():
        return text, 0
    digits = text.translate(_PRIMARY)
    if not (digits.isascii() and digits.isdigit()):
        return None
    return digits, sum(a != b for a, b in zip(text, digits, strict=True))


def to_letters(text: str) -> tuple[str, int] | None:
    """Read a compact text as capital letters.

    Returns:
        The letters and how many characters were repaired; None if one cannot be a letter.

    >>> to_letters("8NP4") is None
    True
    >>> to_letters("8NP")
    ('BNP', 1)
    """
    upper = text.upper()
    letters = upper.translate(_LETTERS)
    if len(letters) != len(upper) or not (letters.isascii() and letters.isalpha()):
        return None
    return letters, sum(a != b for a, b in zip(upper, letters, strict=True))


def iterate_digit_readings(text: str) -> Iterator[tuple[str, int]]:
    """All the digit strings that a compact text may stand for, likeliest first, at most 64.

    Yields:
        The digits and how many characters were repaired; nothing if one cannot be a digit.

    >>> list(iterate_digit_readings("1Z"))
    [('12', 1), ('17', 1)]
    """
    primary = to_digits(text)
    if primary is None:
        return
    options = [DIGITS_FOR.get(character, character) for character in text]
    for reading in islice(product(*options), _MAX_READINGS):
        yield "".join(reading), primary[1]
