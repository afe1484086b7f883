"""Ensembles and their ONNX graphs."""

from __future__ import annotations

import numpy as np
import onnxruntime
import pytest

from extractor.classify import GROUPS, Group
from extractor.training import ensembles
from extractor.training.ensembles import fit_ensemble, predict, stack, to_onnx
from extractor.training.labelling import UNKNOWN
from tests.training.made import N_FEATURES, example_of


def scored(content: bytes, x: np.ndarray) -> np.ndarray:
    session = onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])
    return session.run(["probabilities"], {"X": x})[0]


@pytest.mark.parametrize(
    ("group", "absent"),
    [
        (Group.DATE, ()),
        (Group.DATE, (2,)),
        (Group.DATE, (0,)),
        (Group.NAME, ()),
        (Group.NAME, (1,)),
        (Group.REFERENCE, (1, 3, 4, 5)),
    ],
    ids=str,
)
def test_the_graph_predicts_what_the_ensemble_predicts(
    group: Group, absent: tuple[int, ...]
) -> None:
    example = example_of(group, rows=600, seed=1, absent=absent)
    model = fit_ensemble([example], group, iterations=8, seed=0)
    unseen = np.random.default_rng(2).normal(scale=3, size=(200, N_FEATURES)).astype(np.float32)
    # the very values that trees split on, where float32 and float64 could part ways
    fresh = np.vstack([unseen, example.features[group][:200]])
    content = to_onnx(model, group, example.features[group])
    got, expected = scored(content, fresh), predict(model, group, fresh)
    assert got.shape == (400, len(GROUPS[group]) + 1)
    assert np.abs(got - expected).max() < 1e-4
    assert np.allclose(got.sum(axis=1), 1, atol=1e-5)
    assert (got[:, list(absent)] < 1e-6).all()


def test_the_graph_is_the_same_to_the_byte() -> None:
    example = example_of(Group.DATE, rows=300, seed=1)
    first, second = (
        to_onnx(
            fit_ensemble([example], Group.DATE, iterations=3, seed=0),
            Group.DATE,
            example.features[Group.DATE],
        )
        for _ in range(2)
    )
    assert first == second


def test_a_graph_that_is_off_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    example = example_of(Group.DATE, rows=300, seed=1)
    model = fit_ensemble([example], Group.DATE, iterations=3, seed=0)
    monkeypatch.setattr(ensembles, "_threshold", lambda value: value + 0.5)
    with pytest.raises(ValueError, match="is off by"):
        to_onnx(model, Group.DATE, example.features[Group.DATE])


def test_nothing_to_predict() -> None:
    example = example_of(Group.DATE, rows=100, seed=1)
    model = fit_ensemble([example], Group.DATE, iterations=2, seed=0)
    assert predict(model, Group.DATE, np.zeros((0, N_FEATURES), np.float32)).shape == (0, 4)


def test_thinned_negatives_weigh_for_those_left_out() -> None:
    example = example_of(Group.DATE, rows=200, seed=1)
    negatives = int((example.classes == 0).sum())
    example.classes[example.classes > 1] = 0
    negatives = int((example.classes == 0).sum())
    x, y, weight = stack([example], Group.DATE, seed=0)
    assert (y == 0).sum() == 60
    assert (y > 0).sum() == 200 - negatives
    assert weight[y == 0].sum() == pytest.approx(negatives)
    assert len(x) == len(y)


def test_candidates_of_which_nothing_is_known_are_not_learned_from() -> None:
    example = example_of(Group.DATE, rows=50, seed=1)
    example.classes[:20] = UNKNOWN
    x, y, weight = stack([example], Group.DATE, seed=0)
    assert len(x) == len(y) == len(weight) == 30
    assert (y >= 0).all()
