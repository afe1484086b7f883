"""What is counted of a run's documents, so that counts of parts add up to those of the run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from extractor.serialisation import JsonObject

BINS = 20
"""Of confidence, each 1 / `BINS` wide."""
KINDS = ("native", "scanned", "xml", "error")
"""How a document may be read; see `kind_of`."""
SLOWEST = 20
EXAMPLES = 5

Slow = tuple[float, str, int]
"""Time in ms, name, pages."""


@dataclass(slots=True)
class Tally:
    """Counts, the slowest documents, and a few of each kind of error.

    Attributes:
        counts: by a path of names, such as `error/pdf.encrypted` or `pages/ocr`; see `_counted`.
        slowest: the `SLOWEST` documents of longest reading, longest first.
        examples: names of up to `EXAMPLES` documents of each type of error.
    """

    counts: Counter[str] = field(default_factory=Counter)
    slowest: list[Slow] = field(default_factory=list)
    examples: dict[str, list[str]] = field(default_factory=dict)

    def add(self, result: JsonObject, *, attempts: int, cpu_ms: float | None) -> None:
        """Count one result document."""
        self.counts.update(dict(_counted(result)))
        self.counts["retried"] += attempts > 1
        if cpu_ms is not None:
            self.counts[f"kind/{kind_of(result)}/cpu_us"] += round(cpu_ms * 1000)
        if result["status"] == "ok":
            slow = result["timings_ms"]["total"], result["file"], result["document"]["pages"]
            self._keep_slow([slow])
        else:
            self._keep_example(result["error"]["type"], [result["file"]])

    def merge(self, other: Tally) -> None:
        """Count what another counted."""
        self.counts.update(other.counts)
        self._keep_slow(other.slowest)
        for kind, names in other.examples.items():
            self._keep_example(kind, names)

    def below(self, path: str) -> dict[str, int]:
        """The counts directly under a path, greatest first.

        >>> Tally(Counter({"error/a": 1, "error/b": 2, "pages/ocr": 3})).below("error")
        {'b': 2, 'a': 1}
        """
        own = {
            name.removeprefix(f"{path}/"): count
            for name, count in self.counts.items()
            if name.startswith(f"{path}/") and "/" not in name.removeprefix(f"{path}/")
        }
        return dict(sorted(own.items(), key=lambda pair: (-pair[1], pair[0])))

    def as_json(self) -> JsonObject:
        """As it is kept with a part."""
        return {"counts": self.counts, "slowest": self.slowest, "examples": self.examples}

    @classmethod
    def from_json(cls, kept: JsonObject) -> Tally:
        """From what was kept."""
        slowest: list[Any] = kept["slowest"]
        return cls(Counter(kept["counts"]), [(*slow,) for slow in slowest], kept["examples"])

    def _keep_slow(self, slow: list[Slow]) -> None:
        self.slowest = sorted([*self.slowest, *slow], key=lambda s: (-s[0], s[1]))[:SLOWEST]

    def _keep_example(self, kind: str, names: list[str]) -> None:
        kept = self.examples.setdefault(kind, [])
        kept += names[: max(0, EXAMPLES - len(kept))]


def kind_of(result: JsonObject) -> str:
    """How a document was read: `native`, `scanned` (a page at least), `xml`; else `error`.

    >>> kind_of({"status": "ok", "document": {"page_sources": ["text_layer", "ocr"]}})
    'scanned'
    """
    if result["status"] != "ok":
        return "error"
    sources = result["document"]["page_sources"]
    if not sources:
        return "xml"
    return "scanned" if "ocr" in sources else "native"


def _counted(result: JsonObject) -> Iterator[tuple[str, int]]:
    yield "documents", 1
    yield f"status/{result['status']}", 1
    kind = kind_of(result)
    yield f"kind/{kind}/documents", 1
    if kind == "error":
        yield f"error/{result['error']['type']}", 1
        return
    document = result["document"]
    yield "pages", document["pages"]
    yield f"kind/{kind}/pages", document["pages"]
    yield f"format/{document['deposit_format']}", 1
    yield from (Counter(f"source/{source}" for source in document["page_sources"])).items()
    yield from (Counter(f"finding/{found['code']}" for found in result["findings"])).items()
    for term, value in result["fields"].items():
        if value is not None:
            yield f"filled/{term}", 1
            yield f"prefilled/{term}", int(value["prefill"])
            yield f"confidence/{term}/{confidence_bin(value['confidence'])}", 1


def confidence_bin(confidence: float) -> int:
    """Which of the `BINS` a confidence falls into.

    >>> confidence_bin(0.0), confidence_bin(0.999), confidence_bin(1.0)
    (0, 19, 19)
    """
    return min(int(confidence * BINS), BINS - 1)
