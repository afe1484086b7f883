"""Trials without a part of the classifier."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
import pytest

from extractor.classify import Group
from extractor.classify.features import feature_names
from extractor.training.ablation.trial import run_trial
from extractor.training.ablation.variants import (
    FEATURE_FAMILIES,
    family_variants,
    feature_family,
    feature_variants,
    model_variants,
)
from extractor.training.ensembles import new_classifier
from extractor.training.examples import Example, build_examples, find_documents
from training_data import generate_document, write_annotation

_FAMILIES = ("letter", "boxes", "banner", "sidebar")
_MAKE_MODEL = partial(new_classifier, iterations=5, seed=0)


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> list[Example]:
    folder: Path = tmp_path_factory.mktemp("documents")
    for seed in range(24):
        made = generate_document(seed, family=_FAMILIES[seed % len(_FAMILIES)])
        path = folder / made.annotation.file
        path.write_bytes(made.pdf)
        write_annotation(made.annotation, path.with_suffix(".json"))
    return list(build_examples(find_documents([folder]), folder / "cache", jobs=1))


def test_every_column_is_of_one_family() -> None:
    for group in Group:
        families = {feature_family(name) for name in feature_names(group)}
        assert families == set(FEATURE_FAMILIES)


def test_a_family_left_out_and_the_rest_are_all_columns(examples: list[Example]) -> None:
    whole, *without, only_labels = feature_variants(examples, _MAKE_MODEL)
    assert whole.columns is None and only_labels.columns is not None
    for group in Group:
        count = len(feature_names(group))
        gone = [count - len(v.columns[group]) for v in without if v.columns is not None]
        assert len(gone) == len(FEATURE_FAMILIES)
        assert sum(gone) == count
        assert len(only_labels.columns[group]) == gone[list(FEATURE_FAMILIES).index("labels")]


def test_a_trial_is_worse_without_what_tells(examples: list[Example]) -> None:
    train, test = examples[:18], examples[18:]
    blind = {group: np.array([0]) for group in Group}
    seeing = run_trial(train, test, _MAKE_MODEL)
    assert run_trial(train, test, _MAKE_MODEL, columns=blind).f1 < seeing.f1
    assert seeing.native == seeing.f1 and seeing.scanned == 0.0


def test_fewer_families_do_not_mean_fewer_documents(examples: list[Example]) -> None:
    trials = list(family_variants(examples, _MAKE_MODEL, (2, 4), 0))
    assert [len({e.annotation.family for e in trial.train}) for trial in trials] == [2, 4]
    assert len({len(trial.train) for trial in trials}) == 1


def test_other_models_can_be_fitted(examples: list[Example]) -> None:
    for trial in list(model_variants(examples[:18], 0))[:3]:
        assert 0 < run_trial(trial.train, examples[18:], trial.make_model).f1 <= 1
