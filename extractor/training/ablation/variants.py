"""The variants: without a family of features, of other model classes, from fewer families."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler

from extractor.classify import Group
from extractor.classify.features import feature_names
from extractor.training.ablation.trial import Columns, Figures, MakeModel, run_trial
from extractor.training.ensembles import new_classifier
from extractor.training.examples import Example

# The columns that every group has; the others are a group's own, and the labels around.
_FAMILY_OF = {
    "place": "x_left x_right y page_first page_last pages block_lines line_in_block block_top "
    "block_left line_words words_before words_after",
    "typography": "size size_rank bold",
    "reading": "ocr ocr_confidence parse_quality checked",
    "repetition": "occurrences pages_of_value peers distinct_peers order",
}
FEATURE_FAMILIES = {
    "labels": "the labels around, by direction and distance",
    "own": "what each sort of value has of its own: arithmetic, companies, shapes, wording",
    "place": "place on the page, in the block and in the line",
    "typography": "size and weight of type",
    "reading": "OCR confidence, parse quality, check digits",
    "repetition": "how often a value recurs, and among how many of its sort",
}


class Variant(NamedTuple):
    """A trial to be made."""

    section: str
    name: str
    train: Sequence[Example]
    make_model: MakeModel
    columns: Columns | None = None


def try_variant(variant: Variant, test: Sequence[Example], *, seed: int) -> Figures:
    """Fits and scores a variant."""
    return run_trial(variant.train, test, variant.make_model, columns=variant.columns, seed=seed)


def feature_family(name: str) -> str:
    """Which of `FEATURE_FAMILIES` a column belongs to.

    >>> feature_family("total_net.left"), feature_family("bold"), feature_family("as_gross")
    ('labels', 'typography', 'own')
    """
    if "." in name:
        return "labels"
    return next((family for family, names in _FAMILY_OF.items() if name in names.split()), "own")


def feature_variants(train: Sequence[Example], make_model: MakeModel) -> Iterator[Variant]:
    """Everything, then without each family of features, then with the labels alone."""
    yield Variant("features", "all", train, make_model)
    for family in FEATURE_FAMILIES:
        yield Variant(
            "features", f"without {family}", train, make_model, _columns(family, without=True)
        )
    yield Variant("features", "labels only", train, make_model, _columns("labels", without=False))


def _columns(family: str, *, without: bool) -> Columns:
    return {
        group: np.flatnonzero(
            [(feature_family(name) == family) != without for name in feature_names(group)]
        )
        for group in Group
    }


def model_variants(train: Sequence[Example], seed: int) -> Iterator[Variant]:
    """Other classes of model on the same features."""
    makers: dict[str, MakeModel] = {
        "logistic regression": partial(_scaled, LogisticRegression, max_iter=300, C=0.3),
        "extremely randomised trees, 150": partial(
            ExtraTreesClassifier, 150, min_samples_leaf=2, random_state=seed
        ),
        "perceptron, 64 hidden": partial(
            _scaled,
            MLPClassifier,
            hidden_layer_sizes=(64,),
            early_stopping=True,
            n_iter_no_change=4,
            random_state=seed,
        ),
        "boosted trees, 40 rounds": partial(new_classifier, iterations=40, seed=seed),
        "boosted trees, 160 rounds": partial(new_classifier, iterations=160, seed=seed),
    }
    for name, make_model in makers.items():
        yield Variant("model", name, train, make_model)


class _Scaled(Pipeline):  # type: ignore[misc]  # scikit-learn has no types
    """A pipeline that hands sample weights to its last step."""

    def fit(self, x: object, y: object, sample_weight: object = None) -> _Scaled:
        """Fits scaler and model."""
        super().fit(x, y, model__sample_weight=sample_weight)
        return self


def _scaled(model: type, **settings: object) -> _Scaled:
    return _Scaled([("scale", StandardScaler()), ("model", model(**settings))])


def family_variants(
    train: Sequence[Example], make_model: MakeModel, counts: Sequence[int], seed: int
) -> Iterator[Variant]:
    """The same number of documents out of ever more layout families.

    Args:
        train: documents of many families.
        make_model: an unfitted classifier.
        counts: numbers of families, ascending.
        seed: of the order of the families.
    """
    families = sorted({example.annotation.family for example in train})
    np.random.default_rng(seed).shuffle(families)
    of = {
        count: [e for e in train if e.annotation.family in set(families[:count])]
        for count in counts
    }
    size = min(len(examples) for examples in of.values())
    for count, examples in of.items():
        rng = np.random.default_rng(seed)
        drawn = rng.choice(len(examples), size, replace=False)
        sample = [examples[place] for place in sorted(drawn.tolist())]
        yield Variant("families", f"{count} families, {size} documents", sample, make_model)
