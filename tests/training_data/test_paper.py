"""Stamps, pens, punches and folds."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from training_data.draw import Draw
from training_data.paper import Traces, draw_traces, mark_paper

_DPI = 100


@pytest.fixture
def page() -> NDArray[np.uint8]:
    image = np.full((1169, 827), 255, np.uint8)
    image[300:320, 100:300] = 0  # a line of print, left of the middle
    return image


def marked(page: NDArray[np.uint8], traces: Traces, *, first: bool = True) -> NDArray[np.uint8]:
    return mark_paper(page, traces, Draw(5), _DPI, first=first)


def test_clean_paper_stays_clean(page: NDArray[np.uint8]) -> None:
    assert np.array_equal(marked(page, Traces()), page)


@pytest.mark.parametrize("traces", [Traces(stamps=1), Traces(notes=2), Traces(signature=True)])
def test_ink_darkens_the_first_page_only(page: NDArray[np.uint8], traces: Traces) -> None:
    before = page.copy()
    inked = marked(page, traces)
    assert np.array_equal(page, before)
    assert (inked <= page).all() and (inked < page).sum() > 50
    assert np.array_equal(marked(page, traces, first=False), page)


@pytest.mark.parametrize("holes", [2, 4])
def test_holes_are_at_the_left_edge(page: NDArray[np.uint8], holes: int) -> None:
    changed = marked(page, Traces(holes=holes)) != page
    assert changed.any()
    assert not changed[:, int(25 / 25.4 * _DPI) :].any()
    rows = changed.any(axis=1).astype(int)
    assert (np.diff(rows) == 1).sum() == holes


@pytest.mark.parametrize("folds", [1, 2])
def test_folds_run_across_the_page(page: NDArray[np.uint8], folds: int) -> None:
    blank = np.full_like(page, 200)
    lit = marked(blank, Traces(folds=folds))
    assert (lit == lit[:, :1]).all()
    assert lit.min() < 195 < lit.max()


def test_the_other_side_shows_through_mirrored_and_faint(page: NDArray[np.uint8]) -> None:
    seen = marked(page, Traces(bleed=0.1))
    mirrored = seen[310, 827 - 200]
    assert 225 <= mirrored < 250
    assert seen[310, 200] == 0


def test_worse_degradations_leave_more_traces() -> None:
    def count(grade: int) -> int:
        drawn = [draw_traces(Draw(seed), grade) for seed in range(300)]
        return sum(t != Traces() for t in drawn)

    assert count(0) < count(1) < count(2)
    assert draw_traces(Draw(3), 2) == draw_traces(Draw(3), 2)
