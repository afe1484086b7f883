"""The HTTP service around the extractor."""
