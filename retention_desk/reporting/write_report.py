"""The PDF report: the same results as the workbook, to be handed over on paper."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from retention_desk import __version__
from retention_desk.foundation.catalogue import load_catalogue
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.foundation.report_results import ReportBasis, ReportChoice
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.saving import saved_whole
from retention_desk.foundation.type_faces import language_tag
from retention_desk.foundation.wording import Words, phrase
from retention_desk.reporting.report import Report, ReportPage

if TYPE_CHECKING:
    from retention_desk.foundation.review_results import Review
    from retention_desk.reporting.paper.marks import Page

WHOLE_CHOICE: Final = ReportChoice()
_OF_A_REVIEW: Final = frozenset({"summary", "review", "retention", "health", "data"})


def report_parts() -> Mapping[str, ReportPage]:
    """Return the parts of the report by key, in their order."""
    from retention_desk.reporting import report_pages

    return load_catalogue(report_pages, ReportPage)


def write_report(
    analysis: Analysis,
    path: Path,
    words: Words,
    basis: ReportBasis,
    progress: Progress = SILENT,
    review: Review | None = None,
    choice: ReportChoice = WHOLE_CHOICE,
) -> None:
    """Write the report of an analysis as PDF; the same analysis gives the same bytes.

    Parameters
    ----------
    analysis : Analysis
    path : Path
        A ``.pdf`` file; replaced only when the new one is complete.
    words : Words
        Language of the report.
    basis : ReportBasis
        Charts, benchmark and sources.
    progress : Progress
        Raises `Cancelled` when asked to stop; no file is left then.
    review : Review, optional
        What came of the last list: adds its part.
    choice : ReportChoice, optional
        Parts that are left out.

    Raises
    ------
    UserFacingError
        ``no_type_face``: no installed face has the characters of the language; ``not_writable``.
    """
    from retention_desk.reporting.paper.write_pdf import About, pdf_bytes

    with saved_whole(path) as temporary:
        pages = report_sheets(analysis, words, basis, progress.part(0.0, 0.7), review, choice)
        about = About(
            report_title(words, choice), language_tag(words.language), f"Retention Desk {__version__}"
        )
        progress.step(0.7, phrase("Saving the report"))
        temporary.write_bytes(pdf_bytes(pages, about, progress.part(0.7, 1.0)))
        progress.step(1.0)


def report_sheets(
    analysis: Analysis,
    words: Words,
    basis: ReportBasis,
    progress: Progress = SILENT,
    review: Review | None = None,
    choice: ReportChoice = WHOLE_CHOICE,
) -> tuple[Page, ...]:
    """Return the pages of the report, as they will be printed."""
    from retention_desk.reporting.paper.manuscript import Manuscript, Running

    sources = dict.fromkeys(source.file for source in analysis.data.sources)
    running = Running(report_title(words, choice), words.listing([*sources]), _day(analysis, words))
    book = Manuscript(words, running, progress)
    report = Report(book, analysis, words, basis, choice, review)
    parts = parts_of(report)
    for place, part in enumerate(parts):
        book.progress = progress.part(place / len(parts), (place + 1) / len(parts))
        book.progress.step(0.0, phrase("Writing the report: {part}", part=part.name))
        part.write(report)
    return book.finish()


def parts_of(report: Report) -> list[ReportPage]:
    """Return the parts that are written, in the order they are written."""
    parts = [part for part in report_parts().values() if part.belongs(report)]
    leading = report.choice.leading
    return sorted(parts, key=lambda part: (part.order > 0, part.key != leading, part.order))


def review_choice(words: Words) -> ReportChoice:
    """Return what the report of a review holds: the review first, then where things stand now.

    The parts that rest on a forecast are left out: a review is made without one.
    """
    left_out = frozenset(report_parts()) - _OF_A_REVIEW
    return ReportChoice(left_out, words("Review of the month"), "review")


def report_title(words: Words, choice: ReportChoice = WHOLE_CHOICE) -> str:
    """Return the name of the report."""
    return choice.title or words("Customer retention report")


def _day(analysis: Analysis, words: Words) -> str:
    day = analysis.data.as_of
    return words("as of {day}", day=words.date(day)) if day is not None else ""
