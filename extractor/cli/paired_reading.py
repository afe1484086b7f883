"""Documents read once, understood by several models."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path

from extractor.batch.executors.local import map_in_order
from extractor.cli.reading import read_document
from extractor.pdf import OpenedDocument
from extractor.pipeline import Extractor
from extractor.pipeline.reading import DocumentReader, Reading
from extractor.pipeline.timing import Stopwatch
from extractor.serialisation import JsonObject
from extractor.settings import Limits, Settings


class ReadOnce(DocumentReader):
    """A reader that gives the same document's words again without reading them again."""

    def __init__(self, settings: Settings, limits: Limits) -> None:
        super().__init__(settings, limits)
        self.next_document()

    def next_document(self) -> None:
        """Forgets the words of the last document."""
        self._reading: Reading | None = None
        self._completed: Reading | None = None

    def read(self, opened: OpenedDocument, watch: Stopwatch) -> Reading:
        """All pages, read the first time only."""
        if self._reading is None:
            self._reading = super().read(opened, watch)
        return self._reading

    def add_pictures(self, opened: OpenedDocument, reading: Reading, watch: Stopwatch) -> Reading:
        """The words inside pictures too, read the first time only."""
        if self._completed is None:
            self._completed = super().add_pictures(opened, reading, watch)
        return self._completed


def read_with_models(
    paths: Sequence[Path], versions: Sequence[str], *, jobs: int = 1
) -> Iterator[tuple[JsonObject, ...]]:
    """The result documents of each file, one for each model version, in order.

    Args:
        paths: the files.
        versions: model versions, in `Settings().models_dir`.
        jobs: processes; 1 works in this one.
    """
    read = partial(_read, tuple(versions))
    yield from map_in_order(read, paths, jobs=jobs)


def _read(versions: tuple[str, ...], path: Path) -> tuple[JsonObject, ...]:
    reader, extractors = _load(versions)
    reader.next_document()
    most = Limits().max_bytes
    return tuple(read_document(extractor, path, max_bytes=most) for extractor in extractors)


@lru_cache(maxsize=1)
def _load(versions: tuple[str, ...]) -> tuple[ReadOnce, tuple[Extractor, ...]]:
    settings, limits = Settings(), Limits()
    reader = ReadOnce(settings, limits)
    extractors = tuple(
        Extractor(settings.model_copy(update={"model_version": version}), limits, reader=reader)
        for version in versions
    )
    return reader, extractors
