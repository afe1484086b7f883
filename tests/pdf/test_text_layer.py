import pymupdf
import pytest

from extractor.pdf import examine_text_layer, read_text_layer, uncovered_regions
from tests.pdf.made_pages import LINES, opened, page_of_text, scan_of, texts


def examine(pdf):
    with opened(pdf) as document:
        return examine_text_layer(document, 1)


def test_plain_text_is_trusted_with_size_and_weight():
    pdf, page = page_of_text()
    page.insert_text((60, 600), "TOTAL", fontsize=18, fontname="hebo")
    with opened(pdf) as document:
        words = read_text_layer(document, 1).words
    by_text = {word.text: word for word in words}
    assert by_text["TOTAL"].bold and by_text["TOTAL"].size_pt == pytest.approx(18)
    assert not by_text["Facture"].bold and by_text["Facture"].size_pt == pytest.approx(11)
    assert by_text["FA-2024-117"].ocr_confidence == 1.0


def test_hyphens_of_any_kind_are_those_of_a_keyboard():
    pdf, page = page_of_text()
    writer = pymupdf.TextWriter(page.rect)
    writer.append((60, 700), "BC\u00ad28\u201040 \u221212,50 2024\u20132025")
    writer.write_text(page)
    assert {"BC-28-40", "-12,50", "2024\u20132025"} <= set(texts(examine(pdf)))


def test_shifted_letters_are_rejected():
    def shift(character):
        return chr((ord(character) - 97 + 7) % 26 + 97) if character.islower() else character

    pdf, _ = page_of_text(tuple("".join(map(shift, line)) for line in LINES))
    layer = examine(pdf)
    assert (layer.status, layer.reason) == ("rejected", "unknown words")


def test_unknown_glyphs_are_rejected():
    pdf, page = page_of_text(repeat=3)
    # The font's own table of characters says that every letter is U+FFFD.
    font_xref = page.get_fonts()[0][0]
    table = pdf.get_new_xref()
    pdf.update_object(table, "<<>>")
    pdf.update_stream(
        table,
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> "
        b"endcodespacerange 1 beginbfrange <20> <FF> <E000> endbfrange endcmap end",
    )
    pdf.xref_set_key(font_xref, "ToUnicode", f"{table} 0 R")
    layer = examine(pdf)
    assert (layer.status, layer.reason) == ("rejected", "broken characters")


def test_icons_do_not_spoil_good_text():
    pdf, page = page_of_text()
    font = pymupdf.Font("notos")
    writer = pymupdf.TextWriter(page.rect)
    writer.append((60, 700), "\ue001", font=font)
    writer.write_text(page)
    assert examine(pdf).status == "trusted"


@pytest.mark.parametrize(
    "style",
    [{"render_mode": 3}, {"color": (1, 1, 1)}, {"fill_opacity": 0}, {"fontsize": 0.5}],
    ids=str,
)
def test_invisible_words_are_dropped(style):
    pdf, page = page_of_text()
    page.insert_text((300, 700), "SECRET", **style)
    assert "SECRET" not in texts(examine(pdf))


def test_white_words_on_a_dark_ground_are_kept():
    pdf, page = page_of_text()
    page.draw_rect(pymupdf.Rect(280, 680, 400, 720), color=(0, 0, 0.4), fill=(0, 0, 0.4))
    page.insert_text((300, 705), "ENTETE", color=(1, 1, 1))
    assert "ENTETE" in texts(examine(pdf))


def test_words_under_a_picture_are_dropped_and_those_over_it_kept():
    pdf, page = page_of_text()
    page.insert_text((310, 650), "DESSOUS")
    blank = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 20, 20))
    blank.set_rect(blank.irect, (220,))
    page.insert_image(pymupdf.Rect(300, 600, 500, 700), pixmap=blank, keep_proportion=False)
    page.insert_text((310, 680), "DESSUS")
    found = texts(examine(pdf))
    assert "DESSUS" in found and "DESSOUS" not in found


def test_words_over_a_ground_are_kept_whatever_pictures_come_first():
    pdf, page = page_of_text()
    grey = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 20, 20))
    grey.set_rect(grey.irect, (220,))
    for place in ((-300, 0, -100, 100), (450, 20, 550, 60)):
        page.insert_image(pymupdf.Rect(place), pixmap=grey, keep_proportion=False)
    page.insert_text((310, 650), "DESSOUS")
    page.insert_image(pymupdf.Rect(300, 600, 500, 700), pixmap=grey, keep_proportion=False)
    page.insert_text((310, 680), "DESSUS")
    page.insert_image(pymupdf.Rect(100, 750, 200, 800), pixmap=grey, keep_proportion=False)
    found = texts(examine(pdf))
    assert "DESSUS" in found and "DESSOUS" not in found


def test_pictures_among_text_are_all_listed_in_the_order_of_painting():
    pdf, page = page_of_text()
    places = [(300, 600, 400, 700), (60, 700, 160, 750), (310, 610, 320, 620)]
    for at, place in enumerate(places):
        picture = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 20, 10), at == 1)
        picture.clear_with(100)
        page.insert_image(pymupdf.Rect(place), pixmap=picture, keep_proportion=False)
        page.insert_text((60, 760 + 20 * at), "Total")
    with opened(pdf) as document:
        pictures = document.pictures(1)
    scale = (595, 842, 595, 842)
    for picture, place in zip(pictures, places, strict=True):
        assert [x * y for x, y in zip(picture.bbox, scale, strict=True)] == pytest.approx(place)
    assert [picture.opaque for picture in pictures] == [True, False, True]
    assert pictures[1].dpi == pytest.approx((200 / (100 * 50 / 72**2)) ** 0.5)


