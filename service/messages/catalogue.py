"""The English of what the library and the service say in French.

`en.yaml` maps French texts to English ones. What varies stands in braces in both: a text that was
made from a French pattern is taken apart by it and put together by the English one, so that the
library need not know that there are other languages than its users'. What stands in a brace may be
a text of ours again, or an amount in the French way of writing.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

from service.messages.language import Language

_HOLE = re.compile(r"\\{(\w+)\\}")
_FRENCH_AMOUNT = re.compile(r"-?\d{1,3}(?:\u202f\d{3})*,\d{2}")
_TO_ENGLISH = str.maketrans({"\u202f": ",", ",": "."})


def translate(text: str, language: Language) -> str:
    """A text of ours in a language; as it is where there is no translation.

    Args:
        text: in French.
        language: wanted.

    >>> translate("Plus de 200 pages.", "en")
    'More than 200 pages.'
    >>> translate("Net à payer 1\u202f200,00 pour un TTC de 12,50", "en")
    'Amount due 1,200.00 for a total with VAT of 12.50'
    """
    if language == "fr":
        return text
    texts, patterns = _english()
    if text in texts:
        return texts[text]
    for pattern, english in patterns:
        found = pattern.fullmatch(text)
        if found:
            parts = found.groupdict().items()
            return english.format(**{name: translate(part, language) for name, part in parts})
    return text.translate(_TO_ENGLISH) if _FRENCH_AMOUNT.fullmatch(text) else text


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
