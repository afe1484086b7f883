"""Structure programs: each draws one kind of invoice, with its own freedoms."""

from __future__ import annotations

from training_data.families.catalogue import FAMILIES, Family

__all__ = ["FAMILIES", "Family"]
