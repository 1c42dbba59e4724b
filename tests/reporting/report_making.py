"""Reports of small analyses, and of pieces of them."""

from __future__ import annotations

from retention_desk.foundation.wording import Words
from retention_desk.pipeline import report_basis
from retention_desk.reporting.paper.manuscript import Manuscript, Running
from retention_desk.reporting.report import Report
from retention_desk.reporting.write_report import report_parts


def begun(analysis, language="en", **more) -> Report:
    """Return a report of an analysis without a page yet."""
    words = Words(language)
    book = Manuscript(words, Running("Report", "orders.csv", "today"))
    return Report(book, analysis, words, report_basis(analysis, words), **more)


def part_text(key, analysis, language="en", **more) -> str:
    """Return the text of one part of the report."""
    report = begun(analysis, language, **more)
    report_parts()[key].write(report)
    return "\n".join(page.text for page in report.book.finish())
