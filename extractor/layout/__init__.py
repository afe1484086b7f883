"""Words to lines to blocks: the geometry of a page, without any meaning."""

from extractor.layout.pages import lay_out

__all__ = ["lay_out"]
