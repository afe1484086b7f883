"""The result of a document, as the library wrote it, in a caller's language."""

from __future__ import annotations

import json

from service.messages.catalogue import translate
from service.messages.language import Language


def translate_result(result: bytes, language: Language) -> bytes:
    """A result or error document whose findings, or whose error, speak a language.

    Args:
        result: JSON as of the contract, in French.
        language: wanted.

    Returns:
        The same bytes in French; in English the same document but for its messages.
    """
    if language == "fr":
        return result
    document = json.loads(result)
    for finding in document.get("findings", ()):
        finding["message"] = translate(finding["message"], language)
    if "error" in document:
        for part in ("title", "detail"):
            document["error"][part] = translate(document["error"][part], language)
    return json.dumps(document, ensure_ascii=False).encode()
