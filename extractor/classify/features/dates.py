"""Order among dates, and the sentence a date stands in."""

from __future__ import annotations

import re
from datetime import date

import numpy as np

from extractor.classify.scene import Floats, Ints, Scene

NAMES = (
    "rank",
    "is_first",
    "is_last",
    "days_after_first",
    "days_after_most_frequent",
    "follows_le",
    "follows_du",
    "follows_au",
    "follows_city",
    "month_in_letters",
    "year_of_two_digits",
    "on_title_line",
    "dates_on_line",
    "month_end",
)
_BEFORE = re.compile(r"(\w+)\W*$")
_TITLE = frozenset({"invoice_number"})


def date_features(scene: Scene, chosen: Ints) -> Floats:
    """What a date's value and the words before it say.

    Args:
        scene: the document.
        chosen: indices of the candidates of kind DATE.

    Returns:
        Array of shape (len(chosen), len(NAMES)).
    """
    if not len(chosen):
        return np.zeros((0, len(NAMES)))
    lines = scene.lines
    days = np.array([date.fromisoformat(scene.candidates[i].value).toordinal() for i in chosen])
    distinct, counts = np.unique(days, return_counts=True)
    frequent = distinct[np.argmax(counts)]
    titles = {(m.page, m.line) for m in scene.labels if m.concept in _TITLE}
    places = [(scene.candidates[i].evidence.page, scene.candidates[i].line) for i in chosen]
    rows = []
    for position, i in enumerate(chosen):
        candidate = scene.candidates[i]
        page, line_index = places[position]
        line = lines[page][line_index]
        prefix = " ".join(word.text for word in line.words[: candidate.first_word]).lower()
        match = _BEFORE.search(prefix)
        before = match.group(1) if match else ""
        text = candidate.evidence.text
        value = date.fromisoformat(candidate.value)
        rows.append(
            (
                np.searchsorted(distinct, days[position]),
                days[position] == distinct[0],
                days[position] == distinct[-1],
                min(days[position] - distinct[0], 4000),
                np.clip(days[position] - frequent, -4000, 4000),
                before == "le",
                before == "du",
                before == "au",
                bool(re.search(r"^[a-zà-ÿ' -]+, le\W*$", prefix)),
                any(c.isalpha() for c in re.sub(r"[oOlI]", "", text)),
                bool(re.search(r"\D\d\d$", text)),
                (page, line_index) in titles,
                sum(place == (page, line_index) for place in places),
                value.day >= 28,
            )
        )
    return np.array(rows, dtype=float)
