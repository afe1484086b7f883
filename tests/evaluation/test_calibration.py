from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.evaluation.calibration import Outcome, calibration, reliability

outcomes = st.lists(st.builds(Outcome, st.floats(0, 1), st.booleans()), min_size=1, max_size=60)


@given(outcomes)
def test_figures_stay_within_their_range(given_outcomes):
    figures = calibration(given_outcomes)
    assert all(figure is not None and -1e-9 <= figure <= 1 + 1e-9 for figure in figures)


@given(outcomes)
def test_bins_hold_all_outcomes(given_outcomes):
    assert sum(size for _, _, size in reliability(given_outcomes)) == len(given_outcomes)


def test_nothing_predicted_has_no_calibration():
    assert set(calibration([])) == {None}


def test_confidence_that_is_always_too_high_shows():
    figures = calibration([Outcome(0.9, index % 2 == 0) for index in range(100)])
    assert figures.ece == pytest.approx(0.4)
    assert figures.coverage_at_99 == 0.01
