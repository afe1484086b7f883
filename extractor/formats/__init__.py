"""Parsers of the values that invoices print: tiny modules, the same verbs everywhere.

`parse` reads a text into a `Parsed` or raises `FormatError`, and nothing else; `compact`,
`validate` and `is_valid` are those of python-stdnum.
"""

from extractor.formats.parsed import Parsed

__all__ = ["Parsed"]
