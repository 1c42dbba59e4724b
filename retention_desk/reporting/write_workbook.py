"""The action workbook: the file that leaves the laptop, is filled in, and comes back."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from retention_desk import __version__
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.handed_out import handed_out_rows
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.foundation.pseudonyms import Pseudonyms
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.review_results import Review
from retention_desk.foundation.saving import saved_whole
from retention_desk.foundation.trace_results import FigureSources
from retention_desk.foundation.vocabulary import VALUE_TIERS
from retention_desk.foundation.wording import Phrase, Words, phrase
from retention_desk.reporting.anonymise import anonymised
from retention_desk.reporting.find_columns import LIST_MARK
from retention_desk.reporting.target import HEADER_ROW, SHEET_ROWS, Target
from retention_desk.reporting.workbook_style import Formats

CREATED: Final = dt.datetime(2000, 1, 1)
"""Creation date in the file's properties: the same analysis gives the same bytes."""


def write_workbook(
    analysis: Analysis,
    path: Path,
    words: Words,
    progress: Progress = SILENT,
    sources: tuple[FigureSources, ...] = (),
    pseudonyms: Pseudonyms | None = None,
    review: Review | None = None,
) -> None:
    """Write the action workbook of an analysis.

    Parameters
    ----------
    analysis : Analysis
    path : Path
        An ``.xlsx`` file; replaced only when the new one is complete.
    words : Words
        Language of the workbook.
    progress : Progress
        Raises `Cancelled` when asked to stop; no file is left then.
    sources : tuple of FigureSources
        Where the rows behind the figures stand: the sheet *Trace*, which is left out without any.
    pseudonyms : Pseudonyms, optional
        Anonymise the workbook with them: see `anonymise.anonymised`; it has neither *Audit* nor *Trace* then.
    review : Review, optional
        What came of earlier lists: the sheet *Review*, which is left out without any.

    Raises
    ------
    UserFacingError
        ``too_many_rows``: more customers than a sheet holds; ``not_writable``.
    """
    refuse_too_many(analysis, path)
    identity, mark = list_id(analysis), ""
    if pseudonyms is not None:
        analysis, sources, mark = anonymised(analysis, pseudonyms), (), pseudonyms.mark
    with open_target(analysis, path, words, progress, sources, identity, mark) as target:
        _write_sheets(replace(target, review=review), progress)


@contextmanager
def open_target(
    analysis: Analysis,
    path: Path,
    words: Words,
    progress: Progress,
    sources: tuple[FigureSources, ...] = (),
    identity: str = "",
    mark: str = "",
) -> Iterator[Target]:
    """Give an empty workbook to be filled; it stands at `path` when the block ends well, else none does."""
    with saved_whole(path) as temporary:
        identity = identity or list_id(analysis)
        book = _open_book(temporary, f"{LIST_MARK}{identity}")
        try:
            yield Target(
                book=book,
                formats=Formats(book, words.language),
                analysis=analysis,
                words=words,
                progress=progress,
                sheets={},
                list_id=identity,
                file_name=path.name,
                figure_sources=sources,
                anonymised=mark,
            )
            progress.step(0.8, phrase("Saving the workbook"))
        except BaseException:
            book.fileclosed = True
            raise
        book.close()
        progress.step(1.0)


def list_id(analysis: Analysis) -> str:
    """Return the identity of a list, 12 hexadecimal signs: the same for the same data, settings and edits.

    What people typed into earlier lists is handed out again: with other edits it is another list.
    """
    text = f"{analysis.imported.fingerprint}|{analysis.data.as_of}|{analysis.settings.to_toml()}"
    if not analysis.history.is_empty:
        rows = handed_out_rows(analysis.plan.table, analysis.data.customer_ids, analysis.history)
        text += f"|{rows.to_csv(index=False)}"
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def refuse_too_many(analysis: Analysis, path: Path) -> None:
    """Raise ``too_many_rows`` when a sheet cannot hold the customers."""
    room = SHEET_ROWS - HEADER_ROW - 1
    if analysis.data.n_customers > room:
        raise UserFacingError(
            "too_many_rows",
            phrase(
                "{n:count} customers are more than the {room:count} rows a sheet holds.",
                n=analysis.data.n_customers,
                room=room,
            ),
            str(path),
            phrase("Export the customers as CSV instead, or filter them first."),
        )