def test_clipped_words_are_dropped():
    pdf, page = page_of_text()
    page.insert_text((60, 700), "COUPE")
    xref = page.get_contents()[-1]
    pdf.update_stream(xref, b"q 0 0 20 20 re W n " + pdf.xref_stream(xref) + b" Q")
    assert "COUPE" not in texts(examine(pdf))


def test_a_word_printed_twice_is_one_and_bold():
    pdf, page = page_of_text()
    for shift in (0, 0.4):
        page.insert_text((60 + shift, 700), "DOUBLE", fontsize=12)
    words = [word for word in examine(pdf).page.words if word.text == "DOUBLE"]
    assert len(words) == 1 and words[0].bold


def test_words_typed_letter_by_letter_are_joined():
    pdf, page = page_of_text()
    for at, letter in enumerate("FACTURE"):
        page.insert_text((60 + 16 * at, 700), letter, fontsize=12)
    for at, letter in enumerate("AVOIR"):
        page.insert_text((210 + 16 * at, 700), letter, fontsize=12)
    found = texts(examine(pdf))
    assert {"FACTURE", "AVOIR"} <= set(found)


def test_form_fields_and_notes_are_words():
    pdf, page = page_of_text()
    field = pymupdf.Widget()
    field.field_type, field.field_name = pymupdf.PDF_WIDGET_TYPE_TEXT, "montant"
    field.field_value, field.rect = "987,65", pymupdf.Rect(300, 600, 400, 620)
    page.add_widget(field)
    page.add_freetext_annot(pymupdf.Rect(300, 650, 400, 670), "Tamponné")
    page.add_text_annot((450, 450), "Fermée")
    by_text = {word.text: word for word in examine(pdf).page.words}
    assert {"987,65", "Tamponné"} <= set(by_text) and "Fermée" not in by_text
    assert by_text["987,65"].bbox.left == pytest.approx(300 / 595, abs=0.01)


def test_no_text_is_absent():
    pdf = pymupdf.open()
    pdf.new_page()
    assert examine(pdf).status == "absent"


def layered_scan(lines):
    _, page = page_of_text()
    pdf = pymupdf.open()
    scan = pdf.new_page(width=595, height=842)
    scan.insert_image(scan.rect, stream=scan_of(page))
    for at, line in enumerate(lines * 2):
        scan.insert_text((60, 80 + 30 * at), line, fontsize=11, render_mode=3)
    return pdf


def test_a_good_layer_of_another_engine_is_doubtful_and_not_used_unseen():
    with opened(layered_scan(LINES)) as document:
        layer = examine_text_layer(document, 1)
        assert (layer.status, layer.origin) == ("doubtful", "foreign_ocr")
        assert "FA-2024-117" in texts(layer)
        assert read_text_layer(document, 1) is None


def test_a_poor_layer_of_another_engine_is_rejected():
    poor = tuple(line.replace("e", "c").replace("a", "o").replace("1", "l,") for line in LINES)
    layer = examine(layered_scan(tuple(line.swapcase()[::-1] for line in poor)))
    assert (layer.status, layer.origin) == ("rejected", "foreign_ocr")


def test_a_scan_with_a_stamped_line_is_no_text_layer():
    pdf, _ = layered_scan(()), None
    pdf[0].insert_text((60, 830), "Reçu le 12/03/2024 par le service facturier, page 1", fontsize=8)
    assert examine(pdf).reason == "much ink without words"


def test_outlines_of_letters_are_no_text_layer():
    _, typed = page_of_text(repeat=3)
    drawn = pymupdf.open(
        "pdf", pymupdf.open("svg", typed.get_svg_image().encode()).convert_to_pdf()
    )
    assert drawn[0].get_text().strip() == ""
    drawn[0].insert_text((60, 830), "Page 1 sur 1", fontsize=8)
    assert examine(drawn).reason == "much ink without words"


def test_a_pasted_letterhead_is_uncovered_and_a_plain_picture_is_not():
    pdf, page = page_of_text()
    head = pymupdf.open()
    strip = head.new_page(width=400, height=60)
    strip.insert_text((10, 25), "Menuiserie Durand, 12 rue des Lilas, 35000 Rennes", fontsize=12)
    strip.insert_text((10, 45), "SIRET 12345678900012, tel. 02 99 00 00 00", fontsize=12)
    page.insert_image(pymupdf.Rect(90, 700, 490, 760), stream=scan_of(strip, 150))
    flat = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 90, 50))
    flat.set_rect(flat.irect, (30, 90, 160))
    page.insert_image(pymupdf.Rect(400, 10, 490, 60), pixmap=flat)
    with opened(pdf) as document:
        words = read_text_layer(document, 1).words
        (region,) = uncovered_regions(document, 1, words)
    assert region.top == pytest.approx(700 / 842, abs=0.01)
