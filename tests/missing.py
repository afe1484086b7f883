"""What to do where a program that some tests run is not installed."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def do_without(reason: str) -> NoReturn:
    """Skip the test; in continuous integration, where all must be there, fail it.

    Args:
        reason: what is missing, and how to get it.
    """
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
