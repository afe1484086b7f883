"""The best consistent assignment of values to fields, its doubts, and how sure it is."""

from extractor.decode.assignment import Assigned, assign_fields
from extractor.decode.calibration import Calibration
from extractor.decode.rules import check_rules
from extractor.decode.vat_rows import find_vat_rows

__all__ = ["Assigned", "Calibration", "assign_fields", "check_rules", "find_vat_rows"]
