"""Documents that a rendering engine lays out: WeasyPrint (HTML and CSS) or Typst.

The structure programs of `families` arrange the facts as a tree of `nodes`; a writer for each
engine turns the tree into its language with a style sheet drawn at random (`look`); `marking` finds
in the finished PDF where every value stands.
"""

from __future__ import annotations

from training_data.flow.families.catalogue import FLOW_FAMILIES, FlowFamily
from training_data.flow.making import make_flowing

__all__ = ["FLOW_FAMILIES", "FlowFamily", "make_flowing"]
