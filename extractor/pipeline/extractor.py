"""The facade: one object that loads everything once and reads documents."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from extractor.classify import TERM_COLUMNS, FieldClassifier
from extractor.classify.manifest import read_model_folder
from extractor.decode import Calibration, assign_fields, check_rules, find_vat_rows
from extractor.decode.line_items import find_line_items
from extractor.document import DocumentInfo, Extraction, Field, Finding, LineItem, VatRow
from extractor.errors import (
    ArtefactError,
    DocumentTooLargeError,
    EmptyDocumentError,
    InvalidXmlError,
    PageNotFoundError,
)
from extractor.pdf import OpenedDocument, draw_preview, open_document, sniff
from extractor.pipeline.analysis import analyse
from extractor.pipeline.fields import printed_fields, with_derived
from extractor.pipeline.hybrid import Printed, with_xml
from extractor.pipeline.reading import DocumentReader, Reading
from extractor.pipeline.timing import Stopwatch
from extractor.settings import Limits, Settings
from extractor.structured import StructuredInvoice, find_invoice_xml, read_invoice_xml
from extractor.terms import Term

_Row = TypeVar("_Row", VatRow, LineItem)


@dataclass(frozen=True, slots=True)
class _Understanding:
    """What the pages say, before the XML has its word."""

    fields: tuple[Field, ...] = ()
    vat_rows: tuple[VatRow, ...] = ()
    lines: tuple[LineItem, ...] = ()
    printed: Printed | None = None


CALIBRATION = "calibration.json"
_COMPANY_NUMBERS = (Term.SUPPLIER_SIRET, Term.SUPPLIER_SIREN, Term.SUPPLIER_VAT_NUMBER)
_SURE_ENOUGH = 0.6


class Extractor:
    """Reads deposited documents. Build once, use for many; not to be shared between threads.

    Args:
        settings: engine, model, languages; None for the defaults and the environment.
        limits: what a document may cost; None for the defaults and the environment.
        reader: reads the words; None for one of its own.

    Raises:
        ArtefactError: the model is missing or altered.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        limits: Limits | None = None,
        *,
        reader: DocumentReader | None = None,
    ) -> None:
        self.settings = settings or Settings()
        self.limits = limits or Limits()
        folder = read_model_folder(self.settings.models_dir, self.settings.model_version)
        self._classifier = FieldClassifier(folder)
        if CALIBRATION not in folder.files:
            raise ArtefactError(f"Modèle {folder.version} : pas de calibration")
        self._calibration = Calibration.from_json(folder.files[CALIBRATION])
        self._reader = reader or DocumentReader(self.settings, self.limits)
        self.model_version = folder.version

    def warm_up(self) -> None:
        """Loads what is otherwise loaded at the first scanned page."""
        self._reader.warm_up()

    def extract(self, data: bytes) -> Extraction:
        """Reads one document.

        Args:
            data: the file: PDF, JPEG, PNG, TIFF, or an invoice in XML (CII, UBL).

        Returns:
            Its fields, rows and findings.

        Raises:
            InputError: the file cannot be read.
            OcrError: the OCR engine failed.
            ProcessingTimeoutError: the document takes longer than its limit.
        """
        self._check_size(data)
        watch = Stopwatch(self.limits.timeout_s)
        if sniff(data) == "xml":
            with watch.stage("xml"):
                structured = read_invoice_xml(data)
            info = DocumentInfo(0, structured.syntax, ())
            return self._finish(info, _Understanding(), structured, watch)
        with ExitStack() as stack:
            with watch.stage("open"):
                opened = stack.enter_context(open_document(data, self.limits))
            return self._extract_opened(opened, watch)

    def render_page(self, data: bytes, number: int, width_px: int) -> bytes:
        """Draws a page for a person to look at, as it is displayed.

        Args:
            data: the file, as for `extract`.
            number: page number from 1.
            width_px: width wanted, in pixels; less where the page is very long or a small image.

        Returns:
            A WebP file, of which a field's `bbox` gives fractions.

        Raises:
            PageNotFoundError: the document has no such page; an invoice in XML has none.
            InputError: the file cannot be read.
        """
        self._check_size(data)
        if sniff(data) == "xml":
            raise PageNotFoundError("Une facture XML n'a pas de page à montrer")
        with open_document(data, self.limits) as opened:
            if not 1 <= number <= opened.page_count:
                raise PageNotFoundError(f"Le document n'a pas de page {number}")
            return draw_preview(opened, number, width_px=width_px)

    def _check_size(self, data: bytes) -> None:
        if not data:
            raise EmptyDocumentError
        if len(data) > self.limits.max_bytes:
            raise DocumentTooLargeError(f"Plus de {self.limits.max_bytes} octets")

    def _extract_opened(self, opened: OpenedDocument, watch: Stopwatch) -> Extraction:
        with watch.stage("xml"):
            xml = find_invoice_xml(opened.embedded_files())
            structured, damage = _read_embedded(xml)
        reading = self._reader.read(opened, watch)
        understood = self._understand(reading, watch)
        if structured is None and reading.pictured and _lacks_letterhead(understood.fields):
            completed = self._reader.add_pictures(opened, reading, watch)
            if completed is not reading:
                reading = completed
                understood = self._understand(reading, watch)
        info = DocumentInfo(
            opened.page_count,
            opened.deposit_format if structured is None else "FACTUR_X",
            tuple(page.source for page in reading.pages),
        )
        return self._finish(info, understood, structured, watch, damage)

    def _understand(self, reading: Reading, watch: Stopwatch) -> _Understanding:
        scene = analyse(reading, watch)
        with watch.stage("classify"):
            probabilities = self._classifier.predict_proba(scene)
        with watch.stage("decode"):
            assigned = assign_fields(scene.candidates, probabilities, TERM_COLUMNS)
            fields = printed_fields(assigned, self._calibration, reading.to_page)
            completed = with_derived(fields)
            values = {f.term: Decimal(f.value) for f in completed if _is_total(f)}
            rows = find_vat_rows(
                scene.document,
                scene.candidates,
                values.get(Term.TOTAL_NET),
                values.get(Term.TOTAL_VAT),
            )
        with watch.stage("lines"):
            lines = find_line_items(scene.document, scene.labels, values.get(Term.TOTAL_NET))
        rows = tuple(_on_displayed_page(row, reading) for row in rows)
        lines = tuple(_on_displayed_page(line, reading) for line in lines)
        printed = Printed.of(scene.document, scene.candidates)
        return _Understanding(fields, rows, lines, printed)

    def _finish(
        self,
        info: DocumentInfo,
        understood: _Understanding,
        structured: StructuredInvoice | None,
        watch: Stopwatch,
        damage: tuple[Finding, ...] = (),
    ) -> Extraction:
        with watch.stage("check"):
            fields, rows, lines = understood.fields, understood.vat_rows, understood.lines
            discrepancies: tuple[Finding, ...] = ()
            if structured is not None:
                fields, discrepancies = with_xml(fields, structured, understood.printed)
                rows = structured.vat_rows or rows
                lines = structured.lines or lines
            fields = with_derived(fields, rows)
            findings = (
                damage
                + discrepancies
                + check_rules(
                    fields,
                    rows,
                    invoice_number_max_length=self.settings.invoice_number_max_length,
                )
            )
        return Extraction(info, fields, rows, lines, findings, self.model_version, watch.report())


