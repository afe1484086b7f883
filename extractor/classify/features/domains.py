"""Web and mail domains, which often repeat the supplier's name."""

from __future__ import annotations

import re
from collections.abc import Collection

from extractor.classify.scene import Scene
from extractor.lexicon import fold

_WEB = re.compile(r"[\w.-]+@([\w-]+)\.|(?:www\.|https?://)([\w-]+)\.", re.IGNORECASE)
_NOT_PLAIN = re.compile(r"[^a-z0-9]")
_LEAST_LETTERS = 4
_LEAST_WORD = 5


def find_domains(scene: Scene) -> set[str]:
    """The names of all domains of a document, reduced to plain letters and digits."""
    return {
        _NOT_PLAIN.sub("", fold(domain))
        for lines in scene.lines.values()
        for text in [line.text for line in lines]
        if "@" in text or "://" in text or "www." in text.lower()
        for groups in _WEB.findall(text)
        for domain in groups
        if len(domain) >= _LEAST_LETTERS
    }


def share_in_domain(name: str, domains: Collection[str]) -> float:
    """Share of a name's letters that a domain repeats, or of a domain's that a word repeats.

    Args:
        name: the name, folded.
        domains: what `find_domains` found.

    >>> share_in_domain("dupont travaux", {"duponttravaux"})
    1.0
    >>> share_in_domain("dupont et fils", {"duponttravaux"}) == 6 / 13
    True
    """
    if not domains:
        return 0.0
    plain = _NOT_PLAIN.sub("", name)
    words = [word for word in name.split() if len(word) >= _LEAST_WORD]
    best = 0.0
    for domain in domains:
        if plain and (domain in plain or plain in domain):
            best = max(best, min(len(domain), len(plain)) / max(len(domain), len(plain)))
        for word in words:
            if word in domain:
                best = max(best, len(word) / len(domain))
    return best
