"""One file in, one result document out, whatever happens."""

from __future__ import annotations

from pathlib import Path

from extractor.batch.reading import SupportsExtract, failure_document, result_of
from extractor.batch.sources import read_file
from extractor.errors import InputError
from extractor.serialisation import JsonObject


def read_document(extractor: SupportsExtract, path: Path, *, max_bytes: int) -> JsonObject:
    """The result document of one file; an error document if it cannot be had.

    Args:
        extractor: the facade, already loaded.
        path: the file.
        max_bytes: larger files are not even read.
    """
    try:
        data = read_file(path, max_bytes=max_bytes)
    except (InputError, MemoryError) as error:
        return failure_document(error, file=str(path), model_version=extractor.model_version)
    return result_of(extractor, data, file=str(path))
