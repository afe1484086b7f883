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


def objections(comparison: Comparison, *, margin: float = MARGIN) -> list[str]:
    """What speaks against a version, in French; nothing if it may be promoted.

    It is refused if it may be worse by more than the margin (the lower end of the 95 % interval of
    the difference in micro F1 lies below it), if more of the prefilled values are wrong
    (significantly), or if a required field is worse (significantly, by Bonferroni's correction for
    so many fields).

    Args:
        comparison: of the version in service with the one in question.
        margin: loss of F1 that is put up with.
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
    if error.difference > 0 and error.significant:
        found.append(
            "plus de valeurs préremplies fausses : "
            f"{error.first:.2%} → {error.second:.2%} (p = {error.p_value:.3f})"
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
