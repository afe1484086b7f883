"""Repairs of how words were typed: the same word printed twice, letters spaced out."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from statistics import median

from extractor.pdf.drawn import DrawnWord

# A shadow or a fake bold is offset by a fraction of the stem's width.
_MAX_SHIFT_IN_SIZES = 0.2
_MIN_SPACED_LETTERS = 4
_MAX_GAP_IN_SIZES = 1.4
_MAX_STEP_IN_SIZES = 0.3
# Between words of spaced type there is at least this much more than between letters.
_WORD_GAP_RATIO = 1.7
_MIN_WORD_GAP_IN_SIZES = 0.15


def drop_duplicates(words: Iterable[DrawnWord]) -> tuple[DrawnWord, ...]:
    """Keeps one of the words printed twice at nearly the same place, and makes it bold.

    Args:
        words: words of one page.

    Returns:
        The words without their doubles.
    """
    kept: list[DrawnWord] = []
    places: dict[str, list[int]] = {}
    for word in words:
        alike = places.get(word.text)
        if alike is None:
            places[word.text] = [len(kept)]
            kept.append(word)
            continue
        reach = _MAX_SHIFT_IN_SIZES * word.size_pt
        for at in alike:
            other = kept[at]
            if (
                abs(other.left - word.left) <= reach
                and abs(other.top - word.top) <= reach
                and abs(other.right - word.right) <= reach
            ):
                kept[at] = other._replace(bold=True)
                break
        else:
            alike.append(len(kept))
            kept.append(word)
    return tuple(kept)


def join_spaced_letters(words: Iterable[DrawnWord]) -> tuple[DrawnWord, ...]:
    """Joins words typed letter by letter: `F A C T U R E`, or digits in boxes.

    A run of at least four single characters on one line, not too widely spaced, is one word, or
    several where a gap is clearly wider than the others.

    Args:
        words: words of one page, in the order of the file.

    Returns:
        The words, with such runs joined.
    """
    joined: list[DrawnWord] = []
    run: list[DrawnWord] = []
    for word in words:
        if len(word.text) == 1 and (not run or _follows(run[-1], word)):
            run.append(word)
            continue
        joined += _join_run(run)
        run = [word] if len(word.text) == 1 else []
        if not run:
            joined.append(word)
    return (*joined, *_join_run(run))


def _follows(one: DrawnWord, two: DrawnWord) -> bool:
    across = abs(one.top - two.top) if one.turn in (0, 180) else abs(one.left - two.left)
    return (
        one.turn == two.turn
        and across < _MAX_STEP_IN_SIZES * one.size_pt
        and 0 <= _gap(one, two) <= _MAX_GAP_IN_SIZES * one.size_pt
    )


def _join_run(letters: list[DrawnWord]) -> list[DrawnWord]:
    if len(letters) < _MIN_SPACED_LETTERS or not any(one.text.isalnum() for one in letters):
        return letters
    gaps = [_gap(one, two) for one, two in pairwise(letters)]
    limit = max(median(gaps) * _WORD_GAP_RATIO, _MIN_WORD_GAP_IN_SIZES * letters[0].size_pt)
    groups = [[letters[0]]]
    for gap, letter in zip(gaps, letters[1:], strict=True):
        if gap > limit:
            groups.append([])
        groups[-1].append(letter)
    return [_join(group) for group in groups]


def _gap(one: DrawnWord, two: DrawnWord) -> float:
    # In the direction of reading: a letter that lies behind has a negative gap.
    match one.turn:
        case 0:
            return two.left - one.right
        case 90:
            return two.top - one.bottom
        case 180:
            return one.left - two.right
        case _:
            return one.top - two.bottom


def _join(letters: list[DrawnWord]) -> DrawnWord:
    return letters[0]._replace(
        text="".join(letter.text for letter in letters),
        left=min(letter.left for letter in letters),
        top=min(letter.top for letter in letters),
        right=max(letter.right for letter in letters),
        bottom=max(letter.bottom for letter in letters),
    )
