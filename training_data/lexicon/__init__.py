"""The words that documents are made of, as data."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parent
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def load_words(name: str) -> Any:
    """The content of `NAME.yaml`, read once a process.

    Args:
        name: `wording`, `phrases`, `names`, `signs`, `bodies`….
    """
    text = (_FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=_LOADER)  # a safe loader, in C where it is built
