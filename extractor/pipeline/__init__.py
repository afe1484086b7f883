"""The stages composed: bytes in, fields out. The only door for those who call the library."""

from extractor.pipeline.extractor import Extractor

__all__ = ["Extractor"]
