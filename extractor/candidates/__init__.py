"""Typed spans that could be a field's value: found generously here, judged later."""

from extractor.candidates.finder import find_candidates

__all__ = ["find_candidates"]
