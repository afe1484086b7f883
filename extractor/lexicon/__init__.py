"""The French words around values: kept as data (`labels.yaml`), found on pages by spaCy."""

from extractor.lexicon.matcher import Lexicon, load_lexicon
from extractor.lexicon.tokens import Token, fold, tokenise

__all__ = ["Lexicon", "Token", "fold", "load_lexicon", "tokenise"]
