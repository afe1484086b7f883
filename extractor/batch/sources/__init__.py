"""Where documents come from: folders, patterns, archives, manifests, object stores."""

from extractor.batch.sources.fetching import fetch, read_file
from extractor.batch.sources.reference import Reference, Source, key_of

__all__ = ["Reference", "Source", "fetch", "key_of", "read_file"]
