"""Expected results beside their documents, and how far a result may be from them.

Made by `generate_document` from seeds 900425 (`native`), 900361 (`credit_note`, two pages) and
900438 (`scan`, degraded "medium" by the same seed); kept as files, since the generator changes.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractor.pipeline import Extractor
from extractor.serialisation import result_document

FOLDER = Path(__file__).parent
NAMES = ("native", "scan", "credit_note")
REGENERATE = bool(os.environ.get("REGENERATE_GOLDEN"))
"""Writes the expected results anew, with the promoted model, instead of comparing."""

TOLERANCES = {"confidence": 0.05, "bbox": 0.005}
_OWN_TO_A_RUN = ("timings_ms",)


def result_of(extractor: Extractor, name: str) -> dict[str, Any]:
    """The result of one document without what differs from run to run."""
    data = (FOLDER / f"{name}.pdf").read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    result = result_document(extractor.extract(data), file=f"{name}.pdf", sha256=digest)
    return {key: value for key, value in result.items() if key not in _OWN_TO_A_RUN}


def expected(name: str) -> dict[str, Any]:
    """The stored result."""
    stored: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return stored


def store(name: str, result: dict[str, Any]) -> None:
    """Keeps a result as the one expected."""
    text = json.dumps(result, ensure_ascii=False, indent=1)
    (FOLDER / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def differences(wanted: Any, got: Any, path: tuple[str, ...] = ()) -> Iterator[str]:
    """Where two results differ by more than the tolerances, as readable lines."""
    if isinstance(wanted, dict) and isinstance(got, dict):
        for key in sorted({*wanted, *got}):
            yield from differences(wanted.get(key), got.get(key), (*path, key))
    elif isinstance(wanted, list) and isinstance(got, list) and len(wanted) == len(got):
        for index, (one, other) in enumerate(zip(wanted, got, strict=True)):
            yield from differences(one, other, (*path, str(index)))
    elif isinstance(wanted, float) and isinstance(got, int | float):
        tolerance = next((TOLERANCES[key] for key in path if key in TOLERANCES), 0.0)
        if abs(wanted - got) > tolerance:
            yield f"{'.'.join(path)}: {wanted} became {got}"
    elif wanted != got:
        yield f"{'.'.join(path)}: {wanted!r} became {got!r}"
