"""What the structure programs of flowing documents share: the facts and the style sheet."""

from __future__ import annotations

from typing import NamedTuple

from training_data.draw import Draw
from training_data.flow.look import Look
from training_data.sheet import Sheet


class Page(NamedTuple):
    """A document in the making: facts, words and habits; the style sheet."""

    sheet: Sheet
    look: Look

    @property
    def draw(self) -> Draw:
        """The random source."""
        return self.sheet.draw
