"""Examples made by hand: features drawn at random, classes that depend on them."""

from __future__ import annotations

import numpy as np

from extractor.classify import GROUPS, Group
from extractor.evaluation import Label
from extractor.training.examples import Example
from training_data.annotation import Annotation

N_FEATURES = 6


def example_of(
    group: Group, *, rows: int, seed: int, absent: tuple[int, ...] = (), name: str = "a.pdf"
) -> Example:
    """One document whose candidates are all of one group; the first feature tells the class."""
    rng = np.random.default_rng(seed)
    present = [c for c in range(len(GROUPS[group]) + 1) if c not in absent]
    classes = rng.choice(present, rows)
    values = rng.normal(size=(rows, N_FEATURES)).astype(np.float32)
    values[:, 0] = classes + rng.normal(scale=0.4, size=rows)
    return Example(
        name,
        Annotation(name, {}),
        Label({}, {}, {}, frozenset(), None, None),
        (),
        {group: values},
        {group: np.arange(rows)},
        classes.astype(np.int64),
    )
