"""Many files in, their result documents out in the same order, over one process or several."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.cli.reading import read_document
from extractor.errors import ProcessingMemoryError
from extractor.processes import start_worker
from extractor.serialisation import JsonObject, error_document
from extractor.settings import Limits

if TYPE_CHECKING:
    from extractor.pipeline import Extractor

# Documents under way a process: enough to keep it busy, few enough to hold memory down.
IN_FLIGHT = 2

_extractor: Extractor | None = None


def extract_documents(paths: Iterable[Path], *, jobs: int = 1) -> Iterator[JsonObject]:
    """The result document of each file, in order, each as soon as those before it are done.

    Args:
        paths: the files.
        jobs: processes; 1 works in this one.
    """
    if jobs == 1:
        yield from map(_read_in_worker, paths)
        return
    waiting = iter(paths)
    under_way: deque[tuple[Path, Future[JsonObject] | None]] = deque()
    pool = _new_pool(jobs)
    try:
        while True:
            try:
                while len(under_way) < IN_FLIGHT * jobs and (path := next(waiting, None)):
                    under_way.append((path, None))
                    under_way[-1] = path, pool.submit(_read_in_worker, path)
                if not under_way:
                    return
                document = _result(under_way[0][1])
            except BrokenProcessPool:
                # One of the documents under way killed its process: which one, only reading
                # them alone can tell.
                yield from (_finished(future) or _read_alone(path) for path, future in under_way)
                under_way.clear()
                pool = _new_pool(jobs)
            else:
                under_way.popleft()
                yield document
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _result(future: Future[JsonObject] | None) -> JsonObject:
    if future is None:
        raise BrokenProcessPool
    return future.result()


def _finished(future: Future[JsonObject] | None) -> JsonObject | None:
    """A result that was had before the process died."""
    if future is None or not future.done() or future.cancelled() or future.exception():
        return None
    return future.result()


def _new_pool(jobs: int) -> ProcessPoolExecutor:
    # Not fork: the parent may have threads (the progress bar), and libraries that dislike it.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=start_worker)


def _read_in_worker(path: Path) -> JsonObject:
    global _extractor
    if _extractor is None:
        from extractor.pipeline import Extractor

        _extractor = Extractor()
    return read_document(_extractor, path, max_bytes=Limits().max_bytes)


def _read_alone(path: Path) -> JsonObject:
    with _new_pool(1) as pool:
        try:
            return pool.submit(_read_in_worker, path).result()
        except BrokenProcessPool:
            error = ProcessingMemoryError("Le processus de lecture a été interrompu")
            return error_document(error, file=str(path))
