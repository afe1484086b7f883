"""The exceptions of the project, and the contract's names for them.

    ExtractorError
    ├── InputError                     the deposited file cannot be read
    │   ├── EmptyDocumentError         document.empty
    │   ├── UnsupportedDocumentError   document.unsupported
    │   ├── DocumentTooLargeError      document.too_large
    │   ├── UnreachableDocumentError   document.unreachable
    │   ├── EncryptedPdfError          pdf.encrypted
    │   ├── CorruptPdfError            pdf.corrupt
    │   ├── NoPagesError               pdf.no_pages
    │   ├── TooManyPagesError          pdf.too_many_pages
    │   ├── PageNotFoundError          page.not_found
    │   ├── InvalidXmlError            xml.invalid
    │   └── InvalidArchiveError        archive.invalid
    ├── ProcessingTimeoutError         processing.timeout
    ├── ProcessingMemoryError          processing.memory
    ├── OcrError                       the OCR engine failed
    └── ArtefactError                  a model or data file is missing or altered

`FormatError`, which parsers raise, is apart: it means "this text is no amount (date, SIRET, …)"
and never leaves the library's facade.
"""

from __future__ import annotations


class ExtractorError(Exception):
    """Base of all that the library raises on purpose.

    Attributes:
        type: the contract's dotted name.
        title: what happened, in French, for a person; the same for every instance of a class.
        detail: this instance, in French; holds no content of the document.
        exit_code: what the command line ends with.
    """

    type = "internal.error"
    title = "Erreur interne"
    exit_code = 1

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail or self.title)
        self.detail = detail or self.title


class InputError(ExtractorError):
    """The deposited file cannot be read."""

    type = "document.unsupported"
    title = "Document illisible"


class EmptyDocumentError(InputError):
    """No byte was deposited."""

    type = "document.empty"
    title = "Le fichier est vide"


class UnsupportedDocumentError(InputError):
    """Neither a PDF, nor an image, nor an invoice in XML."""

    type = "document.unsupported"
    title = "Format de fichier non pris en charge"


class DocumentTooLargeError(InputError):
    """Over a limit of bytes or megapixels."""

    type = "document.too_large"
    title = "Document trop volumineux"


class UnreachableDocumentError(InputError):
    """What should be the document is not there, or not for us to read."""

    type = "document.unreachable"
    title = "Document inaccessible"


class EncryptedPdfError(InputError):
    """The PDF asks for a password."""

    type = "pdf.encrypted"
    title = "PDF protégé par un mot de passe"


class CorruptPdfError(InputError):
    """The PDF is damaged beyond repair."""

    type = "pdf.corrupt"
    title = "PDF endommagé"


class NoPagesError(InputError):
    """The PDF has no page."""

    type = "pdf.no_pages"
    title = "PDF sans page"


class TooManyPagesError(InputError):
    """The PDF has more pages than the limit."""

    type = "pdf.too_many_pages"
    title = "PDF avec trop de pages"


class PageNotFoundError(InputError):
    """The document has no page of that number, or none at all, as an invoice in XML."""

    type = "page.not_found"
    title = "Page introuvable"


class InvalidXmlError(InputError):
    """The XML is not well formed, or no invoice."""

    type = "xml.invalid"
    title = "XML de facture invalide"


class InvalidArchiveError(InputError):
    """The archive is damaged, nested or a bomb."""

    type = "archive.invalid"
    title = "Archive invalide"


class ProcessingTimeoutError(ExtractorError):
    """The document took longer than its time limit."""

    type = "processing.timeout"
    title = "Délai de traitement dépassé"


class ProcessingMemoryError(ExtractorError):
    """The document needed more memory than its limit."""

    type = "processing.memory"
    title = "Mémoire insuffisante pour traiter le document"


class OcrError(ExtractorError):
    """The OCR engine is missing or failed."""

    type = "internal.ocr"
    title = "La reconnaissance de caractères a échoué"


class ArtefactError(ExtractorError):
    """A model or data file is missing, altered or of another version."""

    type = "internal.artefact"
    title = "Modèle absent ou altéré"


class FormatError(ValueError):
    """A text is not what a parser reads; never leaves the facade."""
