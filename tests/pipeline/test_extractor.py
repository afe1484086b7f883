"""The facade on the samples."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from rapidfuzz import fuzz

from extractor.document import Extraction
from extractor.errors import ArtefactError, DocumentTooLargeError, EmptyDocumentError
from extractor.pipeline import Extractor
from extractor.settings import Limits, Settings
from extractor.terms import Term
from samples.__main__ import FOLDER

TRUTH = {
    Term.DOCUMENT_TYPE: "invoice",
    Term.INVOICE_NUMBER: "FA-2025-0147",
    Term.ISSUE_DATE: "2025-03-14",
    Term.DUE_DATE: "2025-04-13",
    Term.CURRENCY: "EUR",
    Term.SUPPLIER_NAME: "Atelier des Trois Rives SARL",
    Term.SUPPLIER_SIRET: "90412735400010",
    Term.SUPPLIER_SIREN: "904127354",
    Term.SUPPLIER_VAT_NUMBER: "FR77904127354",
    Term.SUPPLIER_IBAN: "FR7619999045120003817264539",
    Term.BUYER_NAME: "Mairie de Saint-Aubin-les-Vignes",
    Term.BUYER_SIRET: "21640377400013",
    Term.SERVICE_CODE: "FIN_COMPTA",
    Term.ENGAGEMENT_NUMBER: "2025-BC-00318",
    Term.TOTAL_NET: "1719.00",
    Term.TOTAL_VAT: "343.80",
    Term.TOTAL_GROSS: "2062.80",
    Term.AMOUNT_DUE: "2062.80",
    Term.VAT_REGIME: "on_debits",
    Term.PAYMENT_MEANS: "transfer",
}
NAMES = (Term.SUPPLIER_NAME, Term.BUYER_NAME)


@pytest.fixture(scope="module", params=["facture.pdf", "facture-scan.pdf"])
def extraction(request: pytest.FixtureRequest, extractor: Extractor) -> Extraction:
    return extractor.extract((FOLDER / request.param).read_bytes())


def test_fields_are_right(extraction: Extraction) -> None:
    for field in extraction.fields:
        if field.term in NAMES:
            said, truth = field.value.casefold(), TRUTH[field.term].casefold()
            assert fuzz.token_set_ratio(said, truth) > 90
        else:
            assert field.value == TRUTH[field.term], field.term
    blank = set(TRUTH) - {field.term for field in extraction.fields}
    assert len(blank) <= 1, blank


def test_what_the_form_needs_most_is_prefilled(extraction: Extraction) -> None:
    sure = {field.term for field in extraction.fields if field.prefill}
    assert {
        Term.INVOICE_NUMBER,
        Term.ISSUE_DATE,
        Term.SUPPLIER_SIRET,
        Term.BUYER_SIRET,
        Term.TOTAL_NET,
        Term.TOTAL_GROSS,
    } <= sure


def test_printed_values_have_a_place_on_the_page_and_derived_ones_none(
    extraction: Extraction,
) -> None:
    for field in extraction.fields:
        assert 0 <= field.confidence <= 1
        if field.source == "derived":
            assert field.page is None and field.bbox is None
            continue
        assert field.page == 1 and field.bbox is not None
        left, top, right, bottom = field.bbox
        assert 0 <= left < right <= 1 and 0 <= top < bottom <= 1


def test_boxes_stand_where_the_values_are_printed(extraction: Extraction) -> None:
    # points where `samples.invoice` writes, as fractions of A4
    place = {f.term: f.bbox for f in extraction.fields}
    number, gross = place[Term.INVOICE_NUMBER], place[Term.TOTAL_GROSS]
    assert number is not None and gross is not None
    assert number.left == pytest.approx(158 / 595, abs=0.012)
    assert number.bottom == pytest.approx(215 / 842, abs=0.012)
    assert gross.right == pytest.approx(547 / 595, abs=0.012)


def test_the_rest_of_the_result(extraction: Extraction) -> None:
    assert [(r.rate, r.base, r.amount) for r in extraction.vat_breakdown] == [
        (Decimal(20), Decimal(1719), Decimal("343.80"))
    ]
    assert [line.net_amount for line in extraction.lines] == [1107, 372, 240]
    assert extraction.findings == ()
    assert extraction.document.deposit_format == "PDF_NON_SIGNE"
    assert extraction.document.pages == 1
    stages = {name: ms for name, ms in extraction.timings_ms.items() if name != "total"}
    assert extraction.timings_ms["total"] == pytest.approx(sum(stages.values()), abs=1)


def test_the_source_of_pages_and_fields_agree(extractor: Extractor) -> None:
    native = extractor.extract((FOLDER / "facture.pdf").read_bytes())
    assert native.document.page_sources == ("text_layer",)
    assert {field.source for field in native.fields} <= {"text_layer", "derived"}


def test_the_same_bytes_give_the_same_result(extractor: Extractor) -> None:
    data = (FOLDER / "facture.pdf").read_bytes()
    first, second = extractor.extract(data), extractor.extract(data)
    assert (first.fields, first.lines) == (second.fields, second.lines)


def test_limits_are_the_callers(extractor: Extractor) -> None:
    small = Extractor(extractor.settings, Limits(max_bytes=100))
    with pytest.raises(DocumentTooLargeError):
        small.extract(b"%PDF-" + b"x" * 100)
    with pytest.raises(EmptyDocumentError):
        small.extract(b"")


def test_no_model_is_a_typed_error(tmp_path: Path) -> None:
    with pytest.raises(ArtefactError):
        Extractor(Settings(models_dir=tmp_path, model_version=None))
