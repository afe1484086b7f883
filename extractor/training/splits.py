"""Which documents are held out together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np


def assign_folds(clusters: Sequence[str], n_folds: int, *, seed: int) -> list[int]:
    """A fold for each document; a cluster is never divided, and folds are of like size.

    Args:
        clusters: cluster of each document: its family, or its supplier.
        n_folds: how many folds.
        seed: of the order in which clusters of like size are dealt out.

    Returns:
        Fold of each document, from 0.

    Raises:
        ValueError: there are fewer clusters than folds.

    >>> assign_folds(["a", "b", "a", "c"], 2, seed=0)
    [0, 1, 0, 1]
    """
    sizes = Counter(clusters)
    if len(sizes) < n_folds:
        raise ValueError(
            f"{len(sizes)} famille(s) ou fournisseur(s) : il en faut au moins {n_folds}"
        )
    names = sorted(sizes)
    np.random.default_rng(seed).shuffle(names)
    names.sort(key=lambda name: -sizes[name])
    loads = [0] * n_folds
    fold_of = {}
    for name in names:
        fold = loads.index(min(loads))
        fold_of[name] = fold
        loads[fold] += sizes[name]
    return [fold_of[name] for name in clusters]
