"""Labelled documents as the classifier sees them; readings are cached, since OCR is slow."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extractor.batch.executors.local import map_in_order
from extractor.classify import Group
from extractor.classify.features import build_features
from extractor.document import BoundingBox, Candidate
from extractor.errors import ExtractorError
from extractor.evaluation.labels import Label, read_label
from extractor.pdf import open_document
from extractor.pipeline.analysis import analyse
from extractor.pipeline.reading import DocumentReader, Reading
from extractor.pipeline.timing import Stopwatch
from extractor.settings import Limits, Settings
from extractor.training.labelling import label_candidates
from training_data.annotation import Annotation, AnnotationError, read_annotation

_READER_SOURCES = ("document/*.py", "ocr/*.py", "pdf/*.py", "pipeline/reading.py")
_READER_SETTINGS = {"ocr_engine", "ocr_languages", "ocr_second_reading"}
_ERRORS_SHOWN = 5
# A scan takes fifty times as long to read as another: the others are not to wait for it.
_WINDOW_PER_JOB = 16
_SUFFIXES = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff")


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled document, ready to learn from.

    Attributes:
        name: the document's file name.
        annotation: its values and their places, to label candidates with.
        label: its labels, as the scorer reads them.
        candidates: what was found on it.
        features: for each group, its matrix, float32 of shape (n, n_features).
        chosen: for each group, the candidates' indices, shape (n,).
        classes: class of each candidate within its group, shape (n_candidates,).
    """

    name: str
    annotation: Annotation
    label: Label
    candidates: tuple[Candidate, ...]
    features: dict[Group, NDArray[np.float32]]
    chosen: dict[Group, NDArray[np.int64]]
    classes: NDArray[np.int64]


def find_documents(folders: Sequence[Path]) -> list[tuple[Path, Path]]:
    """Pairs of a document and its annotation (`NAME.json` beside it), sorted by name."""
    pairs = []
    for folder in folders:
        documents = _documents_in(folder)
        pairs += [
            (documents[label.stem], label)
            for label in sorted(folder.glob("*.json"))
            if label.stem in documents
        ]
    return pairs


def find_unpaired(folder: Path) -> tuple[list[str], list[str]]:
    """Names of the labels without a document in a folder, and of the documents without a label."""
    labels = {path.stem: path.name for path in sorted(folder.glob("*.json"))}
    documents = _documents_in(folder)
    return (
        [name for stem, name in labels.items() if stem not in documents],
        sorted(path.name for stem, path in documents.items() if stem not in labels),
    )


def _documents_in(folder: Path) -> dict[str, Path]:
    """By name without suffix; of several suffixes the first of `_SUFFIXES`, in any case."""
    found = [
        path
        for path in sorted(folder.iterdir())
        if path.suffix.lower() in _SUFFIXES and not path.name.startswith(".")
    ]
    found.sort(key=lambda path: _SUFFIXES.index(path.suffix.lower()), reverse=True)
    return {path.stem: path for path in found}


def check_labels(labels: Iterable[Path]) -> None:
    """Reads all annotations, so that a wrong one is told before an hour of reading documents.

    Raises:
        ValueError: some are wrong; the message tells the first of them, and how many there are.
    """
    errors = []
    for label in labels:
        try:
            read_annotation(label)
        except AnnotationError as error:
            errors.append(str(error))
    if errors:
        more = len(errors) - _ERRORS_SHOWN
        rest = [f"et {more} autres annotations"] if more > 0 else []
        raise ValueError("\n".join([*errors[:_ERRORS_SHOWN], *rest]))


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

    Raises:
        ValueError: a document cannot be read; the message tells which.
    """
    cache.mkdir(parents=True, exist_ok=True)
    fingerprint = reader_fingerprint()
    arguments = ((document, label, cache, fingerprint) for document, label in pairs)
    yield from map_in_order(_build, arguments, jobs=max(1, jobs), per_job=_WINDOW_PER_JOB)


@lru_cache(maxsize=1)
def _reader() -> DocumentReader:
    return DocumentReader(Settings(), Limits())


def reader_fingerprint() -> str:
    """A digest of all that decides how words are read: code, settings, data of the OCR engines.

    Cached readings of another fingerprint are made again.
    """
    settings = Settings()
    root = Path(__file__).parents[1]
    code = sorted(path for pattern in _READER_SOURCES for path in root.glob(pattern))
    digest = hashlib.sha256()
    for path in (*code, *sorted((settings.models_dir / "ocr").glob("*"))):
        digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    digest.update(settings.model_dump_json(include=_READER_SETTINGS).encode())
    digest.update(Limits().model_dump_json().encode())
    return digest.hexdigest()


def _build(arguments: tuple[Path, Path, Path, str]) -> Example:
    document, label, cache, fingerprint = arguments
    annotation = read_annotation(label)
    try:
        reading = _read(document, cache, fingerprint)
    except ExtractorError as error:
        raise ValueError(f"{document.name} : {error.title} ({error.detail})") from error
    scene = analyse(reading, Stopwatch())
    tables = build_features(scene)
    boxes = [_on_page(reading, candidate) for candidate in scene.candidates]
    return Example(
        document.name,
        annotation,
        read_label(label),
        scene.candidates,
        {group: table.values for group, table in tables.items()},
        {group: table.chosen for group, table in tables.items()},
        label_candidates(scene.candidates, boxes, annotation),
    )


def _on_page(reading: Reading, candidate: Candidate) -> BoundingBox:
    return reading.to_page[candidate.evidence.page](candidate.evidence.bbox)


def _read(document: Path, cache: Path, fingerprint: str) -> Reading:
    """The reading of a document, from the cache if its bytes were read before."""
    data = document.read_bytes()
    key = hashlib.sha256(fingerprint.encode() + data).hexdigest()
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
