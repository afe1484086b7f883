"""Labelled documents as the classifier sees them; readings are cached, since OCR is slow."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extractor.classify import Group
from extractor.classify.features import build_features
from extractor.document import BoundingBox, Candidate
from extractor.pdf import open_document
from extractor.pipeline.analysis import analyse
from extractor.pipeline.reading import DocumentReader, Reading
from extractor.pipeline.timing import Stopwatch
from extractor.settings import Limits, Settings
from extractor.training.labelling import label_candidates
from training_data.annotation import Annotation, read_annotation

READER_VERSION = "2"
"""Raise it when words are read differently: cached readings are then made again."""


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled document, ready to learn from.

    Attributes:
        name: the document's file name.
        annotation: its labels.
        candidates: what was found on it.
        features: for each group, its matrix, float32 of shape (n, n_features).
        chosen: for each group, the candidates' indices, shape (n,).
        classes: class of each candidate within its group, shape (n_candidates,).
    """

    name: str
    annotation: Annotation
    candidates: tuple[Candidate, ...]
    features: dict[Group, NDArray[np.float32]]
    chosen: dict[Group, NDArray[np.int64]]
    classes: NDArray[np.int64]


def find_documents(folders: Sequence[Path]) -> list[tuple[Path, Path]]:
    """Pairs of a document and its annotation (`NAME.json` beside it), sorted by name."""
    pairs = []
    for folder in folders:
        for label in sorted(folder.glob("*.json")):
            for suffix in (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff"):
                if (document := label.with_suffix(suffix)).exists():
                    pairs.append((document, label))
                    break
    return pairs


def build_examples(
    pairs: Sequence[tuple[Path, Path]], cache: Path, *, jobs: int
) -> Iterator[Example]:
    """Reads and analyses labelled documents in parallel.

    Args:
        pairs: documents with their annotations.
        cache: folder where readings are kept.
        jobs: processes.

    Yields:
        One example a document, in order.
    """
    cache.mkdir(parents=True, exist_ok=True)
    arguments = [(document, label, cache) for document, label in pairs]
    if jobs <= 1:
        yield from map(_build, arguments)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(_build, arguments, chunksize=8)


@lru_cache(maxsize=1)
def _reader() -> DocumentReader:
    return DocumentReader(Settings(), Limits())


def _build(arguments: tuple[Path, Path, Path]) -> Example:
    document, label, cache = arguments
    annotation = read_annotation(label)
    reading = _read(document, cache)
    scene = analyse(reading, Stopwatch())
    tables = build_features(scene)
    boxes = [_on_page(reading, candidate) for candidate in scene.candidates]
    return Example(
        document.name,
        annotation,
        scene.candidates,
        {group: table.values for group, table in tables.items()},
        {group: table.chosen for group, table in tables.items()},
        label_candidates(scene.candidates, boxes, annotation),
    )


def _on_page(reading: Reading, candidate: Candidate) -> BoundingBox:
    return reading.to_page[candidate.evidence.page](candidate.evidence.bbox)


def _read(document: Path, cache: Path) -> Reading:
    """The reading of a document, from the cache if its bytes were read before."""
    data = document.read_bytes()
    key = hashlib.sha256(READER_VERSION.encode() + data).hexdigest()
    path = cache / f"{key}.pickle"
    if path.exists():
        # written by this module on this machine; never shipped
        cached: Reading = pickle.loads(path.read_bytes())
        return cached
    watch = Stopwatch()
    reader = _reader()
    with open_document(data, Limits()) as opened:
        reading = reader.read(opened, watch)
        if reading.pictured:
            reading = reader.add_pictures(opened, reading, watch)
    temporary = path.with_suffix(f".{document.stem}.tmp")
    temporary.write_bytes(pickle.dumps(reading))
    temporary.replace(path)
    return reading
