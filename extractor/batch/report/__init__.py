"""What came of a run: a page for people, and the same figures for programs."""

from extractor.batch.report.summary import summarise
from extractor.batch.report.writing import REPORT, SUMMARY, write_report

__all__ = ["REPORT", "SUMMARY", "summarise", "write_report"]
