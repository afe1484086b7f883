"""The lines of an invoice: tables found by their header, their columns and their arithmetic."""

from extractor.decode.line_items.finder import find_line_items

__all__ = ["find_line_items"]
