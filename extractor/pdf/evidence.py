"""How much a page's text looks like French or English, and like numbers well written."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

# A letter run of a word: `l'échéance` has two.
_LETTERS = re.compile(r"[a-z]+")
_VOWELS = frozenset("aeiouy")
# Dates, amounts, rates, identifiers, references: digits with what usually stands between them.
_NUMBER = re.compile(
    r"[(+\-−–#]?[€$£]?(?:[A-Za-zÀ-ÿ°]{0,12}[.\-_/:°]{0,2})?"
    r"\d+(?:[.,:/\-_'’\u00a0\u202f x*]{1,2}\d+)*"
    r"(?:[.\-_/]?[A-Za-zÀ-ÿ°²³]{0,6}\d*)?[%€$£]?[)\].,;:*°+%€\-/]{0,3}"
)
_SAMPLE = 240
_MOST_OF_ONE = 2
_DIGIT = re.compile(r"\d")
_CID = re.compile(r"\(cid:\d+\)")


class Evidence(NamedTuple):
    """Counts over a page's words.

    Attributes:
        characters: all characters.
        broken: replacement, private-use, control and unassigned characters among them.
        lettered: letter runs of two characters and more, each counted twice at most.
        known: those that are common French or English words.
        plausible: those with the letter pairs of the common words.
        numeric: words with a digit.
        well_formed: those written as a date, an amount, an identifier or a reference.
        single: words of one letter or digit.
        words: all words.
    """

    characters: int
    broken: int
    lettered: int
    known: int
    plausible: int
    numeric: int
    well_formed: int
    single: int
    words: int


def gather(texts: Iterable[str]) -> Evidence:
    r"""Counts what speaks for or against the words of a page.

    Args:
        texts: the words; of a long page every second, third… is looked at.

    >>> gather(["Facture", "n°", "12,50", "€"]).known
    1
    >>> gather(["\ufffd\ufffd", "(cid:12)"]).broken
    10
    """
    every = list(texts)
    sample = every[:: 1 + len(every) // _SAMPLE]
    broken = single = numeric = well_formed = 0
    runs: list[str] = []
    for text in sample:
        if len(text) == 1:
            # A lone private-use character is an icon of an icon font.
            single += text.isalnum()
        elif not text.isascii() or not text.isprintable() or "(cid:" in text:
            broken += _count_broken(text)
        if _DIGIT.search(text):
            numeric += 1
            well_formed += _NUMBER.fullmatch(text) is not None
        else:
            runs += _LETTERS.findall(fold(text))
    # A column may say `min` or `XX` a hundred times: what is repeated says nothing new.
    counts = Counter(run for run in runs if len(run) > 1)
    lettered = [run for run, count in counts.items() for _ in range(min(count, _MOST_OF_ONE))]
    common = _common_words()
    unknown = [run for run in lettered if run not in common]
    return Evidence(
        characters=sum(map(len, sample)),
        broken=broken,
        lettered=len(lettered),
        known=len(lettered) - len(unknown),
        plausible=len(lettered) - len(unknown) + sum(map(_is_plausible, unknown)),
        numeric=numeric,
        well_formed=well_formed,
        single=single,
        words=len(sample),
    )


def is_broken(text: str) -> bool:
    r"""Whether a word consists of nothing but characters that mean nothing.

    >>> is_broken("\ue00c"), is_broken("12,50")
    (True, False)
    """
    return not text.isascii() and not text.isalnum() and _count_broken(text) == len(text)


def fold(text: str) -> str:
    """Lower case without accents.

    >>> fold("Échéance œuvre")
    'echeance oeuvre'
    """
    if text.isascii():
        return text.lower()
    lowered = text.lower().replace("œ", "oe").replace("æ", "ae")
    decomposed = unicodedata.normalize("NFKD", lowered)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _count_broken(text: str) -> int:
    cids = sum(len(match) for match in _CID.findall(text))
    return cids + sum(
        character == "\ufffd" or unicodedata.category(character) in ("Co", "Cn", "Cc", "Cs")
        for character in text
    )


def _is_plausible(run: str) -> bool:
    if len(run) > 3 and not _VOWELS.intersection(run):
        return False
    pairs = _common_pairs()
    seen = [run[at : at + 2] in pairs for at in range(len(run) - 1)]
    return sum(seen) >= 0.8 * len(seen)


@cache
def _common_words() -> frozenset[str]:
    text = files("extractor.pdf").joinpath("common_words.txt").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(fold(" ".join(lines)).split())


@cache
def _common_pairs() -> frozenset[str]:
    return frozenset(word[at : at + 2] for word in _common_words() for at in range(len(word) - 1))
