"""Scenes of hand-made pages."""

from __future__ import annotations

from extractor.candidates import find_candidates
from extractor.classify import Scene
from extractor.document import Document, Page
from extractor.lexicon import load_lexicon


def scene_of(*pages: Page) -> Scene:
    """The pages with the labels and candidates found on them."""
    lexicon, document = load_lexicon(), Document(pages)
    mentions = [lexicon.find(page) for page in pages]
    labels = [label for found in mentions for label in found.labels]
    choices = [choice for found in mentions for choice in found.choices]
    return Scene.of(document, find_candidates(document, labels, choices), labels)
