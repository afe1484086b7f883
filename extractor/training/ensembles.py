"""Fitting one gradient-boosted ensemble a group, and writing it as ONNX."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from sklearn.ensemble import HistGradientBoostingClassifier
from threadpoolctl import threadpool_limits

from extractor.classify import GROUPS, Group
from extractor.training.examples import Example
from extractor.training.labelling import UNKNOWN

_MOST_NONE = 60
"""Negative candidates kept of one document and group; the rest are drawn out and weighed up for."""
_EXACTNESS = 1e-4


def stack(
    examples: Sequence[Example], group: Group, *, seed: int
) -> tuple[NDArray[np.float32], NDArray[np.int64], NDArray[np.float64]]:
    """Features, classes and weights of a group over many documents.

    Documents with hundreds of negatives are thinned, and the kept ones weigh more, so that the
    class balance the model sees stays true.

    Args:
        examples: labelled documents.
        group: which candidates.
        seed: of the thinning.

    Returns:
        Arrays of shapes (n, n_features), (n,) and (n,).
    """
    rng = np.random.default_rng(seed)
    rows, classes, weights = [], [], []
    for example in examples:
        values = example.features[group]
        labels = example.classes[example.chosen[group]]
        negatives = np.flatnonzero(labels == 0)
        weight = np.ones(len(labels))
        keep = labels != UNKNOWN
        if len(negatives) > _MOST_NONE:
            dropped = rng.permutation(negatives)[_MOST_NONE:]
            keep[dropped] = False
            weight[negatives] = min(len(negatives) / _MOST_NONE, 4.0)
        rows.append(values[keep])
        classes.append(labels[keep])
        weights.append(weight[keep])
    return np.vstack(rows), np.concatenate(classes), np.concatenate(weights)


def new_classifier(*, iterations: int, seed: int) -> HistGradientBoostingClassifier:
    """The unfitted ensemble of a group.

    Args:
        iterations: boosting rounds.
        seed: of the columns drawn at each split.
    """
    return HistGradientBoostingClassifier(
        max_iter=iterations,
        learning_rate=0.1,
        max_leaf_nodes=15,
        min_samples_leaf=25,
        l2_regularization=1.0,
        max_features=0.4,
        max_bins=64,
        early_stopping=False,
        random_state=seed,
    )


def fit_ensemble(
    examples: Sequence[Example], group: Group, *, iterations: int, seed: int
) -> HistGradientBoostingClassifier:
    """A gradient-boosted ensemble for one group.

    Args:
        examples: labelled documents; every class of the group should occur.
        group: which candidates.
        iterations: boosting rounds.
        seed: of thinning and fitting.

    Returns:
        The fitted classifier; its `classes_` are indices into the group's fields, 0 for none.
    """
    x, y, weight = stack(examples, group, seed=seed)
    model = new_classifier(iterations=iterations, seed=seed)
    # one thread each: groups are fitted side by side, and OpenMP's threads would fight over cores
    with threadpool_limits(limits=1, user_api="openmp"):
        model.fit(x, y, sample_weight=weight)
    return model


def fit_ensembles(
    examples: Sequence[Example], *, iterations: int, seed: int, jobs: int
) -> dict[Group, HistGradientBoostingClassifier]:
    """A fitted ensemble for every group; `jobs` of them at a time."""
    with ThreadPoolExecutor(jobs) as pool:
        models = pool.map(
            lambda group: fit_ensemble(examples, group, iterations=iterations, seed=seed), Group
        )
        return dict(zip(Group, models, strict=True))


def predict(
    model: HistGradientBoostingClassifier, group: Group, x: NDArray[np.float32]
) -> NDArray[np.float64]:
    """Probabilities of a group's fields, "none" first, shape (n, 1 + n_fields)."""
    out = np.zeros((len(x), len(GROUPS[group]) + 1))
    if len(x):
        out[:, model.classes_] = model.predict_proba(x)
    return out


