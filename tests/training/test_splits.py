from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.training.splits import assign_folds

CLUSTERS = st.lists(st.sampled_from("abcdefgh"), min_size=12, max_size=60).filter(
    lambda clusters: len(set(clusters)) >= 3
)


@given(CLUSTERS, st.integers(0, 5))
def test_a_cluster_is_never_divided_and_no_fold_is_empty(clusters: list[str], seed: int) -> None:
    folds = assign_folds(clusters, 3, seed=seed)
    assert len(set(zip(clusters, folds, strict=True))) == len(set(clusters))
    assert set(folds) == {0, 1, 2}


@given(CLUSTERS, st.randoms())
def test_the_order_of_documents_does_not_matter(clusters: list[str], random) -> None:
    again = clusters.copy()
    random.shuffle(again)
    first, second = (
        dict(zip(names, assign_folds(names, 3, seed=1), strict=True)) for names in (clusters, again)
    )
    assert first == second


def test_folds_are_of_like_size() -> None:
    folds = assign_folds(["big"] * 50 + ["a"] * 20 + ["b"] * 20 + ["c"] * 10, 2, seed=0)
    assert folds.count(0) == folds.count(1)


def test_too_few_clusters_are_refused() -> None:
    with pytest.raises(ValueError, match="au moins 3"):
        assign_folds(["a", "b", "b"], 3, seed=0)
