"""The judgement over a text layer, from what its words look like."""

from __future__ import annotations

from typing import Literal

from extractor.pdf.evidence import Evidence

Status = Literal["trusted", "doubtful", "rejected", "absent"]

# Measured on real invoices: at least 0.36 of the letter runs are known and 0.85 plausible; after a
# substitution of letters at most 0.03 and 0.20.
_KNOWN_REJECTED, _KNOWN_TRUSTED = 0.05, 0.15
_PLAUSIBLE_REJECTED, _PLAUSIBLE_TRUSTED = 0.5, 0.7
# At least 0.92 of the words with digits are well formed.
_NUMBERS_REJECTED, _NUMBERS_TRUSTED = 0.4, 0.7
_BROKEN_REJECTED, _BROKEN_TRUSTED = 0.05, 0.02
_MAX_SINGLE_SHARE = 0.5
# Fewer of anything than this is no evidence.
_ENOUGH = 10
# Another engine's words must look as good as typeset ones before a strip is worth comparing.
_FOREIGN_KNOWN, _FOREIGN_PLAUSIBLE, _FOREIGN_NUMBERS = 0.3, 0.8, 0.85


def judge(evidence: Evidence, *, foreign: bool = False) -> tuple[Status, str]:
    """Says how far words can be trusted.

    Args:
        evidence: counts over the words of one page.
        foreign: whether they are the invisible layer of another OCR engine over a scan.

    Returns:
        The status, and the reason in a few fixed words.

    >>> from extractor.pdf.evidence import gather
    >>> judge(gather([]))
    ('absent', 'no words')
    >>> judge(gather("Facture du 12/03/2025 total à payer 12,50 €".split()))[0]
    'trusted'
    """
    if evidence.words == 0:
        return "absent", "no words"
    if evidence.broken > _BROKEN_REJECTED * evidence.characters:
        return "rejected", "broken characters"
    known = _share(evidence.known, evidence.lettered)
    plausible = _share(evidence.plausible, evidence.lettered)
    numbers = _share(evidence.well_formed, evidence.numeric)
    if plausible < _PLAUSIBLE_REJECTED or known < _KNOWN_REJECTED <= _PLAUSIBLE_TRUSTED - plausible:
        return "rejected", "unknown words"
    if numbers < _NUMBERS_REJECTED:
        return "rejected", "malformed numbers"
    if foreign:
        good = (
            known >= _FOREIGN_KNOWN
            and plausible >= _FOREIGN_PLAUSIBLE
            and numbers >= _FOREIGN_NUMBERS
            and evidence.lettered >= _ENOUGH
        )
        return ("doubtful", "foreign OCR") if good else ("rejected", "poor foreign OCR")
    if evidence.broken > _BROKEN_TRUSTED * evidence.characters:
        return "doubtful", "broken characters"
    if known < _KNOWN_TRUSTED or plausible < _PLAUSIBLE_TRUSTED:
        return "doubtful", "unknown words"
    if numbers < _NUMBERS_TRUSTED:
        return "doubtful", "malformed numbers"
    if evidence.words >= 2 * _ENOUGH and evidence.single > _MAX_SINGLE_SHARE * evidence.words:
        return "doubtful", "single letters"
    return "trusted", "well-formed words"


def _share(part: int, whole: int) -> float:
    return part / whole if whole >= _ENOUGH else 1.0
