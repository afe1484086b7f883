"""Documents of a source, as the tests look at them."""

from __future__ import annotations

from extractor.batch.sources import fetch

TREE = {"a.pdf": "a", "2025/b.PDF": "b", "2025/03/c.xml": "c", "notes.txt": "-", ".d.pdf": "-"}


def read(source) -> dict[str, bytes]:
    references = list(source.references())
    names = [reference.name for reference in references]
    assert len(set(names)) == len(names) == (source.count() or len(names))
    assert len({reference.key for reference in references}) == len(names)
    return {reference.name: fetch(reference, max_bytes=100) for reference in references}
