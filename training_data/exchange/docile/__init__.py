"""DocILE: the benchmark's annotations, one JSON a document.

Format: S. Simsa et al., "DocILE Benchmark for Document Information Localization and Extraction",
ICDAR 2023, and https://github.com/rossumai/docile (`docile/dataset/field.py`, the sample under
`tests/data/sample-dataset`). A dataset has `annotations/ID.json`, `pdfs/ID.pdf` and, for each
split, a JSON list of IDs.
"""

from training_data.exchange.docile.reading import read_docile
from training_data.exchange.docile.writing import docile_json

__all__ = ["docile_json", "read_docile"]
