"""The French words around values: kept as data (`labels.yaml`), found on pages by spaCy."""

from extractor.lexicon.matcher import Lexicon, Mentions, load_lexicon
from extractor.lexicon.tokens import fold, tokenise

__all__ = ["Lexicon", "Mentions", "fold", "load_lexicon", "tokenise"]
