"""Drafts of the sample invoice, completed from its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from extractor.document import BoundingBox, Document
from extractor.document.geometry import union
from extractor.labelling import Completed, Contents, complete
from extractor.terms import Term
from training_data.exchange import Draft, Region


def box_around(contents: Contents, text: str) -> BoundingBox:
    """The box around the first run of words on the page that reads so."""
    wanted = text.split()
    for line in contents.lines[0]:
        words = [word.text for word in line.words]
        for first in range(len(words)):
            if words[first : first + len(wanted)] == wanted:
                return union(w.bbox for w in line.words[first : first + len(wanted)])
    raise LookupError(text)


def completed(contents: Contents | None, *regions: Region) -> Completed:
    return complete(Draft("facture.pdf", regions), contents)


def messages(result: Completed) -> Iterator[tuple[str, str]]:
    return ((remark.severity, remark.message) for remark in result.remarks)


@pytest.mark.parametrize(
    ("name", "printed", "value"),
    [
        (Term.INVOICE_NUMBER, "FA-2025-0147", "FA-2025-0147"),
        (Term.ISSUE_DATE, "14/03/2025", "2025-03-14"),
        (Term.SUPPLIER_SIRET, "904 127 354 00010", "90412735400010"),
        (Term.SUPPLIER_SIRET, "SIRET 904 127 354 00010", "90412735400010"),
        (Term.SUPPLIER_IBAN, "IBAN FR76 1999 9045 1200 0381 7264 539",
         "FR7619999045120003817264539"),
        (Term.SUPPLIER_NAME, "ATELIER DES TROIS RIVES SARL", "ATELIER DES TROIS RIVES SARL"),
        (Term.PAYMENT_MEANS, "Règlement par virement", "transfer"),
        (Term.SERVICE_CODE, "FIN_COMPTA", "FIN_COMPTA"),
    ],
)  # fmt: skip
def test_a_bare_box_gets_the_value_of_its_words(
    contents: Contents, name: Term, printed: str, value: str
) -> None:
    box = box_around(contents, printed)
    result = completed(contents, Region(name.value, "", 1, box))
    assert result.annotation.fields == {name: value}
    assert [place.bbox for place in result.annotation.places] == [box]
    assert result.read == 1
    assert result.remarks == ()


def test_a_value_picked_out_of_more_words_is_told_where_ocr_read_them(contents: Contents) -> None:
    bare = Region("total_net", "", 1, box_around(contents, "capital de 12 000 €,"))
    pages = tuple(replace(page, source="ocr") for page in contents.scene.document.pages)
    scene = replace(contents.scene, document=Document(pages))
    result = completed(replace(contents, scene=scene), bare)
    assert result.annotation.fields == {Term.TOTAL_NET: "12000.00"}
    ((severity, message),) = messages(result)
    assert severity == "warning"
    assert "« 12000.00 » est pris de « capital de 12 000 €, »" in message
    assert completed(contents, bare).remarks == ()


def test_a_box_over_a_billing_framework_s_code(contents: Contents) -> None:
    line = next(line for line in contents.lines[0] if line.words[0].text == "FACTURE")
    coded = replace(line, words=(line.words[0]._replace(text="A1"),))
    page = tuple(coded if other is line else other for other in contents.lines[0])
    bare = Region("billing_framework", "", 1, line.words[0].bbox)
    result = completed(replace(contents, lines=(page, *contents.lines[1:])), bare)
    assert result.annotation.fields == {Term.BILLING_FRAMEWORK: "A1"}


def test_a_box_over_nothing_leaves_the_field_unlabelled_and_tells(contents: Contents) -> None:
    nothing = Region("total_net", "", 1, BoundingBox(0.01, 0.01, 0.02, 0.02))
    result = completed(contents, nothing)
    assert result.annotation.fields == {}
    assert result.annotation.unlabelled == {"total_net"}
    ((severity, message),) = messages(result)
    assert severity == "warning"
    assert "total_net p. 1 : aucune valeur lisible" in message


def test_where_value_and_words_disagree_the_value_stays_and_a_warning_tells(
    contents: Contents,
) -> None:
    box = box_around(contents, "14/03/2025")
    result = completed(contents, Region("issue_date", "15/03/2025", 1, box))
    assert result.annotation.fields == {Term.ISSUE_DATE: "2025-03-15"}
    assert list(messages(result)) == [
        (
            "warning",
            "issue_date p. 1 : « 2025-03-15 » est indiqué, « 2025-03-14 » est lu sous le cadre",
        )
    ]


def test_a_value_that_is_none_is_replaced_by_the_words(contents: Contents) -> None:
    box = box_around(contents, "14/03/2025")
    result = completed(contents, Region("issue_date", "31/02/2025", 1, box))
    assert result.annotation.fields == {Term.ISSUE_DATE: "2025-03-14"}
    ((_, message),) = messages(result)
    assert "31/02/2025" in message and "pris à la place" in message


def test_a_page_that_there_is_not(contents: Contents) -> None:
    box = BoundingBox(0.1, 0.1, 0.2, 0.2)
    result = completed(contents, Region("total_net", "12.00", 2, box))
    assert result.annotation.fields == {}
    assert "le document n'a que 1 pages" in next(messages(result))[1]


def test_values_without_boxes_are_found_where_that_is_clear(contents: Contents) -> None:
    result = completed(
        contents,
        Region("invoice_number", "FA-2025-0147"),
        Region("total_gross", "2062.80"),
        Region("buyer_siret", "216 403 774 00013"),
        Region("total_net", "99.00"),
    )
    boxes = {place.term: place.bbox for place in result.annotation.places}
    assert set(boxes) == {"invoice_number", "total_gross", "buyer_siret"}
    printed = box_around(contents, "FA-2025-0147")
    assert boxes["invoice_number"].overlap(printed) > 0.9 * printed.area
    assert result.annotation.fields[Term.TOTAL_NET] == "99.00"
    assert result.placed == 3
    assert "total_net : « 99.00 » reste sans cadre, introuvable" in next(messages(result))[1]


def test_a_price_that_two_lines_share_is_not_clear(contents: Contents) -> None:
    # 240,00 is printed as a price and as an amount, and as no total
    result = completed(contents, Region("prepaid_amount", "240.00"))
    assert result.annotation.places == ()
    assert "plusieurs endroits possibles" in next(messages(result))[1]


def test_what_is_known_but_not_printed_is_derivable(contents: Contents) -> None:
    known = (Region("total_gross", "2062.80"), Region("delivery_date", "2025-03-01"))
    annotation = complete(Draft("a.pdf", known=known), contents).annotation
    assert annotation.fields == {Term.TOTAL_GROSS: "2062.80"}
    assert annotation.derivable == {"delivery_date": "2025-03-01"}
    assert annotation.unlabelled == frozenset()


def test_what_is_known_and_printed_at_no_sure_place_says_nothing(contents: Contents) -> None:
    known = (Region("prepaid_amount", "240.00"),)
    annotation = complete(Draft("a.pdf", known=known), contents).annotation
    assert annotation.derivable == {"prepaid_amount": "240.00"}
    assert annotation.unlabelled == {"prepaid_amount"}


def test_boxes_of_one_field_that_disagree_are_outvoted() -> None:
    box = BoundingBox(0.1, 0.1, 0.2, 0.2)
    regions = [Region("total_net", text, 1, box) for text in ("12.00", "13.00", "13,00")]
    result = completed(None, *regions)
    assert result.annotation.fields == {Term.TOTAL_NET: "13.00"}
    assert [place.value for place in result.annotation.places] == ["13.00", "13.00"]
    assert "« 12.00 » ; ailleurs « 13.00 »" in next(messages(result))[1]


def test_a_name_is_printed_variously() -> None:
    box = BoundingBox(0.1, 0.1, 0.2, 0.2)
    regions = [Region("supplier_name", text, 1, box) for text in ("SARL Durand", "DURAND")]
    result = completed(None, *regions)
    assert result.annotation.fields == {Term.SUPPLIER_NAME: "SARL Durand"}
    assert [place.value for place in result.annotation.places] == ["SARL Durand", "DURAND"]
    assert result.remarks == ()


def test_bare_cells_become_rows(contents: Contents) -> None:
    regions = [
        Region(name, "", 1, box_around(contents, text))
        for name, text in (
            ("description", "Pose et scellement"),
            ("unit_price", "62,00"),
            ("net_amount", "372,00"),
            ("description", "Plans et déclaration de travaux"),
        )
    ]
    assert [dict(row.values) for row in completed(contents, *regions).annotation.lines] == [
        {"description": "Pose et scellement", "unit_price": "62.00", "net_amount": "372.00"},
        {"description": "Plans et déclaration de travaux"},
    ]


def test_a_name_that_is_printed_differently_elsewhere_is_right_too(contents: Contents) -> None:
    box = box_around(contents, "ATELIER DES TROIS RIVES SARL")
    regions = [
        Region("supplier_name", name, 1, box)
        for name in ("Atelier des Trois Rives SARL", "ATELIER DES TROIS RIVES SARL", "Trois Rives")
    ]
    made = completed(None, *regions).annotation
    assert made.fields == {Term.SUPPLIER_NAME: "Atelier des Trois Rives SARL"}
    assert made.alternatives == {Term.SUPPLIER_NAME: ("Trois Rives",)}
    assert completed(None, *regions[:2]).annotation.alternatives is None


def test_a_name_s_box_may_end_before_the_comma_of_its_word(contents: Contents) -> None:
    line = next(line for line in contents.lines[0] if line.words[0].text == "FACTURE")
    comma = replace(line, words=(line.words[0]._replace(text="Valbréguy,"),))
    page = tuple(comma if other is line else other for other in contents.lines[0])
    bare = Region("buyer_name", "", 1, line.words[0].bbox)
    result = completed(replace(contents, lines=(page, *contents.lines[1:])), bare)
    assert result.annotation.fields == {Term.BUYER_NAME: "Valbréguy"}


def test_a_row_s_number_given_twice_is_told(contents: Contents) -> None:
    cells = [
        Region(name, text, 1, BoundingBox(left, top, left + 0.1, top + 0.01), "1")
        for top, texts in ((0.5, ("20.00", "649.20")), (0.6, ("10.00", "50.00")))
        for left, name, text in zip((0.1, 0.5), ("rate", "base"), texts, strict=True)
    ]
    result = completed(None, *cells)
    rows = [row.values for row in result.annotation.vat_breakdown]
    assert rows == [{"rate": "20.00", "base": "649.20"}, {"rate": "10.00", "base": "50.00"}]
    assert "la ligne 1 a plusieurs valeurs" in next(messages(result))[1]
