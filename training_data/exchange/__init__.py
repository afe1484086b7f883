"""Annotations in the formats of others: Label Studio and DocILE.

A reader makes `Draft`s: what an export says, before a document was opened to complete it.
"""

from training_data.exchange.drafts import Draft, ExchangeError, Region, draft_of
from training_data.exchange.rows import group_rows

__all__ = ["Draft", "ExchangeError", "Region", "draft_of", "group_rows"]
