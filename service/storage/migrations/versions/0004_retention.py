"""What is kept to learn from.

Revision ID: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from service.storage.base import UtcDateTime

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "retention",
        sa.Column("tenant", sa.String(64), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", name=op.f("pk_retention")),
    )
    op.create_table(
        "retained_documents",
        sa.Column("tenant", sa.String(64), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("result", sa.LargeBinary(), nullable=False),
        sa.Column("kept_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "sha256", name=op.f("pk_retained_documents")),
    )
    op.create_index(op.f("ix_retained_documents_expires_at"), "retained_documents", ["expires_at"])
    op.create_table(
        "corrections",
        sa.Column("tenant", sa.String(64), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("model_version", sa.String(64), nullable=False),
        sa.Column("filled", sa.Text(), nullable=False),
        sa.Column("submitted", sa.Text(), nullable=False),
        sa.Column("outcomes", sa.Text(), nullable=False),
        sa.Column("duration_ms", sa.Integer(), nullable=True),
        sa.Column("kept_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "sha256", "model_version", name=op.f("pk_corrections")),
    )
    op.create_index(op.f("ix_corrections_expires_at"), "corrections", ["expires_at"])


def downgrade() -> None:
    """Drop the tables."""
    for table in ("corrections", "retained_documents", "retention"):
        op.drop_table(table)
