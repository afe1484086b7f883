"""What is said to a caller, in French or, where it asks for it, in English."""

from __future__ import annotations

from service.messages.catalogue import translate
from service.messages.language import Language, accepted_language
from service.messages.results import translate_result

__all__ = ["Language", "accepted_language", "translate", "translate_result"]
