"""What `bleuet serve` says once it is ready."""

from __future__ import annotations

import pytest

from extractor.cli.serve import _say_ready


class Gate:
    def __init__(self, *, required: bool, callers: bool) -> None:
        self.required = required
        self._callers = callers

    def can_anybody_call(self) -> bool:
        return self._callers


@pytest.mark.parametrize(
    ("required", "callers", "shows_key", "hints"),
    [(False, True, False, False), (True, True, True, False), (True, False, True, True)],
)
def test_the_first_command_is_one_that_works(capsys, required, callers, shows_key, hints):
    _say_ready("0.0.0.0", 8000, Gate(required=required, callers=callers))
    said = capsys.readouterr().out
    assert "/v1/prefill" in said
    assert ("X-API-Key" in said) is shows_key
    assert ("bleuet keys create" in said) is hints
