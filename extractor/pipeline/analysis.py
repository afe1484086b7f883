"""From words to what could be said of them: layout, labels, candidates."""

from __future__ import annotations

from extractor.candidates import find_candidates
from extractor.classify import Scene
from extractor.document import Document
from extractor.layout import lay_out
from extractor.lexicon import load_lexicon
from extractor.pipeline.reading import Reading
from extractor.pipeline.timing import Stopwatch


def analyse(reading: Reading, watch: Stopwatch) -> Scene:
    """Lays out the pages of a reading and finds labels and candidates on them.

    Args:
        reading: the words of a document.
        watch: where the stages' times go.

    Returns:
        The document as the classifier sees it.
    """
    lexicon = load_lexicon()
    with watch.stage("layout"):
        document = Document(tuple(lay_out(page) for page in reading.pages))
    with watch.stage("candidates"):
        mentions = [lexicon.find(page) for page in document.pages]
        labels = [label for found in mentions for label in found.labels]
        choices = [choice for found in mentions for choice in found.choices]
        candidates = find_candidates(document, labels, choices)
    return Scene.of(document, candidates, labels)
