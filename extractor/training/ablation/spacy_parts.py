"""What spaCy's statistical parts would add for names: a trained pipeline, a trained categoriser."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.language import Language
from spacy.training import Example as SpacyExample
from thinc.api import fix_random_seed

from extractor.classify import Group
from extractor.training.ablation.trial import MakeModel
from extractor.training.ablation.variants import Variant
from extractor.training.examples import Example
from extractor.training.labelling import UNKNOWN

PRETRAINED = "fr_core_news_sm"
_ENTITIES = ("ORG", "PER", "LOC")
_CLASSES = ("none", "supplier", "buyer")
_EPOCHS = 3
_BATCH = 256

Columns = Callable[[Sequence[str]], NDArray[np.float32]]
"""Extra columns of names, shape (n, k), from their texts."""


def spacy_variants(
    train: Sequence[Example], test: Sequence[Example], make_model: MakeModel, seed: int
) -> Iterator[tuple[Variant, Sequence[Example]]]:
    """Names as they are, then with what a spaCy pipeline says of their words.

    The categoriser learns from half of the families and its columns are used on the other half
    only, since what it says of its own training texts is too good; the comparison is on that half.

    Args:
        train: documents of many families.
        test: documents of other families.
        make_model: an unfitted classifier.
        seed: of the halves and of training.

    Yields:
        A variant with the held-out documents to score it on; their columns are widened alike.
    """
    families = sorted({example.annotation.family for example in train})
    random.Random(seed).shuffle(families)
    taught = set(families[: len(families) // 2])
    teaching = [e for e in train if e.annotation.family in taught]
    learning = [e for e in train if e.annotation.family not in taught]
    yield Variant("spacy", "half the families, nothing added", learning, make_model), test
    categoriser = _train_categoriser(teaching, seed)
    additions: dict[str, Columns] = {
        "with a trained text categoriser (bag of words)": lambda texts: _categories(
            categoriser, texts
        )
    }
    if spacy.util.is_package(PRETRAINED):
        pipeline = spacy.load(PRETRAINED, disable=["parser", "lemmatizer", "morphologizer"])
        additions[f"with entities of {PRETRAINED}"] = lambda texts: _entities(pipeline, texts)
    for name, columns in additions.items():
        widened = [[_widened(e, columns) for e in part] for part in (learning, test)]
        yield Variant("spacy", name, widened[0], make_model), widened[1]


def _names(example: Example) -> list[str]:
    return [example.candidates[i].value for i in example.chosen[Group.NAME]]


def _widened(example: Example, columns: Columns) -> Example:
    """The example with further columns for its names."""
    matrix = example.features[Group.NAME]
    texts = _names(example)
    if texts:
        matrix = np.hstack([matrix, columns(texts)], dtype=np.float32)
    else:
        matrix = np.zeros((0, matrix.shape[1] + columns(["x"]).shape[1]), dtype=np.float32)
    return replace(example, features={**example.features, Group.NAME: matrix})


def _entities(pipeline: Language, texts: Sequence[str]) -> NDArray[np.float32]:
    """Share of each text that is an organisation, a person, a place."""
    rows = []
    for doc in pipeline.pipe(texts, batch_size=_BATCH):
        covered = [sum(len(e.text) for e in doc.ents if e.label_ == label) for label in _ENTITIES]
        rows.append([share / max(len(doc.text), 1) for share in covered])
    return np.array(rows, dtype=np.float32)


def _categories(pipeline: Language, texts: Sequence[str]) -> NDArray[np.float32]:
    """Probability of each class by the words alone."""
    docs = pipeline.pipe(texts, batch_size=_BATCH)
    return np.array([[doc.cats[name] for name in _CLASSES] for doc in docs], dtype=np.float32)


def _train_categoriser(examples: Sequence[Example], seed: int) -> Language:
    """A bag-of-words categoriser of names: supplier's, buyer's, neither."""
    pipeline = spacy.blank("fr")
    model = {
        "@architectures": "spacy.TextCatBOW.v3",
        "exclusive_classes": True,
        "ngram_size": 2,
        "no_output_layer": False,
        "length": 1 << 18,
    }
    categoriser = pipeline.add_pipe("textcat", config={"model": model})
    for name in _CLASSES:
        categoriser.add_label(name)  # type: ignore[attr-defined]
    pairs = [
        (text, _CLASSES[position])
        for example in examples
        for text, position in zip(
            _names(example), example.classes[example.chosen[Group.NAME]].tolist(), strict=True
        )
        if position != UNKNOWN
    ]
    made = [
        SpacyExample.from_dict(
            pipeline.make_doc(text), {"cats": {name: float(name == sort) for name in _CLASSES}}
        )
        for text, sort in pairs
    ]
    rng = random.Random(seed)
    fix_random_seed(seed)
    optimizer = pipeline.initialize(lambda: made[:1000])
    for _ in range(_EPOCHS):
        rng.shuffle(made)
        for start in range(0, len(made), _BATCH):
            pipeline.update(made[start : start + _BATCH], sgd=optimizer)
    return pipeline
