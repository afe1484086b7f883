import io

import pymupdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from extractor.errors import (
    DocumentTooLargeError,
    ExtractorError,
    TooManyPagesError,
    UnsupportedDocumentError,
)
from extractor.pdf import examine_text_layer, native_dpi, open_document, page_size, rasterise, sniff
from extractor.pdf.signatures import is_signed
from extractor.settings import Limits
from tests.pdf.made_pages import opened, page_of_text, scan_of

WHOLE_PDF = bytes(page_of_text()[0].tobytes(deflate=True))
SIGNATURE = b"<</Type/Sig/SubFilter/ETSI.CAdES.detached/ByteRange[0 10 20 30]/Contents<00>>>"


def encoded(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def test_facts_of_a_pdf():
    pdf, _ = page_of_text()
    pdf.new_page()
    pdf.embfile_add("factur-x.xml", b"<rsm/>", filename="factur-x.xml")
    with opened(pdf) as document:
        assert (document.kind, document.page_count) == ("pdf", 2)
        assert document.deposit_format == "PDF_NON_SIGNE"
        assert document.embedded_files() == {"factur-x.xml": b"<rsm/>"}
        with pytest.raises(ValueError, match="no page 3"):
            rasterise(document, 3, dpi=72)


def test_attachments_are_bounded():
    pdf, _ = page_of_text()
    pdf.embfile_add("gros.bin", bytes(21 * 1024 * 1024))
    pdf.embfile_add("petit.xml", b"<a/>")
    with opened(pdf) as document:
        assert list(document.embedded_files()) == ["petit.xml"]


def test_signature():
    pdf, _ = page_of_text()
    data = pdf.tobytes()
    assert is_signed(data + SIGNATURE)
    assert not is_signed(data + SIGNATURE.replace(b"[0 10 20 30]", b"[0 10 20 99999999]"))
    assert not is_signed(data + SIGNATURE.replace(b"ETSI.CAdES.detached", b"ETSI.RFC3161"))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP", "BMP"])
def test_images(kind):
    data = encoded(Image.new("RGB", (620, 877), "white"), kind)
    assert sniff(data) == "image"
    with open_document(data, Limits()) as document:
        assert (document.kind, document.page_count) == ("image", 1)
        assert examine_text_layer(document, 1) is None
        assert document.embedded_files() == {}
        # Unless the format always states a resolution, as BMP does, the page is taken for A4.
        dpi = 96 if kind == "BMP" else 75
        assert native_dpi(document, 1) == pytest.approx(dpi, abs=0.1)
        assert page_size(document, 1) == pytest.approx((620 * 72 / dpi, 877 * 72 / dpi), abs=1)
        page = rasterise(document, 1, dpi=200)
    assert page.pixels.shape == (877, 620) and page.dpi == pytest.approx(dpi, abs=0.1)


def test_tiff_of_several_pages_and_its_limit():
    frames = [Image.new("L", (850, 1100), shade) for shade in (0, 100, 200)]
    data = encoded(frames[0], "TIFF", save_all=True, append_images=frames[1:], dpi=(100, 100))
    with open_document(data, Limits()) as document:
        assert document.page_count == 3
        # Out of order, and reduced to half.
        for number, shade in ((3, 200), (1, 0), (2, 100)):
            page = rasterise(document, number, dpi=50)
            assert page.pixels.shape == (550, 425) and int(page.pixels[5, 5]) == shade
    with pytest.raises(TooManyPagesError), open_document(data, Limits(max_pages=2)):
        pass


def test_camera_orientation_and_transparency():
    image = Image.new("L", (400, 200), 255)
    image.paste(0, (0, 0, 100, 200))
    exif = Image.Exif()
    exif[0x0112] = 6
    with open_document(encoded(image, "JPEG", exif=exif), Limits()) as document:
        width, height = page_size(document, 1)
        page = rasterise(document, 1, dpi=1000)
    assert height == pytest.approx(2 * width)
    assert page.pixels.shape == (400, 200)
    assert page.pixels[50].mean() < 10 and page.pixels[350].mean() > 245
    clear = Image.new("RGBA", (300, 300), (0, 0, 0, 0))
    with open_document(encoded(clear, "PNG"), Limits()) as document:
        assert rasterise(document, 1, dpi=300).pixels.min() == 255


def test_limits_hold_before_anything_is_decoded():
    data = encoded(Image.new("1", (3000, 3000)), "PNG")
    with pytest.raises(DocumentTooLargeError), open_document(data, Limits(max_page_megapixels=8)):
        pass
    with pytest.raises(DocumentTooLargeError), open_document(data, Limits(max_bytes=10)):
        pass


def test_large_pages_are_drawn_at_a_lower_resolution():
    pdf = pymupdf.open()
    pdf.new_page(width=2000, height=2000)
    with opened(pdf, Limits(max_page_megapixels=4)) as document:
        page = rasterise(document, 1, dpi=200)
    assert page.dpi == pytest.approx(72) and page.pixels.shape == (2000, 2000)


@pytest.mark.parametrize("rotation", [0, 90])
def test_resolution_of_a_scan(rotation):
    _, typed = page_of_text()
    pdf = pymupdf.open()
    page = pdf.new_page(width=595, height=842)
    page.insert_image(page.rect, stream=scan_of(typed, 150))
    page.set_rotation(rotation)
    pdf.new_page()
    with opened(pdf) as document:
        assert native_dpi(document, 1) == pytest.approx(150, abs=1)
        assert native_dpi(document, 2) is None


def test_sniffing():
    assert sniff(b"\xef\xbb\xbf  <?xml version='1.0'?><a/>") == "xml"
    assert sniff("<?xml version='1.0'?>".encode("utf-16")) == "xml"
    assert sniff(b"junk before\n%PDF-1.4\n") == "pdf"
    assert sniff(b"BM is not always a bitmap, it may be text") == "unknown"
    with pytest.raises(UnsupportedDocumentError), open_document(b"<?xml?><a/>", Limits()):
        pass


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"II*\0", b"\xff\xd8\xff", b"BM", b""]),
    st.binary(max_size=300),
)
def test_bytes_give_a_document_or_a_typed_error(start, rest):
    try:
        with open_document(start + rest, Limits()) as document:
            assert document.page_count >= 1
            rasterise(document, 1, dpi=72)
    except ExtractorError:
        pass


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_pdf_gives_words_or_a_typed_error(data):
    content = bytearray(WHOLE_PDF)
    for _ in range(data.draw(st.integers(1, 20))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        with open_document(bytes(content), Limits()) as document:
            for number in range(1, document.page_count + 1):
                examine_text_layer(document, number)
                rasterise(document, number, dpi=40)
    except ExtractorError:
        pass
