"""Labels for documents of one's own: completed, found in their XML, prefilled, and checked."""

from extractor.labelling.checking import CheckedDocument, check_document
from extractor.labelling.completing import Completed, complete
from extractor.labelling.contents import Contents, ContentsReader
from extractor.labelling.embedded_xml import draft_from_xml
from extractor.labelling.pictures import PagePicture, write_page_pictures
from extractor.labelling.predictions import confidences_of, draft_from_extraction
from extractor.labelling.remarks import Remark, Severity
from extractor.labelling.submissions import LabelledSubmission, annotation_from_submission

__all__ = [
    "CheckedDocument",
    "Completed",
    "Contents",
    "ContentsReader",
    "LabelledSubmission",
    "PagePicture",
    "Remark",
    "Severity",
    "annotation_from_submission",
    "check_document",
    "complete",
    "confidences_of",
    "draft_from_extraction",
    "draft_from_xml",
    "write_page_pictures",
]