def to_onnx(
    model: HistGradientBoostingClassifier, group: Group, sample: NDArray[np.float32]
) -> bytes:
    """The ensemble as an ONNX graph: input `X`, output `probabilities` (n, 1 + n_fields).

    Written from scikit-learn's trees directly and checked against its predictions.

    Args:
        model: the fitted ensemble.
        group: which candidates.
        sample: rows to check on.

    Raises:
        ValueError: the graph does not predict what the model predicts.
    """
    n_classes = len(GROUPS[group]) + 1
    classes = [int(c) for c in model.classes_]
    binary = len(classes) == 2
    attributes = _tree_attributes(model, classes, binary=binary)
    baseline = np.full(n_classes, -30.0, dtype=np.float32)
    raw = np.asarray(model._baseline_prediction, dtype=np.float32).ravel()
    for position, value in zip([classes[1]] if binary else classes, raw, strict=True):
        baseline[position] = value
    if binary:
        baseline[classes[0]] = 0.0
    node = helper.make_node(
        "TreeEnsembleRegressor",
        ["X"],
        ["gains"],
        domain="ai.onnx.ml",
        n_targets=n_classes,
        **attributes,
    )
    # added apart: onnxruntime forgets the base value of a target that no leaf adds to
    add = helper.make_node("Add", ["gains", "baseline"], ["scores"])
    softmax = helper.make_node("Softmax", ["scores"], ["probabilities"], axis=1)
    graph = helper.make_graph(
        [node, add, softmax],
        str(group),
        [helper.make_tensor_value_info("X", TensorProto.FLOAT, [None, sample.shape[1]])],
        [helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, [None, n_classes])],
        [numpy_helper.from_array(baseline, "baseline")],
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", 3)]
    proto = helper.make_model(graph, opset_imports=opsets, ir_version=8)
    onnx.checker.check_model(proto)
    content: bytes = proto.SerializeToString(deterministic=True)
    _check(content, model, group, sample)
    return content


def _tree_attributes(
    model: HistGradientBoostingClassifier, classes: Sequence[int], *, binary: bool
) -> dict[str, Any]:
    """All trees of the ensemble as the flat lists of an ONNX TreeEnsembleRegressor."""
    tree_ids: list[int] = []
    node_ids: list[int] = []
    features: list[int] = []
    values: list[float] = []
    modes: list[str] = []
    true_ids: list[int] = []
    false_ids: list[int] = []
    missing: list[int] = []
    leaf_trees: list[int] = []
    leaf_nodes: list[int] = []
    leaf_targets: list[int] = []
    leaf_weights: list[float] = []
    tree = 0
    for stage in model._predictors:
        for position, predictor in enumerate(stage):
            target = classes[1] if binary else classes[position]
            for index, node in enumerate(predictor.nodes):
                leaf = bool(node["is_leaf"])
                tree_ids.append(tree)
                node_ids.append(index)
                features.append(0 if leaf else int(node["feature_idx"]))
                values.append(0.0 if leaf else _threshold(float(node["num_threshold"])))
                modes.append("LEAF" if leaf else "BRANCH_LEQ")
                true_ids.append(0 if leaf else int(node["left"]))
                false_ids.append(0 if leaf else int(node["right"]))
                missing.append(0 if leaf else int(node["missing_go_to_left"]))
                if leaf:
                    leaf_trees.append(tree)
                    leaf_nodes.append(index)
                    leaf_targets.append(target)
                    leaf_weights.append(float(node["value"]))
            tree += 1
    return {
        "nodes_treeids": tree_ids,
        "nodes_nodeids": node_ids,
        "nodes_featureids": features,
        "nodes_values": values,
        "nodes_modes": modes,
        "nodes_truenodeids": true_ids,
        "nodes_falsenodeids": false_ids,
        "nodes_missing_value_tracks_true": missing,
        "target_treeids": leaf_trees,
        "target_nodeids": leaf_nodes,
        "target_ids": leaf_targets,
        "target_weights": leaf_weights,
    }


def _threshold(value: float) -> float:
    """The threshold as the largest float32 not above it, so that float32 inputs branch alike."""
    single = np.float32(value)
    if float(single) > value:
        single = np.nextafter(single, np.float32(-np.inf))
    return float(single)


def _check(
    content: bytes, model: HistGradientBoostingClassifier, group: Group, sample: NDArray[np.float32]
) -> None:
    session = onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])
    (got,) = session.run(["probabilities"], {"X": sample})
    gap = float(np.abs(np.asarray(got) - predict(model, group, sample)).max())
    if gap > _EXACTNESS:
        raise ValueError(f"ONNX graph of {group} is off by {gap:.2g}")
