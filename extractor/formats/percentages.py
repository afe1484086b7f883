"""Percentages, and the VAT rates among them."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.errors import FormatError
from extractor.formats.confusions import to_digits
from extractor.formats.parsed import Parsed, lower_quality

VAT_RATES = frozenset(
    Decimal(hundredths).scaleb(-2)
    for hundredths in (
        *(0, 90, 105, 175, 210, 550, 700, 850),
        *(920, 960, 1000, 1300, 1960, 2000, 2060),
    )
)
"""Rates in percent, in force or once in force in France, its overseas departments and Corsica: CGI,
articles 278 to 281 nonies and 294 to 298."""

_PERCENTAGE = re.compile(
    r"\(?([-+]?) ?([\dOoIl|SZB]{1,3})(?: ?[.,] ?([\dOoIl|SZB]{1,4}))?\s*(%|p\. ?100)?\)?", re.ASCII
)


def parse(text: str) -> Parsed:
    """Read a percentage.

    Returns:
        The value with two decimals. Quality is 1 with a percent sign, 0.7 for a VAT rate without
        it, 0.4 for any other number.

    Raises:
        FormatError: no percentage, or over 100.

    >>> parse("20,00 %").value, parse("5,5%").value
    ('20.00', '5.50')
    """
    match = _PERCENTAGE.fullmatch(text.strip().replace("\u00a0", " ").replace("\u202f", " "))
    if match is None:
        raise FormatError("no percentage")
    whole, decimals = to_digits(match[2]), to_digits(match[3] or "0")
    if whole is None or decimals is None:
        raise FormatError("no percentage")
    repairs = whole[1] + decimals[1]
    value = Decimal(f"{match[1]}{whole[0]}.{decimals[0]}")
    if repairs > 1 or abs(value) > 100 or decimals[0][2:].strip("0"):
        raise FormatError("no percentage")
    quality = 1.0 if match[4] else 0.7 if is_vat_rate(value) else 0.4
    return Parsed(f"{value:.2f}", lower_quality(quality, repairs))


def is_vat_rate(rate: Decimal) -> bool:
    """Whether a rate, in percent, is or was a French VAT rate.

    >>> is_vat_rate(Decimal("5.50")), is_vat_rate(Decimal("12"))
    (True, False)
    """
    return rate in VAT_RATES
