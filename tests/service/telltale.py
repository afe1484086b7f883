"""Documents of every kind that hold words which cannot come from anywhere else."""

from __future__ import annotations

import base64
import io

import pymupdf
from PIL import Image, ImageDraw, TiffImagePlugin

from tests.pipeline.hybrid import invoice_xml, with_attachment

SECRETS = ("Zorglubine", "FR7612345987650123456789014", "90412735400017", "QXJ-2025-777")
NAME, IBAN, SIRET, NUMBER = SECRETS


def native_pdf() -> bytes:
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        lines = (NAME, "FACTURE", f"Facture n° {NUMBER}", f"SIRET {SIRET}", f"IBAN {IBAN}")
        for row, line in enumerate((*lines, "Net à payer 120,00 €", "du 31/03/2025")):
            page.insert_text((60, 60 + 20 * row), line)
        pdf.set_metadata({"title": NAME, "author": IBAN, "subject": NUMBER})
        return pdf.tobytes()


def scanned(format_: str) -> bytes:
    image = Image.new("L", (1240, 1754), 255)
    draw = ImageDraw.Draw(image)
    for row, line in enumerate((NAME, f"Facture {NUMBER}", SIRET, IBAN)):
        draw.text((120, 120 + 60 * row), line, fill=0, font_size=32)
    target = io.BytesIO()
    if format_ == "TIFF":
        tags = TiffImagePlugin.ImageFileDirectory_v2()
        tags[269], tags[270], tags[315] = NAME, NUMBER, IBAN
        image.save(target, format_, tiffinfo=tags)
    else:
        image.save(target, format_)
    return target.getvalue()


def damaged(pdf: bytes) -> list[bytes]:
    marked = pdf.replace(b"/Type/Page", f"/{NAME}/{NUMBER}".encode())
    return [
        pdf[: len(pdf) // 2],
        marked,
        pdf.replace(b"endobj", b"endobj %" + IBAN.encode()).replace(b"xref", b"xxxx"),
        pdf.replace(b"endstream", f"({SIRET}".encode()),
        b"%PDF-1.7\n" + f"1 0 obj <</{NAME} ({IBAN}) /Length {NUMBER}>> stream".encode(),
        f"%PDF-{NUMBER} {NAME}".encode(),
    ]


def encrypted() -> bytes:
    with pymupdf.open("pdf", native_pdf()) as pdf:
        return pdf.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw=NAME, owner_pw=IBAN)


def documents() -> list[bytes]:
    pdf, jpeg, tiff = native_pdf(), scanned("JPEG"), scanned("TIFF")
    xml = f"<Invoice><{NAME}>{IBAN}</Oops>&{NAME};</Invoice>".encode()
    good_xml = invoice_xml()
    odd_xml = good_xml.replace(b"</", f"<!--{NAME}--></".encode(), 1).replace(b"20", NAME.encode())
    return [
        pdf,
        *damaged(pdf),
        encrypted(),
        jpeg,
        jpeg[: len(jpeg) // 3],
        tiff,
        tiff[:-400],
        scanned("PNG")[:-300],
        xml,
        odd_xml,
        with_attachment(xml),
        NAME.encode() * 3,
        b"",
    ]


def spellings(secret: str) -> set[bytes]:
    """How a text may have been written down."""
    data = secret.encode()
    return {data, secret.encode("utf-16-le"), base64.b64encode(data)[:-4], data.hex().encode()}


def assert_no_secret(what: str, data: bytes) -> None:
    for secret in SECRETS:
        for spelling in spellings(secret):
            at = data.find(spelling)
            assert at < 0, f"{secret} in {what}: {data[max(at - 300, 0) : at + 100]!r}"
