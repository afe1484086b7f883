"""What a model was made from and with: data, code, packages."""

from __future__ import annotations

import hashlib
import os
import platform
import subprocess
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as package_version
from pathlib import Path
from typing import NamedTuple

from extractor.settings import PROJECT_ROOT

_PACKAGES = (
    "lxml",
    "numpy",
    "onnx",
    "onnxruntime",
    "opencv-python-headless",
    "pymupdf",
    "rapidfuzz",
    "scikit-learn",
    "scipy",
    "spacy",
    "tesserocr",
)


class Source(NamedTuple):
    """A labelled document on disk, and the digest of the document and its labels."""

    document: Path
    label: Path
    sha256: str


def digest_sources(pairs: Sequence[tuple[Path, Path]]) -> list[Source]:
    """Documents with their digests, in the order of these: wherever they lie, it is the same."""
    sources = []
    for document, label in pairs:
        digest = hashlib.sha256(hashlib.sha256(document.read_bytes()).digest())
        digest.update(hashlib.sha256(label.read_bytes()).digest())
        sources.append(Source(document, label, digest.hexdigest()))
    return sorted(sources, key=lambda source: source.sha256)


def data_hash(sources: Sequence[Source]) -> str:
    """One digest of all documents and labels, in hexadecimal."""
    return hashlib.sha256("".join(s.sha256 for s in sources).encode()).hexdigest()


def code_version() -> dict[str, str | None]:
    """The package's version, and the revision of the code if it is in a Git clone.

    `-dirty` is appended to the revision when tracked files differ from it.
    """
    return {"package": _version_of("bleuet"), "revision": _git("describe", "--always", "--dirty")}


def environment() -> dict[str, object]:
    """Python, processors and the versions of the packages that a model depends on."""
    return {
        "python": platform.python_version(),
        "cpus": os.cpu_count(),
        "packages": {name: _version_of(name) for name in _PACKAGES},
    }


def _version_of(package: str) -> str | None:
    try:
        return package_version(package)
    except PackageNotFoundError:
        return None


def _git(*arguments: str) -> str | None:
    try:
        done = subprocess.run(
            ("git", "-C", str(PROJECT_ROOT), *arguments),
            check=True,
            capture_output=True,
            text=True,
            timeout=10,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip() or None
