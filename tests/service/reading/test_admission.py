"""A bounded queue."""

from __future__ import annotations

from contextlib import ExitStack

import pytest

from service.errors import OverloadedError
from service.reading import Admission


def test_beyond_those_that_may_wait_callers_are_told_when_to_come_again():
    admission = Admission(workers=2, waiting=1)
    with ExitStack() as stack:
        for _ in range(3):
            stack.enter_context(admission.admit())
        with pytest.raises(OverloadedError) as refused:
            admission.check()
        assert refused.value.retry_after_s >= 1
        with pytest.raises(OverloadedError), admission.admit():
            pass
    assert admission.admitted == 0
    admission.check()


def test_a_failure_gives_the_place_back():
    admission = Admission(workers=1, waiting=0)
    with pytest.raises(ZeroDivisionError), admission.admit():
        raise ZeroDivisionError
    assert admission.admitted == 0
