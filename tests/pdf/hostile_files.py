"""Files that someone might deposit by mistake or malice, each with the error it must give.

Every file is made here, in memory, from nothing. `HOSTILE_FILES` lists them:

    for hostile in HOSTILE_FILES:
        hostile.name, hostile.make(), hostile.expected
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from typing import NamedTuple

import pymupdf
from PIL import Image

from extractor.errors import (
    CorruptPdfError,
    DocumentTooLargeError,
    EmptyDocumentError,
    EncryptedPdfError,
    ExtractorError,
    NoPagesError,
    TooManyPagesError,
    UnsupportedDocumentError,
)

Expected = tuple[type[ExtractorError] | None, ...]

CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
ONE_PAGE = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
BLANK = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"


class HostileFile(NamedTuple):
    """A file and what must become of it.

    Attributes:
        make: builds it.
        expected: the errors allowed; None among them stands for being read without one.
    """

    make: Callable[[], bytes]
    expected: Expected

    @property
    def name(self) -> str:
        return self.make.__name__


def assemble(objects: list[bytes]) -> bytes:
    """A PDF of numbered objects, the first of them its catalogue."""
    out, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table)
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(out))
    return out + head + tail


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d%b>>stream\n%b\nendstream" % (len(content), entries, content)


def deflated(piece: bytes, times: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(piece) for _ in range(times)) + packer.flush()


def page_drawing(content: bytes, resources: bytes, *others: bytes, filters: bytes = b"") -> bytes:
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<%b>>>>"
        % resources
    )
    return assemble([CATALOGUE, ONE_PAGE, page, stream(content, filters), *others])


def page_with_image(dictionary: bytes, data: bytes) -> bytes:
    image = stream(data, b"/Type/XObject/Subtype/Image" + dictionary)
    return page_drawing(b"595 0 0 842 0 0 cm /I Do", b"/XObject<</I 5 0 R>>", image)


def typed_pdf(lines: int = 20) -> bytes:
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        for line in range(lines):
            page.insert_text((50, 60 + 20 * line), "Facture du 12/03/2025 : total 120,00 euros")
        return bytes(pdf.tobytes(deflate=True))


def empty() -> bytes:
    return b""


def white_space() -> bytes:
    return b" \r\n\0\t" * 100


def random_bytes() -> bytes:
    return bytes((at * at * 31 + at * 7) % 251 for at in range(5000))


def html_named_pdf() -> bytes:
    return b"<!DOCTYPE html><html><body><h1>404 - %PDF-1.7 introuvable</h1></body></html>"


def office_archive() -> bytes:
    return b"PK\x03\x04\x14\x00\x06\x00" + bytes(500)


def header_only() -> bytes:
    return b"%PDF-1.7\n"


def header_then_garbage() -> bytes:
    return b"%PDF-1.7\n" + random_bytes()


def truncated_early() -> bytes:
    return typed_pdf()[:300]


def truncated_late() -> bytes:
    data = typed_pdf()
    return data[: len(data) * 2 // 3]


def no_cross_references() -> bytes:
    data = typed_pdf()
    return data[: data.rindex(b"xref") - 5]


def user_password() -> bytes:
    with pymupdf.open(stream=typed_pdf(), filetype="pdf") as pdf:
        return bytes(pdf.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="u", owner_pw="o"))


def owner_password() -> bytes:
    with pymupdf.open(stream=typed_pdf(), filetype="pdf") as pdf:
        return bytes(pdf.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="", owner_pw="o"))


def no_pages() -> bytes:
    return assemble([CATALOGUE, b"<</Type/Pages/Kids[]/Count 0>>"])


def too_many_pages() -> bytes:
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 303))
    return assemble([CATALOGUE, b"<</Type/Pages/Kids[%b]/Count 300>>" % kids, *[BLANK] * 300])


def huge_page_count() -> bytes:
    return assemble([CATALOGUE, b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>", BLANK])


def negative_page_count() -> bytes:
    return assemble([CATALOGUE, b"<</Type/Pages/Kids[3 0 R]/Count -5>>", BLANK])


def circular_page_tree() -> bytes:
    pages = b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 1>>"
    return assemble([CATALOGUE, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", pages])


def deep_page_tree() -> bytes:
    levels = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (at + 3) for at in range(5000)]
    return assemble([CATALOGUE, *levels, b"<</Type/Page/MediaBox[0 0 595 842]>>"])


def deep_arrays() -> bytes:
    return assemble([CATALOGUE, ONE_PAGE, BLANK[:-2] + b"/X " + b"[" * 50_000 + b"]" * 50_000])


def missing_page_object() -> bytes:
    return assemble([CATALOGUE, b"<</Type/Pages/Kids[9 0 R]/Count 1>>", BLANK])


def page_without_size() -> bytes:
    return assemble([CATALOGUE, ONE_PAGE, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 0 0]>>"])


def enormous_page() -> bytes:
    return assemble([CATALOGUE, ONE_PAGE, BLANK.replace(b"595 842", b"30000 30000")])


def content_bomb() -> bytes:
    program = deflated(b"0 0 m 500 800 l S\n" * 1000, 4000)
    return page_drawing(program, b"", filters=b"/Filter/FlateDecode")


def blank_content_bomb() -> bytes:
    return page_drawing(deflated(b" " * 1_000_000, 120), b"", filters=b"/Filter/FlateDecode")


def nested_deflate_bomb() -> bytes:
    program = zlib.compress(deflated(b" " * 1_000_000, 200), 9)
    return page_drawing(program, b"", filters=b"/Filter[/FlateDecode/FlateDecode]")


def exponential_forms() -> bytes:
    forms = [
        stream(
            b"/F Do " * 10,
            b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</F %d 0 R>>>>"
            % (6 + level),
        )
        for level in range(9)
    ]
    last = stream(b"0 0 m 9 9 l S", b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]")
    return page_drawing(b"/F Do", b"/XObject<</F 5 0 R>>", *forms, last)


def form_drawing_itself() -> bytes:
    form = stream(
        b"/F Do", b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</F 5 0 R>>>>"
    )
    return page_drawing(b"/F Do", b"/XObject<</F 5 0 R>>", form)


def deflated_image_bomb() -> bytes:
    return page_with_image(
        b"/Width 30000/Height 30000/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/FlateDecode",
        deflated(bytes(1_000_000), 100),
    )


def jbig2_image_bomb() -> bytes:
    page_info = struct.pack(">IBBIIIIIBH", 0, 48, 1, 19, 60000, 60000, 0, 0, 0, 0)
    return page_with_image(
        b"/Width 60000/Height 60000/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/JBIG2Decode",
        page_info,
    )


def inline_image_bomb() -> bytes:
    return page_drawing(b"q 595 0 0 842 0 0 cm BI /W 50000 /H 50000 /BPC 8 /CS /G ID abc EI Q", b"")


def broken_image_data() -> bytes:
    return page_with_image(
        b"/Width 800/Height 800/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/DCTDecode",
        random_bytes(),
    )


def attachment_bomb() -> bytes:
    bomb = deflated(bytes(1_000_000), 200)
    catalogue = CATALOGUE[:-2] + b"/Names<</EmbeddedFiles<</Names[(a.xml) 4 0 R]>>>>>>"
    return assemble(
        [
            catalogue,
            ONE_PAGE,
            BLANK,
            b"<</Type/Filespec/F(a.xml)/UF(a.xml)/EF<</F 5 0 R>>>>",
            stream(bomb, b"/Type/EmbeddedFile/Filter/FlateDecode"),
        ]
    )


def object_stream_bomb() -> bytes:
    bomb = stream(deflated(b" " * 1_000_000, 150), b"/Type/ObjStm/N 1/First 10/Filter/FlateDecode")
    head = b"%PDF-1.7\n1 0 obj\n" + CATALOGUE + b"\nendobj\n"
    second = len(head)
    body = head + b"4 0 obj\n" + bomb + b"\nendobj\n"
    rows = [(0, 0, 65535), (1, 9, 0), (2, 4, 0), (2, 4, 1), (1, second, 0), (1, len(body), 0)]
    table = b"".join(struct.pack(">BIH", *row) for row in rows)
    entries = b"/Type/XRef/Size 6/W[1 4 2]/Root 1 0 R"
    references = b"5 0 obj\n" + stream(table, entries) + b"\nendobj\n"
    return body + references + b"startxref\n%d\n%%%%EOF" % len(body)


def font_bomb() -> bytes:
    font = b"<</Type/Font/Subtype/TrueType/BaseFont/X/FirstChar 65/LastChar 65/Widths[500]"
    descriptor = b"<</Type/FontDescriptor/FontName/X/Flags 4/FontFile2 7 0 R>>"
    return page_drawing(
        b"BT /F 12 Tf 50 700 Td (AAAA) Tj ET",
        b"/Font<</F 5 0 R>>",
        font + b"/FontDescriptor 6 0 R>>",
        descriptor,
        stream(deflated(bytes(1_000_000), 200), b"/Filter/FlateDecode"),
    )


def character_map_bomb() -> bytes:
    ranges = deflated(b"1 begincidrange <00000000> <FFFFFFFF> 0 endcidrange\n" * 1000, 2000)
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>"
    return page_drawing(
        b"BT /F 12 Tf 50 700 Td (AAAA) Tj ET",
        b"/Font<</F 5 0 R>>",
        font,
        stream(ranges, b"/Filter/FlateDecode"),
    )


def png_bomb() -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content))
            + kind
            + content
            + struct.pack(">I", zlib.crc32(kind + content))
        )

    header = struct.pack(">IIBBBBB", 30000, 30000, 8, 0, 0, 0, 0)
    pixels = deflated(bytes(30001), 1000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def picture(kind: str, size: tuple[int, int] = (600, 800)) -> bytes:
    out = io.BytesIO()
    Image.new("L", size, 200).save(out, kind)
    return out.getvalue()


def truncated_jpeg() -> bytes:
    return picture("JPEG")[:700]


def truncated_png() -> bytes:
    return picture("PNG")[:60]


def jpeg_header_only() -> bytes:
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"


def tiff_of_thousands() -> bytes:
    # Directories of one pixel each: 8-byte header, then (count, entries, next) thousands of times.
    entries = ((256, 1), (257, 1), (258, 8), (259, 1), (262, 1), (273, 0), (278, 1), (279, 1))
    size = 2 + 12 * len(entries) + 4
    out = b"II*\0" + struct.pack("<I", 8)
    for frame in range(5000):
        start = 8 + frame * size
        out += struct.pack("<H", len(entries))
        out += b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in entries)
        out += struct.pack("<I", start + size if frame < 4999 else 0)
    return out


def circular_tiff() -> bytes:
    data = bytearray(picture("TIFF", (10, 10)))
    (start,) = struct.unpack_from("<I", data, 4)
    (count,) = struct.unpack_from("<H", data, start)
    struct.pack_into("<I", data, start + 2 + 12 * count, start)
    return bytes(data)


def tiff_bomb() -> bytes:
    data = bytearray(picture("TIFF", (10, 10)))
    (start,) = struct.unpack_from("<I", data, 4)
    for entry in range(2):
        struct.pack_into("<HHII", data, start + 2 + 12 * entry, 256 + entry, 4, 1, 60000)
    return bytes(data)


def _one(*expected: type[ExtractorError] | None) -> Expected:
    return expected


HOSTILE_FILES: tuple[HostileFile, ...] = (
    HostileFile(empty, _one(EmptyDocumentError)),
    HostileFile(white_space, _one(EmptyDocumentError)),
    HostileFile(random_bytes, _one(UnsupportedDocumentError)),
    HostileFile(html_named_pdf, _one(UnsupportedDocumentError)),
    HostileFile(office_archive, _one(UnsupportedDocumentError)),
    HostileFile(header_only, _one(CorruptPdfError)),
    HostileFile(header_then_garbage, _one(CorruptPdfError)),
    HostileFile(truncated_early, _one(CorruptPdfError)),
    HostileFile(truncated_late, _one(CorruptPdfError)),
    HostileFile(no_cross_references, _one(None)),
    HostileFile(user_password, _one(EncryptedPdfError)),
    HostileFile(owner_password, _one(None)),
    HostileFile(no_pages, _one(NoPagesError)),
    HostileFile(too_many_pages, _one(TooManyPagesError)),
    HostileFile(huge_page_count, _one(CorruptPdfError, TooManyPagesError)),
    HostileFile(negative_page_count, _one(CorruptPdfError, NoPagesError)),
    HostileFile(circular_page_tree, _one(CorruptPdfError)),
    HostileFile(deep_page_tree, _one(None, CorruptPdfError)),
    HostileFile(deep_arrays, _one(None, CorruptPdfError)),
    HostileFile(missing_page_object, _one(CorruptPdfError)),
    HostileFile(page_without_size, _one(None, CorruptPdfError)),
    HostileFile(enormous_page, _one(DocumentTooLargeError)),
    HostileFile(content_bomb, _one(DocumentTooLargeError)),
    HostileFile(blank_content_bomb, _one(DocumentTooLargeError)),
    HostileFile(nested_deflate_bomb, _one(DocumentTooLargeError)),
    HostileFile(exponential_forms, _one(DocumentTooLargeError)),
    HostileFile(form_drawing_itself, _one(None, DocumentTooLargeError)),
    HostileFile(deflated_image_bomb, _one(DocumentTooLargeError)),
    HostileFile(jbig2_image_bomb, _one(DocumentTooLargeError)),
    HostileFile(inline_image_bomb, _one(None, DocumentTooLargeError)),
    HostileFile(broken_image_data, _one(None, CorruptPdfError)),
    HostileFile(attachment_bomb, _one(None, DocumentTooLargeError)),
    HostileFile(object_stream_bomb, _one(DocumentTooLargeError)),
    HostileFile(font_bomb, _one(DocumentTooLargeError)),
    HostileFile(character_map_bomb, _one(DocumentTooLargeError)),
    HostileFile(png_bomb, _one(DocumentTooLargeError)),
    HostileFile(truncated_jpeg, _one(UnsupportedDocumentError)),
    HostileFile(truncated_png, _one(UnsupportedDocumentError)),
    HostileFile(jpeg_header_only, _one(UnsupportedDocumentError)),
    HostileFile(tiff_of_thousands, _one(TooManyPagesError)),
    HostileFile(circular_tiff, _one(None, UnsupportedDocumentError, TooManyPagesError)),
    HostileFile(tiff_bomb, _one(DocumentTooLargeError)),
)
