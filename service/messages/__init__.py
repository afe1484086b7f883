"""What is said to a caller, in French or, where it asks for it, in English."""

from __future__ import annotations

from service.messages.catalogue import translate
from service.messages.language import Language, accepted_language

__all__ = ["Language", "accepted_language", "translate"]
