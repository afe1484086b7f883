"""The model card: what a model is, learned from and scored, for a person to read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

_CARD = """# Model {version}

Gradient-boosted trees over candidate features, one ensemble for each group of fields, with a
logistic calibration a field. Trained on {documents} made documents (native and degraded); no real
document was used. Made on {created} by `bleuet train`.

Held-out figures: each document was scored by models that saw none of its family. They are of made
documents: for real ones run `bleuet evaluate`.

| field | labels | precision | recall | F1 |
| --- | ---: | ---: | ---: | ---: |
{rows}

Intended use: prefilling the deposit form for French invoices, with a person checking. Not for
payment decisions without one. Known limits: handwriting, other languages than French and English.
"""


def write_card(folder: Path, manifest: dict[str, Any]) -> None:
    """Writes `CARD.md` into a model folder from its manifest."""
    rows = "\n".join(
        f"| {name} | {f['labels']:.0f} | {f['precision']:.3f} | {f['recall']:.3f} | {f['f1']:.3f} |"
        for name, f in manifest["held_out"].items()
    )
    card = _CARD.format(
        version=manifest["version"],
        documents=manifest["training"]["documents"],
        created=manifest["created"],
        rows=rows,
    )
    (folder / "CARD.md").write_text(card, encoding="utf-8")
