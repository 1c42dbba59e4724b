"""Exports: the action workbook, the report, customers as CSV, charts; in the file lane, atomic."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final, Literal

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from retention_desk import pipeline
from retention_desk.desktop.exports.audit_text import audit_csv
from retention_desk.desktop.exports.handed_over import handed_over, kept_by
from retention_desk.desktop.project.state import ProjectState
from retention_desk.desktop.session import Session
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.report_results import ReportChoice
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.review_results import Review
from retention_desk.foundation.saving import saved_whole
from retention_desk.foundation.trace_results import Trace
from retention_desk.foundation.wording import Phrase, Words, phrase, phrase_n
from retention_desk.reporting.trace_csv import write_trace_csv
from retention_desk.reporting.write_calendar import write_calendar
from retention_desk.reporting.write_contacts import target_of, write_contacts

PictureFormat = Literal["png", "svg"]
_PICTURE_DPI: Final = 192


class Exporter(QObject):
    """Writes files from the latest analysis.

    Parameters
    ----------
    session : Session
        Its analysis is written.
    project_of : callable, optional
        Gives the project that is open, or None: workbook and report have the review it makes.
    """

    written = Signal(object, object)
    """Phrase that tells what was written, and its Path."""
    handed_out = Signal(object)
    """Analysis whose action list is in a workbook now."""
    failed = Signal(object)
    """UserFacingError."""

    def __init__(
        self,
        session: Session,
        parent: QObject | None = None,
        project_of: Callable[[], ProjectState | None] = lambda: None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._project_of = project_of

    def whole_analysis(self) -> Analysis | None:
        """Return what can be written; where the analysis is still on its way, say so."""
        analysis = self._session.analysis
        if analysis is None or analysis.is_whole:
            return analysis
        self.failed.emit(
            UserFacingError(
                "still_analysing",
                phrase("The analysis is still on its way: the forecast is being trained."),
                "",
                phrase("Export again when it is through."),
            )
        )
        return None

    def workbook(self, path: Path, words: Words, key: Path | None = None) -> None:
        """Write the action workbook to `path`; a cancelled or failed export leaves no file.

        With a `key` file it is anonymised.
        """
        analysis = self.whole_analysis()
        if analysis is None:
            return
        told = phrase_n(
            "{n:count} row exported to {file}",
            "{n:count} rows exported to {file}",
            analysis.plan.listed,
            file=path.name,
        )

        kept = kept_by(self._project_of())

        def work(progress: Progress) -> None:
            made = handed_over(analysis, kept, key)
            pipeline.write_workbook(analysis, path, words, progress, made.pseudonyms, made.review)

        self._write(path, phrase("Writing the workbook"), told, work, lambda: self.handed_out.emit(analysis))

    def review(self, review: Review, path: Path, words: Words) -> None:
        """Write the review of a month to `path` as a workbook of its own."""
        analysis = self.whole_analysis()
        if analysis is None:
            return

        def work(progress: Progress) -> None:
            from retention_desk.reporting.write_review import write_review

            write_review(analysis, review, path, words, progress)

        told = phrase("Review exported to {file}", file=path.name)
        self._write(path, phrase("Writing the review"), told, work)

    def report(
        self,
        path: Path,
        words: Words,
        choice: ReportChoice,
        review: Review | None = None,
        key: Path | None = None,
    ) -> None:
        """Write the report to `path` as PDF, with a part about a review, by default that of the project.

        With a `key` file it is anonymised.
        """
        analysis = self.whole_analysis()
        if analysis is None:
            return

        kept = kept_by(self._project_of())

        def work(progress: Progress) -> None:
            made = handed_over(analysis, kept, key, review)
            pipeline.write_report(made.shown, path, words, progress, made.review, choice)

        told = phrase("Report exported to {file}", file=path.name)
        self._write(path, phrase("Writing the report"), told, work)

    def customers(self, path: Path, words: Words, key: Path | None = None) -> None:
        """Write one CSV line per customer to `path`; with a `key` file anonymised."""
        analysis = self.whole_analysis()
        if analysis is None:
            return
        told = phrase_n(
            "{n:count} customer exported to {file}",
            "{n:count} customers exported to {file}",
            analysis.data.n_customers,
            file=path.name,
        )

        def work(_progress: Progress) -> None:
            pipeline.write_customers(handed_over(analysis, key=key).shown, path, words)

        self._write(path, phrase("Writing the customers"), told, work)

    def calendar(self, path: Path, words: Words, owner: str | None = None) -> None:
        """Write the contacts by a person as a calendar to `path`, of all or of one owner."""
        analysis = self.whole_analysis()
        if analysis is None:
            return

        def work(_progress: Progress) -> None:
            write_calendar(analysis, path, words, owner)

        told = phrase("Calendar exported to {file}", file=path.name)
        self._write(path, phrase("Writing the calendar"), told, work)

    def contacts(self, path: Path, system: str, words: Words) -> None:
        """Write everybody contacted or written to this week to `path`, as a customer system reads it."""
        analysis = self.whole_analysis()
        if analysis is None:
            return
        fates = analysis.plan.fates()
        told = phrase_n(
            "{n:count} contact exported to {file}",
            "{n:count} contacts exported to {file}",
            fates["contact"] + fates["automated"],
            file=path.name,
        )

        def work(_progress: Progress) -> None:
            write_contacts(analysis, path, target_of(system), words)

        self._write(path, phrase("Writing the contacts"), told, work)

    def audit(self, path: Path, words: Words) -> None:
        """Write all findings to `path`: a workbook, or CSV where the name ends so."""
        analysis = self.whole_analysis()
        if analysis is None:
            return

        def work(progress: Progress) -> None:
            if path.suffix.lower() == ".csv":
                with saved_whole(path) as fresh:
                    fresh.write_text(audit_csv(analysis, words), encoding="utf-8-sig", newline="")
            else:
                pipeline.write_audit(analysis, path, words, progress)

        told = phrase("Findings exported to {file}", file=path.name)
        self._write(path, phrase("Writing the findings"), told, work)

    def rows(self, trace: Trace, path: Path, words: Words) -> None:
        """Write the source rows behind a figure to `path` as CSV."""

        def work(_progress: Progress) -> None:
            write_trace_csv(trace, path, words)

        told = phrase("Rows exported to {file}", file=path.name)
        self._write(path, phrase("Writing the rows"), told, work)

    def table(self, path: Path, text: str) -> None:
        """Write a table that is shown, given as CSV text, to `path`."""

        def work(_progress: Progress) -> None:
            with saved_whole(path) as fresh:
                fresh.write_text(text, encoding="utf-8-sig", newline="")

        told = phrase("Table exported to {file}", file=path.name)
        self._write(path, phrase("Writing the table"), told, work)

    def charts(self, folder: Path, words: Words, scheme: str, kind: PictureFormat) -> None:
        """Write every chart that the data allow into `folder`."""
        analysis = self.whole_analysis()
        if analysis is None:
            return
        told = phrase("Charts exported to {file}", file=folder.name)

        def work(progress: Progress) -> None:
            write_charts(analysis, folder, words, scheme, kind, progress)

        self._write(folder, phrase("Drawing the charts"), told, work)

    def _write(
        self,
        path: Path,
        title: Phrase,
        told: Phrase,
        work: Callable[[Progress], None],
        after: Callable[[], None] | None = None,
    ) -> None:
        def guarded(progress: Progress) -> None:
            try:
                work(progress)
            except OSError as error:
                raise cannot_write(path, error) from error

        def done(_nothing: None) -> None:
            self.written.emit(told, path)
            if after is not None:
                after()

        self._session.runner.start("file", title, guarded, done, self.failed.emit)


def write_charts(
    analysis: Analysis, folder: Path, words: Words, scheme: str, kind: PictureFormat, progress: Progress
) -> None:
    """Write every chart as ``<key>.png`` or ``.svg``; each file is complete or not there."""
    from retention_desk.charts.draw_figure import figure_keys, has_data

    keys = [key for key in figure_keys() if has_data(key, analysis)]
    folder.mkdir(parents=True, exist_ok=True)
    for place, key in enumerate(keys):
        progress.step(place / len(keys))
        figure = pipeline.draw_figure(key, analysis, words, scheme)
        with saved_whole(folder / f"{key}.{kind}") as fresh:
            figure.savefig(fresh, format=kind, dpi=_PICTURE_DPI)


def cannot_write(path: Path, error: OSError) -> UserFacingError:
    """Return the error of a file that cannot be written."""
    return UserFacingError(
        "cannot_write",
        phrase("The file cannot be written: {reason}", reason=error.strerror or str(error)),
        str(path),
        phrase("Close it where it is open, or choose another folder."),
    )


def show_in_folder(path: Path) -> None:
    """Open the folder a file lies in."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path if path.is_dir() else path.parent)))
