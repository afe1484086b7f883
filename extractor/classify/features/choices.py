"""Which statement of a choice counts."""

from __future__ import annotations

from collections import Counter

import numpy as np

from extractor.classify.scene import Floats, Ints, Scene

OPTIONS = (
    "document_type:invoice",
    "document_type:credit_note",
    "document_type:other",
    "currency:EUR",
    "currency:USD",
    "currency:GBP",
    "currency:CHF",
    "payment_means:transfer",
    "payment_means:direct_debit",
    "payment_means:cheque",
    "payment_means:card",
    "payment_means:cash",
    "payment_means:other",
    "vat_regime:on_debits",
    "vat_regime:on_receipts",
    "vat_regime:exempt",
    "vat_regime:franchise",
    "vat_regime:reverse_charge",
    "billing_framework",
)
NAMES = (
    *(f"is_{option}" for option in OPTIONS),
    "same_option",
    "other_options",
    "first_of_option",
    "line_length",
    "alone_on_line",
    "share_of_line",
    "largest",
    "has_iban",
    "negation",
    "document_taxed",
)
_NEGATIONS = frozenset({"pas", "aucun", "aucune", "non", "ni", "sans", "dispense"})


def choice_features(scene: Scene, chosen: Ints) -> Floats:
    """The option stated, how often, and whether it stands as a statement or inside a sentence.

    Args:
        scene: the document.
        chosen: indices of the candidates of kind CHOICE.

    Returns:
        Array of shape (len(chosen), len(NAMES)).
    """
    if not len(chosen):
        return np.zeros((0, len(NAMES)))
    lines = scene.lines
    largest = scene.type_sizes[-1]
    has_iban = any(mention.concept == "iban" for mention in scene.labels)
    keys = [(scene.candidates[i].detail, scene.candidates[i].value) for i in chosen]
    counts = Counter(keys)
    per_field = Counter(field for field, _ in keys)
    seen: set[tuple[str, str]] = set()
    rows = []
    for i, key in zip(chosen, keys, strict=True):
        candidate = scene.candidates[i]
        field, option = key
        line = lines[candidate.evidence.page][candidate.line]
        name = field if field == "billing_framework" else f"{field}:{option}"
        words = {word.text.lower().strip(".,:") for word in line.words}
        rows.append(
            (
                *(name == each for each in OPTIONS),
                counts[key],
                per_field[field] - counts[key],
                key not in seen,
                len(line.text),
                len(line.words) == candidate.last_word - candidate.first_word + 1,
                len(candidate.evidence.text) / max(len(line.text), 1),
                line.words[candidate.first_word].size_pt / largest,
                has_iban,
                bool(words & _NEGATIONS),
                len(scene.printed_taxes),
            )
        )
        seen.add(key)
    return np.array(rows, dtype=float)
