"""Whether a PDF carries an electronic signature."""

from __future__ import annotations

import re

_BYTE_RANGE = re.compile(rb"/ByteRange\s*\[\s*0+\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")
# A time stamp alone (ETSI.RFC3161) says when, not who.
_SIGNATURE = re.compile(
    rb"/SubFilter\s*/(?:ETSI\.CAdES\.detached|adbe\.pkcs7\.(?:detached|sha1)|adbe\.x509\.rsa_sha1)"
)


def is_signed(data: bytes) -> bool:
    """Tells whether a PDF holds a filled-in signature; does not verify it.

    The signature's dictionary is never compressed or encrypted, since `ByteRange` counts the
    file's own bytes (ISO 32000-1, 12.8.1; ETSI EN 319 142-1, 6.3): searching the bytes finds it.

    Args:
        data: the whole file.

    >>> is_signed(b"%PDF-1.7 no signature")
    False
    """
    # Most files are not signed, and `in` is much faster than a regular expression.
    if b"/ByteRange" not in data or _SIGNATURE.search(data) is None:
        return False
    for match in _BYTE_RANGE.finditer(data):
        hole_start, second_start, second_length = map(int, match.groups())
        if hole_start < second_start and second_start + second_length <= len(data):
            return True
    return False
