"""Scenes of hand-made pages."""

from __future__ import annotations

from extractor.candidates import find_candidates
from extractor.classify import Scene
from extractor.document import Document, Page
from extractor.lexicon import load_lexicon


def scene_of(*pages: Page) -> Scene:
    """The pages with the labels and candidates found on them."""
    lexicon, document = load_lexicon(), Document(pages)
    labels = [mention for page in pages for mention in lexicon.find_labels(page)]
    choices = [mention for page in pages for mention in lexicon.find_choices(page)]
    return Scene.of(document, find_candidates(document, labels, choices), labels)
