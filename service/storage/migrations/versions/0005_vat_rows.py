"""Rows of the VAT breakdown among what is submitted.

Revision ID: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the column."""
    op.add_column("corrections", sa.Column("vat_breakdown", sa.Text(), nullable=True))


def downgrade() -> None:
    """Drop the column."""
    op.drop_column("corrections", "vat_breakdown")
