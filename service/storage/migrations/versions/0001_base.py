"""Nothing yet: what later migrations build upon.

Revision ID: 0001
"""

from __future__ import annotations

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Nothing."""


def downgrade() -> None:
    """Nothing."""
