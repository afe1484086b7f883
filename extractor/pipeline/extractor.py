"""The facade: one object that loads everything once and reads documents."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extractor.classify import TERM_COLUMNS, FieldClassifier
from extractor.classify.manifest import read_model_folder
from extractor.decode import Calibration, assign_fields, check_rules, find_vat_rows
from extractor.decode.line_items import find_line_items
from extractor.document import DocumentInfo, Extraction, Field, Finding, LineItem, VatRow
from extractor.errors import ArtefactError, DocumentTooLargeError, EmptyDocumentError
from extractor.pdf import OpenedDocument, open_document, sniff
from extractor.pipeline.analysis import analyse
from extractor.pipeline.fields import printed_fields, with_derived, with_xml
from extractor.pipeline.reading import DocumentReader, Reading
from extractor.pipeline.timing import Stopwatch
from extractor.settings import Limits, Settings
from extractor.structured import StructuredInvoice, find_invoice_xml, read_invoice_xml
from extractor.terms import Term


@dataclass(frozen=True, slots=True)
class _Understanding:
    """What the pages say, before the XML has its word."""

    fields: tuple[Field, ...] = ()
    vat_rows: tuple[VatRow, ...] = ()
    lines: tuple[LineItem, ...] = ()
    printed_values: frozenset[str] | None = None


CALIBRATION = "calibration.json"
_LETTERHEAD = (Term.SUPPLIER_NAME, Term.SUPPLIER_SIRET)
_SURE_ENOUGH = 0.6


class Extractor:
    """Reads deposited documents. Build once, use for many; not to be shared between threads.

    Args:
        settings: engine, model, languages; None for the defaults and the environment.
        limits: what a document may cost; None for the defaults and the environment.

    Raises:
        ArtefactError: the model is missing or altered.
    """

    def __init__(self, settings: Settings | None = None, limits: Limits | None = None) -> None:
        self.settings = settings or Settings()
        self.limits = limits or Limits()
        folder = read_model_folder(self.settings.models_dir, self.settings.model_version)
        self._classifier = FieldClassifier(folder)
        if CALIBRATION not in folder.files:
            raise ArtefactError(f"Modèle {folder.version} : pas de calibration")
        self._calibration = Calibration.from_json(folder.files[CALIBRATION])
        self._reader = DocumentReader(self.settings, self.limits)
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
        """
        if not data:
            raise EmptyDocumentError
        if len(data) > self.limits.max_bytes:
            raise DocumentTooLargeError(f"Plus de {self.limits.max_bytes} octets")
        watch = Stopwatch()
        if sniff(data) == "xml":
            with watch.stage("xml"):
                structured = read_invoice_xml(data)
            info = DocumentInfo(0, structured.syntax, ())
            return self._finish(info, _Understanding(), structured, watch)
        with watch.stage("open"):
            manager = open_document(data, self.limits)
            opened = manager.__enter__()
        try:
            return self._extract_opened(opened, watch)
        finally:
            manager.__exit__(None, None, None)

    def _extract_opened(self, opened: OpenedDocument, watch: Stopwatch) -> Extraction:
        with watch.stage("xml"):
            xml = find_invoice_xml(opened.embedded_files())
            structured = None if xml is None else read_invoice_xml(xml)
        reading = self._reader.read(opened, watch)
        understood = self._understand(reading, watch)
        if structured is None and reading.pictures and _lacks_letterhead(understood.fields):
            reading = self._reader.add_pictures(opened, reading, watch)
            understood = self._understand(reading, watch)
        info = DocumentInfo(
            opened.page_count,
            opened.deposit_format if structured is None else "FACTUR_X",
            tuple(page.source for page in reading.pages),
        )
        return self._finish(info, understood, structured, watch)

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
        seen = frozenset(candidate.value for candidate in scene.candidates)
        return _Understanding(fields, rows, lines, seen)

    def _finish(
        self,
        info: DocumentInfo,
        understood: _Understanding,
        structured: StructuredInvoice | None,
        watch: Stopwatch,
    ) -> Extraction:
        with watch.stage("check"):
            fields, rows, lines = understood.fields, understood.vat_rows, understood.lines
            discrepancies: tuple[Finding, ...] = ()
            if structured is not None:
                fields, discrepancies = with_xml(fields, structured, understood.printed_values)
                rows = structured.vat_rows or rows
                lines = structured.lines or lines
            fields = with_derived(fields)
            findings = discrepancies + check_rules(
                fields,
                rows,
                invoice_number_max_length=self.settings.invoice_number_max_length,
            )
        return Extraction(info, fields, rows, lines, findings, self.model_version, watch.report())


def _is_total(field: Field) -> bool:
    return field.term in (Term.TOTAL_NET, Term.TOTAL_VAT)


def _lacks_letterhead(fields: tuple[Field, ...]) -> bool:
    """Whether what a letterhead states is missing or unsure, so that its picture deserves OCR."""
    confidence = {field.term: field.confidence for field in fields}
    return any(confidence.get(term, 0.0) < _SURE_ENOUGH for term in _LETTERHEAD)
