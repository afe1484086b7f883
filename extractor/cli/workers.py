"""Many files in, their result documents out in the same order, over one process or several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.batch.engine import Window, call_apart
from extractor.batch.errors import ExecutorError
from extractor.batch.executors.local import PER_JOB, local_executor
from extractor.batch.reading import failure_document, reading_limits
from extractor.cli.reading import read_document
from extractor.errors import ArtefactError, ExtractorError
from extractor.serialisation import JsonObject
from extractor.settings import Limits

if TYPE_CHECKING:
    from extractor.pipeline import Extractor

_extractor: Extractor | None = None


def extract_documents(paths: Iterable[Path], *, jobs: int = 1) -> Iterator[JsonObject]:
    """The result document of each file, in order, each as soon as those before it are done.

    Args:
        paths: the files.
        jobs: processes; 1 works in this one.

    Raises:
        ArtefactError: the models cannot be loaded.
        ExtractorError: the processes cannot be started.
    """
    if jobs == 1:
        yield from map(_read_in_worker, paths)
        return
    with local_executor(jobs) as executor, _told():
        apart = partial(call_apart, reading_limits(), _read_in_worker)
        for done in Window(executor, apart, width=PER_JOB * jobs).in_order(paths):
            if isinstance(done.error, ArtefactError):
                raise done.error
            if done.error is not None:
                yield failure_document(done.error, file=str(done.task))
            else:
                yield done.result


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except ExecutorError as error:
        raise ExtractorError(str(error)) from error


def _read_in_worker(path: Path) -> JsonObject:
    global _extractor
    if _extractor is None:
        from extractor.pipeline import Extractor

        _extractor = Extractor()
    return read_document(_extractor, path, max_bytes=Limits().max_bytes)
