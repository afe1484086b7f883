"""Chance, reproducible."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


class Draw(random.Random):
    """A random source with the verbs that the generator needs."""

    def chance(self, probability: float) -> bool:
        """True with the given probability, 0 to 1."""
        return self.random() < probability

    def pick(self, options: Sequence[T]) -> T:
        """One of the options, all alike."""
        return options[int(self.random() * len(options))]

    def weigh(self, options: Mapping[T, float]) -> T:
        """One of the keys, as often as its weight says."""
        return self.choices(list(options), weights=list(options.values()))[0]

    def some(self, options: Sequence[T], least: int, most: int) -> list[T]:
        """Between `least` and `most` different options, in their order."""
        count = min(self.randint(least, most), len(options))
        chosen = set(self.sample(range(len(options)), count))
        return [option for place, option in enumerate(options) if place in chosen]

    def digits(self, count: int) -> str:
        """A string of that many digits."""
        return "".join(self.choices("0123456789", k=count))

    def fill(self, pattern: str) -> str:
        """A pattern with `#` replaced by a digit and `@` by a capital letter.

        >>> Draw(1).fill("F-#@") == Draw(1).fill("F-#@")
        True
        """
        return "".join(
            self.pick("0123456789")
            if c == "#"
            else self.pick("ABCDEFGHJKLMNPRSTVX")
            if c == "@"
            else c
            for c in pattern
        )
