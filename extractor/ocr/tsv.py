"""Tesseract's TSV, the one output that both adapters share."""

from __future__ import annotations

from extractor.document import BoundingBox, PageImage, PageWords, Word

WORD_LEVEL = "5"
POINTS_PER_INCH = 72.0


def parse_tsv(tsv: str, image: PageImage) -> PageWords:
    """Turn Tesseract's TSV into words.

    Args:
        tsv: rows of level, page, block, paragraph, line, word, left, top, width, height (pixels),
            confidence (0 to 100) and text; a header row is skipped.
        image: the image that was read.

    Returns:
        The words whose text is not blank, boxes in fractions of the image.

    Source: Tesseract 5, `TessBaseAPI::GetTSVText`.
    """
    height, width = image.pixels.shape
    to_points = POINTS_PER_INCH / image.dpi
    words = []
    for row in tsv.splitlines():
        cells = row.split("\t")
        if len(cells) < 12 or cells[0] != WORD_LEVEL or not (text := cells[11].strip()):
            continue
        left, top, wide, high = (int(cell) for cell in cells[6:10])
        box = BoundingBox(
            left / width, top / height, (left + wide) / width, (top + high) / height
        ).clipped()
        confidence = min(max(float(cells[10]) / 100.0, 0.0), 1.0)
        words.append(Word(text, box, confidence, "ocr", high * to_points))
    return PageWords(image.number, width * to_points, height * to_points, tuple(words), "ocr")
