"""The English of what the library and the service say in French.

`en.yaml` maps French texts to English ones. What varies stands in braces in both: a text that was
made from a French pattern is taken apart by it and put together by the English one, so that the
library need not know that there are other languages than its users'.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

from service.messages.language import Language

_HOLE = re.compile(r"\\{(\w+)\\}")


def translate(text: str, language: Language) -> str:
    """A text of ours in a language; as it is where there is no translation.

    Args:
        text: in French.
        language: wanted.

    >>> translate("Plus de 200 pages.", "en")
    'More than 200 pages.'
    """
    if language == "fr":
        return text
    texts, patterns = _english()
    if text in texts:
        return texts[text]
    for pattern, english in patterns:
        found = pattern.fullmatch(text)
        if found:
            return english.format(**found.groupdict())
    return text


@cache
def _english() -> tuple[dict[str, str], tuple[tuple[re.Pattern[str], str], ...]]:
    catalogue: dict[str, str] = yaml.safe_load(
        Path(__file__).with_name("en.yaml").read_text(encoding="utf-8")
    )
    texts = {french: english for french, english in catalogue.items() if "{" not in french}
    patterns = tuple(
        (re.compile(_HOLE.sub(r"(?P<\1>.+)", re.escape(french)), re.DOTALL), english)
        for french, english in catalogue.items()
        if "{" in french
    )
    return texts, patterns
