"""Which version is in service, and whether another may take its place."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from extractor.classify.manifest import CURRENT, MANIFEST
from extractor.evaluation.comparison import LEVEL, Comparison
from extractor.evaluation.fields import REQUIRED

HISTORY = "HISTORY.jsonl"
MARGIN = 0.01
ERROR_MARGIN = 0.0025
PROMISED_ERROR = 0.01


def objections(
    comparison: Comparison, *, margin: float = MARGIN, error_margin: float = ERROR_MARGIN
) -> list[str]:
    """What speaks against a version, in French; nothing if it may be promoted.

    It is for the new version to show that it is not worse by more than a margin, in micro F1 and in
    the share of the prefilled values that are wrong: the 95 % interval of the difference must end
    before it. It is refused as well if more of the prefilled values are wrong than is promised and
    than are now, or if a required field is worse (significantly, by Bonferroni's correction for so
    many fields).

    Args:
        comparison: of the version in service with the one in question.
        margin: loss of F1 that is put up with.
        error_margin: how much more of the prefilled values may be wrong, as a fraction of them.
    """
    found = []
    overall = comparison.fields["ALL"]
    if overall["f1"].low < -margin:
        found.append(
            f"F1 pourrait baisser de plus de {margin:.3f} : différence "
            f"{overall['f1'].difference:+.4f}, intervalle à {LEVEL:.0%} "
            f"[{overall['f1'].low:+.4f}, {overall['f1'].high:+.4f}]"
        )
    error = overall["prefill_error"]
    if error.high > error_margin:
        found.append(
            "plus de valeurs préremplies pourraient être fausses : "
            f"{error.first:.2%} → {error.second:.2%}, différence {error.difference:+.2%}, "
            f"intervalle à {LEVEL:.0%} [{error.low:+.2%}, {error.high:+.2%}], "
            f"{error_margin:.2%} au plus"
        )
    if error.second > max(PROMISED_ERROR, error.first):
        found.append(
            f"plus de {PROMISED_ERROR:.0%} des valeurs préremplies sont fausses : "
            f"{error.first:.2%} → {error.second:.2%}"
        )
    level = (1 - LEVEL) / len(REQUIRED)
    for term in sorted(REQUIRED):
        measures = comparison.fields.get(term.value)
        if measures and measures["f1"].difference < 0 and measures["f1"].p_value < level:
            f1 = measures["f1"]
            found.append(
                f"{term.value} : F1 {f1.first:.3f} → {f1.second:.3f} (p = {f1.p_value:.4f})"
            )
    return found


def promote_version(
    models_dir: Path, version: str, *, reason: str, figures: Mapping[str, Any] | None = None
) -> None:
    """Puts a version into service, and writes down that it was.

    `CURRENT` is replaced at once: a reader finds the old version or the new one, never half a name.

    Args:
        models_dir: folder of model versions.
        version: which must be in it.
        reason: why, for the history.
        figures: what it was judged by, for the history.

    Raises:
        ValueError: there is no such version.
    """
    if not (models_dir / version / MANIFEST).is_file():
        raise ValueError(f"{version} : pas de telle version dans {models_dir.name}/")
    current = models_dir / CURRENT
    previous = current.read_text(encoding="utf-8").strip() if current.is_file() else None
    entry = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "version": version,
        "previous": previous,
        "reason": reason,
        **({"figures": figures} if figures else {}),
    }
    with (models_dir / HISTORY).open("a", encoding="utf-8") as history:
        history.write(json.dumps(entry, ensure_ascii=False) + "\n")
    temporary = models_dir / f".{CURRENT}.{os.getpid()}"
    temporary.write_text(version + "\n", encoding="utf-8")
    temporary.replace(current)
