"""MuPDF's and Pillow's exceptions turned into ours, at this edge and nowhere else."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from struct import error as struct_error

import pymupdf
from PIL import Image, UnidentifiedImageError

from extractor.errors import (
    CorruptPdfError,
    DocumentTooLargeError,
    ProcessingMemoryError,
    UnsupportedDocumentError,
)

# MuPDF reports each oddity of a file on stderr; what matters comes as an exception.
pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)

_OUT_OF_MEMORY = ("malloc", "calloc", "out of memory", "Overly large", "failed to allocate")


@contextmanager
def mupdf_failures() -> Iterator[None]:
    """Turns what MuPDF raises into errors of the project.

    Raises:
        ProcessingMemoryError: an allocation failed.
        CorruptPdfError: anything else that MuPDF could not do.
    """
    try:
        yield
    except MemoryError as error:
        raise ProcessingMemoryError from error
    except (
        pymupdf.mupdf.FzErrorBase,
        RuntimeError,
        ValueError,
        IndexError,
        KeyError,
        TypeError,
        AttributeError,
    ) as error:
        # PyMuPDF's Python layer trips over malformed objects with whatever Python raises there.
        if any(phrase in str(error) for phrase in _OUT_OF_MEMORY):
            raise ProcessingMemoryError from error
        raise CorruptPdfError("Le PDF est endommagé et ne peut pas être lu.") from error


@contextmanager
def pillow_failures() -> Iterator[None]:
    """Turns what Pillow raises into errors of the project.

    Raises:
        DocumentTooLargeError: Pillow took the image for a decompression bomb.
        ProcessingMemoryError: an allocation failed.
        UnsupportedDocumentError: the image cannot be decoded.
    """
    try:
        with warnings.catch_warnings():
            # Pillow warns of each oddity of a file; what matters comes as an exception.
            warnings.simplefilter("ignore")
            yield
    except MemoryError as error:
        raise ProcessingMemoryError from error
    except Image.DecompressionBombError as error:
        raise DocumentTooLargeError("L'image compte trop de pixels.") from error
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        EOFError,
        OverflowError,
        ZeroDivisionError,
        struct_error,
    ) as error:
        raise UnsupportedDocumentError("L'image est endommagée ou tronquée.") from error
