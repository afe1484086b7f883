"""Patterns of paths and addresses, such as `2025/**/*.pdf`."""

from __future__ import annotations

import re
from collections.abc import Callable

from fsspec.utils import glob_translate

_HIDDEN = re.compile(r"(^|/)\.[^/]*$")
_MAGIC = re.compile(r"[*?\[]")


def is_pattern(text: str) -> bool:
    """Whether a text stands for many paths.

    >>> is_pattern("2025/**/*.pdf"), is_pattern("2025/a.pdf")
    (True, False)
    """
    return _MAGIC.search(text) is not None


def split_pattern(text: str) -> tuple[str, str]:
    """The folder that all matches are in, and the pattern from there.

    >>> split_pattern("/data/2025-*/a?.pdf"), split_pattern("*.pdf")
    (('/data/', '2025-*/a?.pdf'), ('', '*.pdf'))
    """
    found = _MAGIC.search(text)
    cut = text.rfind("/", 0, found.start() if found else len(text)) + 1
    return text[:cut], text[cut:]


def matcher(pattern: str) -> Callable[[str], bool]:
    """Whether a path matches: `*` stays within a folder, `**` is any folders.

    As in a shell, a hidden file is none that a pattern stands for.

    >>> matches = matcher("**/*.pdf")
    >>> matches("f.pdf"), matches("a/b/f1.pdf"), matches("a/g.txt"), matches("a/.f.pdf")
    (True, True, False, False)
    """
    compiled = re.compile(glob_translate(pattern))
    return lambda path: compiled.match(path) is not None and not _HIDDEN.search(path)


def folder_matcher(pattern: str) -> Callable[[str], bool]:
    """Whether there may be a match in a folder.

    >>> enters = folder_matcher("2025-*/**/*.pdf")
    >>> enters("2025-03"), enters("2025-03/a/b"), enters("lost+found"), folder_matcher("*")("a")
    (True, True, False, False)
    """
    *folders, _ = pattern.split("/")
    deep = "**" in pattern.split("/")
    if deep:
        del folders[pattern.split("/").index("**") :]
    compiled = [re.compile(glob_translate(folder)) for folder in folders]

    def enters(path: str) -> bool:
        names = path.split("/")
        return (deep or len(names) <= len(compiled)) and all(
            part.match(name) for part, name in zip(compiled, names, strict=False)
        )

    return enters