def _open_book(path: Path, keywords: str) -> Any:
    import xlsxwriter

    book = xlsxwriter.Workbook(
        str(path),
        {
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "nan_inf_to_errors": False,
        },
    )
    book.set_properties(
        {
            "title": "Retention Desk",
            "comments": f"Retention Desk {__version__}",
            "created": CREATED,
            "keywords": keywords,
        }
    )
    book.set_calc_mode("auto")
    book.set_size(2_400, 1_400)
    return book


def _sheet_names(target: Target) -> dict[str, Phrase]:
    """Return the sheets of the workbook in order; a tier without rows and undated data have none."""
    analysis = target.analysis
    tiers = set(analysis.plan.table["tier"].tolist())
    listed = {
        f"actions_{tier}": label for code, (tier, label) in enumerate(VALUE_TIERS.items()) if code in tiers
    }
    dated = analysis.metrics.cohorts is not None or analysis.metrics.movements is not None
    return {
        "about": phrase("About"),
        "summary": phrase("Summary"),
        "actions": phrase("Actions"),
        **listed,
        "customers": phrase("Customers"),
        "settings": phrase("Settings"),
        **({"retention": phrase("Retention")} if dated else {}),
        "value": phrase("Customer value"),
        "forecast": phrase("Forecast"),
        **({"review": phrase("Review")} if target.review is not None else {}),
        **({"audit": phrase("Audit")} if not target.anonymised else {}),
        **({"trace": phrase("Trace")} if target.figure_sources else {}),
        "lists": phrase("Lists"),
        "_rd": Phrase("_rd"),
    }


def _write_sheets(target: Target, progress: Progress) -> None:
    """Add all sheets in their order, then fill them: formulas name sheets that come later."""
    from retention_desk.reporting.sheets.about import write_about_sheet
    from retention_desk.reporting.sheets.actions import write_actions_sheet, write_tier_sheets
    from retention_desk.reporting.sheets.audit import write_audit_sheet
    from retention_desk.reporting.sheets.customers import write_customers_sheet
    from retention_desk.reporting.sheets.forecast import write_forecast_sheet
    from retention_desk.reporting.sheets.hidden import write_lists_sheet, write_reading_sheet
    from retention_desk.reporting.sheets.retention import write_retention_sheet
    from retention_desk.reporting.sheets.review import write_review_sheet
    from retention_desk.reporting.sheets.settings_sheet import write_settings_sheet
    from retention_desk.reporting.sheets.summary import write_summary_sheet
    from retention_desk.reporting.sheets.trace import write_trace_sheet
    from retention_desk.reporting.sheets.value import write_value_sheet

    for key, name in _sheet_names(target).items():
        target.add_sheet(key, name)
    steps = (
        (write_about_sheet, phrase("Writing the summary")),
        (write_summary_sheet, phrase("Writing the summary")),
        (write_actions_sheet, phrase("Writing the action list")),
        (write_tier_sheets, phrase("Writing the action list")),
        (write_customers_sheet, phrase("Writing the customers")),
        (write_settings_sheet, phrase("Writing the settings")),
        (write_retention_sheet, phrase("Writing the cohorts")),
        (write_value_sheet, phrase("Writing the forecast")),
        (write_forecast_sheet, phrase("Writing the forecast")),
        (write_review_sheet, phrase("Writing the forecast")),
        (write_audit_sheet, phrase("Writing the audit")),
        (write_trace_sheet, phrase("Writing the trace")),
        (write_lists_sheet, phrase("Writing the lists")),
        (write_reading_sheet, phrase("Writing the lists")),
    )
    for place, (write, doing) in enumerate(steps):
        progress.step(0.75 * place / len(steps), doing)
        write(target)
