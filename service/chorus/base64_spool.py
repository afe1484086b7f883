"""A file out of the middle of a JSON document, without ever being in memory as a whole."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from mmap import mmap
from typing import BinaryIO

from extractor.errors import DocumentTooLargeError
from service.chorus.codes import InvalidFieldError

_CHUNK = 1024 * 1024
_BLANKS = b" \t\r\n"
_LONGEST_ESCAPE = 6
# JSON, section 7 of RFC 8259; encoders differ in what they escape: PHP `/`, .NET `+`, Gson `=`.
_ESCAPE = re.compile(rb'\\(?:u([0-9a-fA-F]{4})|([/nrt"\\bf]))')
_SHORT = {b"/": b"/", b"n": b"\n", b"r": b"\r", b"t": b"\t"}


def decode(data: mmap, start: int, end: int, target: BinaryIO, *, max_bytes: int) -> int:
    """Write what a JSON string holds in Base64 (RFC 4648, section 4; line breaks are let pass).

    Args:
        data: the JSON document.
        start: where the string's content begins.
        end: where it ends.
        target: where to write.
        max_bytes: limit of what is written.

    Returns:
        Bytes written.

    Raises:
        InvalidFieldError: it is not Base64.
        DocumentTooLargeError: over the limit.
    """
    written, rest = 0, b""
    for chunk in _unescaped(data, start, end):
        digits = rest + chunk.translate(None, _BLANKS)
        whole = len(digits) - len(digits) % 4
        # The last four wait: only the end may be padded, and only we know whether it is the end.
        whole = max(0, whole - 4 if whole == len(digits) else whole)
        written += _write(digits[:whole], target, last=False)
        rest = digits[whole:]
        if written > max_bytes:
            raise DocumentTooLargeError(f"Plus de {max_bytes} octets")
    written += _write(rest, target, last=True)
    if written > max_bytes:
        raise DocumentTooLargeError(f"Plus de {max_bytes} octets")
    return written


def _write(digits: bytes, target: BinaryIO, *, last: bool) -> int:
    try:
        if not last and b"=" in digits:
            raise binascii.Error
        return target.write(binascii.a2b_base64(digits, strict_mode=True))
    except binascii.Error as error:
        raise InvalidFieldError("fichierFacture n'est pas du base64") from error


def _unescaped(data: mmap, start: int, end: int) -> Iterator[bytes]:
    while start < end:
        stop = min(end, start + _CHUNK)
        chunk = data[start:stop]
        if stop < end:
            # never through the middle of an escape
            cut = chunk.rfind(b"\\", len(chunk) - _LONGEST_ESCAPE)
            if cut > 0:
                chunk = chunk[:cut]
        start += len(chunk)
        yield _ESCAPE.sub(_replaced, chunk) if b"\\" in chunk else chunk


def _replaced(escape: re.Match[bytes]) -> bytes:
    code, short = escape.groups()
    if code is not None:
        character = int(code, 16)
        return bytes([character]) if character < 0x80 else b"!"
    return _SHORT.get(short, b"!")  # which is no digit of Base64
