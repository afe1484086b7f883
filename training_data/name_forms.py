"""The other forms of a party's name that say the same: a reader may give one for the other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from training_data.lexicon import load_words
from training_data.parties import FOREIGN_FORMS, Party

_JOINS = " ,-–"


def other_forms(shown: Iterable[str], party: Party) -> tuple[str, ...]:
    """What else is right where a party's name is asked for.

    The name as it is printed elsewhere, and each of them without its legal form; a sole trader's
    also without the trade behind it.

    Args:
        shown: the name as it is printed in each place, the labelled one first.
        party: whose name it is.

    Returns:
        The forms other than the labelled one, in a stable order.
    """
    shown = list(dict.fromkeys(shown))
    forms = [*shown, *(_without_legal_form(name) for name in shown)]
    if party.kind == "sole_trader":
        person = party.trade_name
        forms += [
            name[: len(person)]
            for name in shown
            if name.casefold().startswith(f"{person.casefold()} ") and person.count(" ")
        ]
    return tuple(form for form in dict.fromkeys(forms) if form and form not in shown[:1])


def _without_legal_form(name: str) -> str:
    """A name without what says of what kind its bearer is, unless nothing else is left.

    >>> _without_legal_form("S.A.S. Ets Navarrot"), _without_legal_form("Zoé Roy, Artisan")
    ('Ets Navarrot', 'Zoé Roy')
    """
    bare = name
    for form in _legal_forms():
        bare = re.sub(rf"^{form}(?!\w)|(?<!\w){form}$", "", bare, flags=re.IGNORECASE)
        bare = bare.strip(_JOINS)
    return bare or name


@cache
def _legal_forms() -> tuple[str, ...]:
    """Patterns of the legal forms, the longest first."""
    names = load_words("names")
    foreign = [form for forms in FOREIGN_FORMS.values() for form in forms]
    forms = {*names["legal_forms"], *names["sole_trader"], *foreign} - {"Association"}
    return tuple(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))