def _read_embedded(
    xml: bytes | None,
) -> tuple[StructuredInvoice | None, tuple[Finding, ...]]:
    """The XML of a hybrid invoice; if it is damaged, a finding, for the page can still be read."""
    if xml is None:
        return None, ()
    try:
        return read_invoice_xml(xml), ()
    except InvalidXmlError as error:
        message = f"Le XML joint au PDF est illisible ({error.detail}) : seule la page est lue"
        return None, (Finding("xml.invalid", "error", (), message),)


def _on_displayed_page(row: _Row, reading: Reading) -> _Row:
    """A row whose box is of the page as displayed rather than as laid out."""
    if row.page is None or row.bbox is None:
        return row
    return replace(row, bbox=reading.to_page[row.page](row.bbox).clipped())


def _is_total(field: Field) -> bool:
    return field.term in (Term.TOTAL_NET, Term.TOTAL_VAT)


def _lacks_letterhead(fields: tuple[Field, ...]) -> bool:
    """Whether what a letterhead states is missing or unsure, so that its picture deserves OCR."""
    confidence = {field.term: field.confidence for field in fields}
    number = max(confidence.get(term, 0.0) for term in _COMPANY_NUMBERS)
    return min(confidence.get(Term.SUPPLIER_NAME, 0.0), number) < _SURE_ENOUGH
