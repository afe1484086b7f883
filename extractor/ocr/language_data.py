"""Where Tesseract's language data stands, and whether it is what we measured."""

from __future__ import annotations

import hashlib
from pathlib import Path

from extractor.errors import ArtefactError

SHA256 = {
    "fra.traineddata": "bf83833fa957ff0076f6aa93f69e3bdf7b014dea829ea0c0d6be6b48a3ceef6d",
}
"""Checksums of the vendored files; see `models/ocr/README.md`."""

SYSTEM_FOLDERS = (
    Path("/usr/share/tesseract-ocr/5/tessdata"),
    Path("/usr/share/tesseract-ocr/4.00/tessdata"),
    Path("/usr/share/tessdata"),
)


def verify_file(path: Path, sha256: str) -> Path:
    """Return the path if the file is there and unaltered.

    Args:
        path: the file.
        sha256: the expected digest, in hexadecimal.

    Raises:
        ArtefactError: the file is missing or altered.
    """
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise ArtefactError(f"Fichier illisible : {path.name}") from error
    if digest != sha256:
        raise ArtefactError(f"Fichier altéré : {path.name}")
    return path


def find_language_folder(languages: str, vendored: Path) -> Path:
    """Find the folder that holds the data of all the languages.

    The vendored folder comes first; a language that it lacks (`eng`) is taken, with all the
    others, from the system's Tesseract.

    Args:
        languages: Tesseract's codes joined by `+`.
        vendored: folder of the project's own data.

    Raises:
        ArtefactError: no folder holds them all, or a vendored file is altered.
    """
    names = [f"{language}.traineddata" for language in languages.split("+")]
    if all((vendored / name).is_file() for name in names):
        for name in names:
            verify_file(vendored / name, SHA256.get(name, ""))
        return vendored
    for folder in SYSTEM_FOLDERS:
        if all((folder / name).is_file() for name in names):
            return folder
    raise ArtefactError(f"Données de langue absentes : {languages}")
