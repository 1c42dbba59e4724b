"""The sentence: import files, analyse, export. Window and command line speak it, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from retention_desk.foundation.action_history import ActionHistory, no_history
from retention_desk.foundation.dataset import ColumnMapping, CustomerData, RawTable
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.settings import DEFAULTS, AnalysisSettings
from retention_desk.foundation.wording import Words, phrase
from retention_desk.run_stages import QUICK, SLOW, EarlierResults, Show, StageRun, results_of
from retention_desk.stages import FORECAST, STAGES

if TYPE_CHECKING:
    from retention_desk.foundation.merge_results import CellKey, Merge, NotMerged, ReturnedWorkbook
    from retention_desk.foundation.project_results import CellValue
    from retention_desk.foundation.pseudonyms import Pseudonyms
    from retention_desk.foundation.report_results import ReportBasis, ReportChoice
    from retention_desk.foundation.review_results import Review
    from retention_desk.importing.mapping_rules import MappingFile
    from retention_desk.importing.open_export import AskPassword
    from retention_desk.project.open_project import Project
    from retention_desk.reporting.paper.marks import Page


@dataclass(frozen=True)
class InspectedFiles:
    """Files as they stand, and what each column is taken for."""

    raws: tuple[RawTable, ...]
    mappings: tuple[ColumnMapping, ...]


def inspect_files(
    paths: Sequence[Path],
    mapping: MappingFile | None = None,
    progress: Progress = SILENT,
    password: AskPassword | None = None,
) -> InspectedFiles:
    """Return the raw tables of files and the mapping proposed for them.

    Parameters
    ----------
    paths : sequence of Path
    mapping : MappingFile, optional
        What the user fixed; the rest is inferred.
    progress : Progress
    password : callable, optional
        ``password(path, again) -> str | None``, asked for an encrypted workbook until it opens or None is
        said; `again` is true after a wrong one.

    Raises
    ------
    UserFacingError
        A file cannot be read, or the mapping names a header that is not there.
    """
    from retention_desk.importing.open_export import open_export
    from retention_desk.importing.propose_mapping import propose_mapping

    raws: list[RawTable] = []
    for place, path in enumerate(paths):
        part = progress.part(place / len(paths) * 0.8, (place + 1) / len(paths) * 0.8)
        encoding, delimiter = mapping.text_options(Path(path)) if mapping is not None else (None, None)
        raws += open_export(Path(path), password, progress=part, encoding=encoding, delimiter=delimiter)
    mappings = propose_mapping(tuple(raws), progress=progress.part(0.8, 0.95))
    if mapping is not None:
        from retention_desk.importing.apply_mapping import apply_mapping

        mappings = apply_mapping(mapping, tuple(raws), mappings, progress.part(0.95, 1.0))
    progress.step(1.0)
    return InspectedFiles(tuple(raws), mappings)


def import_files(
    paths: Sequence[Path],
    mapping: MappingFile | None = None,
    settings: AnalysisSettings = DEFAULTS,
    progress: Progress = SILENT,
    password: AskPassword | None = None,
) -> CustomerData:
    """Return the typed canonical tables of files; every row is used or set aside by reason.

    Raises
    ------
    UserFacingError
        ``no_usable_table``, ``no_customer_column``, or what `inspect_files` raises.
    """
    inspected = inspect_files(paths, mapping, progress.part(0.0, 0.6), password)
    return import_inspected(inspected, settings, progress.part(0.6, 1.0))


def import_inspected(
    inspected: InspectedFiles, settings: AnalysisSettings = DEFAULTS, progress: Progress = SILENT
) -> CustomerData:
    """Return the typed canonical tables of files that were read already, by their (edited) mappings."""
    from retention_desk.importing.tidy import tidy

    data: CustomerData = tidy(inspected.raws, inspected.mappings, settings, progress)
    return data


def analyse(
    data: CustomerData,
    settings: AnalysisSettings = DEFAULTS,
    previous: Analysis | None = None,
    progress: Progress = SILENT,
    show: Show | None = None,
    history: ActionHistory | None = None,
) -> Analysis:
    """Return everything known about the customers of `data`.

    Parameters
    ----------
    data : CustomerData
        As imported; the as-of date and the counting of duplicates come from `settings`.
    settings : AnalysisSettings
    previous : Analysis, optional
        Results whose inputs are unchanged are taken over from it; a whole one.
    progress : Progress
        Told of each stage; raises `Cancelled` when asked to stop.
    show : callable, optional
        Gets what is known before the slow stages, as an analysis that is not whole: with the later results
        of `previous`, or, where many customers are to be forecast anew, without a forecast.
    history : ActionHistory, optional
        What was handed out before and what came back; by default nothing was.

    Notes
    -----
    ``analyse(data, settings, previous)`` equals ``analyse(data, settings)`` for every `previous`.
    """
    given = {"imported": data, "history": no_history() if history is None else history}
    run = StageRun(settings, EarlierResults.of(previous), progress, given)
    run.through(QUICK)
    if show is not None:
        run.show_early(show)
    run.through(SLOW)
    progress.step(1.0)
    return run.analysis()


def analyse_while_training(
    data: CustomerData,
    settings: AnalysisSettings,
    early: Analysis,
    progress: Progress = SILENT,
    history: ActionHistory | None = None,
) -> Analysis:
    """Return what is known with other settings while the forecast of `early` is still being trained.

    Parameters
    ----------
    data : CustomerData
        That of `early`.
    settings : AnalysisSettings
        Those that the forecast reads are as in the training (`has_same_forecast`).
    early : Analysis
        What `analyse` showed before the slow stages; not whole, and neither is what is returned.
    progress : Progress
    history : ActionHistory, optional
    """
    given = {"imported": data, "history": early.history if history is None else history}
    known = results_of(early)
    run = StageRun(settings, EarlierResults(known, early.settings), progress, given)
    run.through(QUICK)
    run.results[FORECAST] = known[FORECAST]
    run.through(SLOW[1:])
    return run.analysis(is_whole=False)


def has_same_forecast(one: AnalysisSettings, other: AnalysisSettings) -> bool:
    """Return whether a forecast trained with some settings holds with others."""
    stages = {stage.result: stage for stage in STAGES}
    waiting, read = [FORECAST], set[str]()
    while waiting:
        stage = stages.get(waiting.pop())
        if stage is not None:
            read.update(stage.reads)
            waiting.extend(stage.inputs)
    return all(one.value_of(key) == other.value_of(key) for key in read)


def write_workbook(
    analysis: Analysis,
    path: Path,
    words: Words,
    progress: Progress = SILENT,
    pseudonyms: Pseudonyms | None = None,
    review: Review | None = None,
) -> None:
    """Write the action workbook; a cancelled or failed export leaves no file and keeps an earlier one.

    With `pseudonyms` it is anonymised; what comes back in it is merged with the same key. With a `review` it
    has a sheet of that.
    """
    from retention_desk.metrics.trace_figure import figure_sources
    from retention_desk.reporting.write_workbook import write_workbook as write

    sources = figure_sources(analysis.metrics, analysis.intermediate["figures_basis"])
    write(analysis, path, words, progress, sources, pseudonyms, review)


def anonymised(analysis: Analysis, pseudonyms: Pseudonyms) -> Analysis:
    """Return an analysis without IDs, names and exact amounts, to write further files from."""
    from retention_desk.reporting.anonymise import anonymised as without_names

    return without_names(analysis, pseudonyms)


def anonymised_review(review: Review, pseudonyms: Pseudonyms) -> Review:
    """Return a review without names, single leavers and what people wrote."""
    from retention_desk.reporting.anonymise import anonymised_review as without_names

    return without_names(review, pseudonyms)


def write_audit(analysis: Analysis, path: Path, words: Words, progress: Progress = SILENT) -> None:
    """Write the audit as a workbook of its own: sources, findings, columns, every row set aside."""
    from retention_desk.reporting.write_audit import write_audit as write

    write(analysis, path, words, progress)


def write_customers(analysis: Analysis, path: Path, words: Words) -> None:
    """Write one CSV line per customer with all scores, forecasts and the play."""
    from retention_desk.reporting.customers_csv import write_customers_csv

    write_customers_csv(analysis, path, words)


def write_report(
    analysis: Analysis,
    path: Path,
    words: Words,
    progress: Progress = SILENT,
    review: Review | None = None,
    choice: ReportChoice | None = None,
) -> None:
    """Write the report as PDF; a cancelled or failed one leaves no file and keeps an earlier one."""
    from retention_desk.foundation.report_results import ReportChoice
    from retention_desk.reporting.write_report import write_report as write

    basis = report_basis(analysis, words)
    write(analysis, path, words, basis, progress, review, choice or ReportChoice())


def report_sheets(
    analysis: Analysis,
    words: Words,
    progress: Progress = SILENT,
    review: Review | None = None,
    choice: ReportChoice | None = None,
) -> tuple[Page, ...]:
    """Return the pages of the report as they would be printed, for a look at them."""
    from retention_desk.foundation.report_results import ReportChoice
    from retention_desk.reporting.write_report import report_sheets as sheets

    basis = report_basis(analysis, words)
    return sheets(analysis, words, basis, progress, review, choice or ReportChoice())


def report_basis(analysis: Analysis, words: Words) -> ReportBasis:
    """Return what the report shows beside the analysis: charts, benchmark, sources of the figures."""
    from retention_desk.charts.report_chart import report_chart
    from retention_desk.foundation.benchmarks import BenchmarkComparison, benchmark_of
    from retention_desk.foundation.report_results import ReportBasis
    from retention_desk.metrics.figure_variants import yearly_retention
    from retention_desk.metrics.trace_figure import figure_sources

    made_of = analysis.intermediate["figures_basis"]
    return ReportBasis(
        draw=lambda key, width, height, answer=None: report_chart(
            key, analysis, words, width, height, answer
        ),
        benchmark=BenchmarkComparison(benchmark_of(analysis.settings), yearly_retention(made_of)),
        sources=figure_sources(analysis.metrics, made_of),
    )


def draw_figure(key: str, analysis: Analysis, words: Words, theme: str = "light") -> Any:
    """Return the matplotlib figure of a chart by its catalogue key."""
    from retention_desk.charts.draw_figure import draw_figure as draw
    from retention_desk.charts.style import Look

    return draw(key, analysis, words, Look.of(theme, words.language))


def read_returned(
    path: Path, password: AskPassword | None = None, progress: Progress = SILENT
) -> ReturnedWorkbook:
    """Return what a filled-in action workbook holds, of whatever program, also half a file.

    Raises
    ------
    UserFacingError
        As `inspect_files`; ``no_action_list``.
    """
    from retention_desk.importing.read_book import read_book
    from retention_desk.importing.typed_days import typed_days
    from retention_desk.reporting.read_returned import not_filled_in
    from retention_desk.reporting.read_returned import read_returned as read

    book = read_book(path, password, left_out=not_filled_in(), mend=True, progress=progress.part(0.0, 0.7))
    try:
        return read(book, typed_days, progress=progress.part(0.7, 0.9))
    except UserFacingError as error:
        if error.code != "no_action_list":
            raise
    # A list may stand on a sheet that has the name of another: all are looked at before it is given up.
    return read(read_book(path, password, mend=True), typed_days, progress=progress.part(0.9, 1.0))


def read_all_returned(
    paths: Sequence[Path], password: AskPassword | None = None, progress: Progress = SILENT
) -> tuple[tuple[ReturnedWorkbook, ...], tuple[NotMerged, ...]]:
    """Return the workbooks that can be read, and those that cannot with the reason."""
    from retention_desk.foundation.merge_results import NotMerged

    read, refused = [], []
    for place, path in enumerate(paths):
        part = progress.part(place / len(paths), (place + 1) / len(paths))
        part.step(0.0, phrase("Reading {sheet}", sheet=path.name))
        try:
            read.append(read_returned(path, password, part))
        except UserFacingError as error:
            refused.append(NotMerged(path.name, error))
    return tuple(read), tuple(refused)


def merge_into(
    project: Project,
    returned: Sequence[ReturnedWorkbook],
    *,
    settled: Mapping[CellKey, CellValue] | None = None,
    prefer: str = "",
    pseudonyms: Pseudonyms | None = None,
) -> Merge:
    """Return what returned workbooks change in a project; `Project.save_merge` keeps it.

    Parameters
    ----------
    project : Project
        Which handed out the lists.
    returned : sequence of ReturnedWorkbook
        None is needed to settle conflicts that are open.
    settled : mapping of CellKey to cell, optional
        What a person chose for conflicts.
    prefer : str
        As `merge_returned`.
    pseudonyms : Pseudonyms, optional
        Of the key that anonymised workbooks were written with.
    """
    from retention_desk.foundation.merge_results import HandedOutList, NotMerged
    from retention_desk.reporting.merge_returned import merge_returned
    from retention_desk.reporting.named_again import named_again

    lists = {
        plan.list_id: HandedOutList(plan.list_id, plan.as_of, project.handed_out(plan))
        for plan in project.plans()
    }
    ids = {key for item in lists.values() for key in item.rows["customer_id"]}
    owners = {owner for item in lists.values() for owner in item.rows["owner"] if owner}
    named, refused = [], []
    for workbook in returned:
        try:
            named.append(named_again(workbook, pseudonyms, ids, owners))
        except UserFacingError as error:
            refused.append(NotMerged(workbook.file, error))
    merge = merge_returned(
        lists, project.returns(), project.settlements(), named, settled=settled, prefer=prefer
    )
    return replace(merge, not_merged=(*refused, *merge.not_merged))
