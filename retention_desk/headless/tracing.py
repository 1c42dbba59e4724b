"""The command ``trace``: the source rows behind a figure."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.figure_texts import formula_with_value
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.trace_results import (
    ROLES,
    AverageOf,
    CellCount,
    CellOf,
    FigureOf,
    ScoreOf,
    StayOf,
    Trace,
    Traced,
)
from retention_desk.foundation.vocabulary import TABLE_KINDS
from retention_desk.foundation.wording import Phrase, Words, phrase
from retention_desk.headless.analysing import AnalyseRequest, report_guesses, settings_of
from retention_desk.headless.inspecting import load_mapping, write_json
from retention_desk.headless.output import metric_record
from retention_desk.headless.passwords import password_from
from retention_desk.headless.progress_bar import progress_bar
from retention_desk.pipeline import import_files
from retention_desk.questions import trace_of_data

if TYPE_CHECKING:
    import pandas as pd

ROWS_PRINTED: Final = 200
CELL: Final = "cohort_cell"
AVERAGE: Final = "cohort_average"
STAY: Final = "survival_point"
SCORE: Final = "health_score"
INDICATOR: Final = "indicator."


@dataclass(frozen=True)
class TracePart:
    """What part of a figure was asked for, as it was typed.

    Attributes
    ----------
    customer : str or None
        ID.
    group : str or None
        ``COLUMN=VALUE``.
    cell : str or None
        ``DATE,N`` of the cohort grid, ``N`` of its averages.
    count : {"exact", "later", "revenue"}
        What a cell or an average counts.
    days : str or None
        After the first day: a point of the Kaplan–Meier curve.
    until : str or None
        Last day of an earlier period: a point of a history.
    """

    customer: str | None = None
    group: str | None = None
    cell: str | None = None
    count: CellCount = "exact"
    days: str | None = None
    until: str | None = None


@dataclass(frozen=True)
class TraceRequest:
    """What the command line was asked to trace; `input` holds files, mapping and settings."""

    input: AnalyseRequest
    figure: str
    part: TracePart
    json: str | None = None

    def asked(self) -> Traced:
        """Return what is to be traced; UserFacingError ``bad_part`` where no part is named or understood."""
        customer, group, cell = self.part.customer, self.part.group, self.part.cell
        if self.figure == CELL:
            return _cell(cell or "", self.part.count)
        if self.figure == AVERAGE:
            return _average(cell or "", self.part.count)
        if self.figure == STAY:
            return _stay(self.part.days or "")
        if self.figure == SCORE or self.figure.startswith(INDICATOR):
            if customer is None:
                raise _bad_part(self.figure, phrase("Add --customer ID: a score belongs to a customer."))
            return ScoreOf(customer, self.figure.removeprefix(INDICATOR) if self.figure != SCORE else None)
        if group is None:
            return FigureOf(self.figure, customer, period_end=_day(self.part.until))
        if self.part.until is not None:
            raise _bad_part(group, phrase("Leave out --until: groups are of the latest period."))
        column, found, value = group.partition("=")
        if not found:
            raise _bad_part(group, phrase("Write --group COLUMN=VALUE, e.g. customers.region=North."))
        return FigureOf(self.figure, column=column, group=value)


def _cell(text: str, count: CellCount) -> CellOf:
    day, _comma, steps = text.partition(",")
    try:
        start = dt.date.fromisoformat(day if day.count("-") == 2 else f"{day}-01")
        return CellOf(start, int(steps), count)
    except ValueError:
        way_out = phrase(
            "Write --cell DATE,N, e.g. 2010-12-01,3: the cohort of December 2010 three periods on."
        )
        raise _bad_part(text or CELL, way_out) from None


def _average(text: str, count: CellCount) -> AverageOf:
    if not text.isdecimal():
        way_out = phrase("Write --cell N, e.g. 3: the average of the cohorts three periods on.")
        raise _bad_part(text or AVERAGE, way_out)
    return AverageOf(None, int(text), count)


def _stay(text: str) -> StayOf:
    try:
        days = float(text)
    except ValueError:
        days = math.nan
    if not 0 <= days < math.inf:
        raise _bad_part(text or STAY, phrase("Write --days N, e.g. 90: who was still there after 90 days."))
    return StayOf(days)


def _day(text: str | None) -> dt.date | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        way_out = phrase("Write --until DATE, e.g. 2011-03-31: the last day of an earlier period.")
        raise _bad_part(text, way_out) from None


def _bad_part(where: str, way_out: Phrase) -> UserFacingError:
    what = phrase("It is not said which part of the figure is meant.")
    return UserFacingError("bad_part", what, where, way_out)


def trace_files(request: TraceRequest, words: Words) -> None:
    """Print the rows behind a figure, or write them as JSON.

    Raises
    ------
    UserFacingError
        The input or a setting cannot be used; ``unknown_figure``, ``unknown_customer``.
    """
    with progress_bar(words) as progress:
        data, settings = _data_and_settings(request.input, words, progress.part(0.0, 0.8))
        trace = trace_of_data(data, settings, request.asked())
    if request.json is not None:
        write_json(trace_record(trace, words), request.json)
    if request.json != "-":
        print_trace(trace, words, data.currency)


def _data_and_settings(
    request: AnalyseRequest, words: Words, progress: Progress
) -> tuple[CustomerData, AnalysisSettings]:
    """Return the latest month of a project, else what is imported from the files."""
    from retention_desk.headless.keeping import is_project, latest_kept

    if is_project(request.files):
        kept, used = latest_kept(request.files[0], progress)
        return kept, settings_of(request, used)
    settings = settings_of(request)
    password = password_from(request.password_file, words)
    data = import_files(request.files, load_mapping(request.mapping), settings, progress, password)
    report_guesses(data, words)
    return data, settings


def trace_record(trace: Trace, words: Words) -> dict[str, Any]:
    """Return a trace as JSON has it: the figure, how it was made, and every row."""
    table = trace.table
    return {
        "schema": 1,
        "figure": trace.metric.key,
        "label": words(trace.text.label),
        "definition": words(trace.text.definition),
        **metric_record(trace.metric, words),
        "filters": [words(item) for item in trace.filters],
        "customer": trace.customer,
        "recomputed": trace.recomputed,
        "count": len(table),
        "rows": plain_rows(table),
    }


def plain_rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a trace as plain values; None for what is not known."""
    import pandas as pd

    said = table.astype({"file": "str", "sheet": "str"})
    records: list[dict[str, Any]] = [{str(k): v for k, v in row.items()} for row in said.to_dict("records")]
    for record in records:
        amount = record["amount"]
        record["row"] = int(record["row"]) if record["row"] >= 0 else None
        for name in ("date", "until"):
            record[name] = None if pd.isna(record[name]) else f"{record[name]:%Y-%m-%d}"
        record["counts"] = record["counts"] or None
        record["amount"] = None if math.isnan(amount) else float(amount)
    return records


def print_trace(trace: Trace, words: Words, currency: str | None = None) -> None:
    """Print figure, formula, filters, the rows by sheet, and the first of them as a table."""
    print(f"{trace.metric.key}: {words(trace.text.label)}")
    print("  " + words(trace.text.definition))
    if trace.metric.missing is not None:
        print("  " + words(trace.metric.missing))
        return
    print("  " + words(formula_with_value(trace.metric, currency)))
    print("  " + " · ".join(words(item) for item in trace.filters))
    for source in trace.by_source():
        name = f"{source.file} · {source.sheet}" if source.sheet else source.file
        runs, more = source.ranges(12)
        runs += f" … +{words.count(more)}" if more else ""
        print(words("{name}, {kind}, {role}: {n:count} rows ({rows})", name=name,
                    kind=TABLE_KINDS[source.kind], role=ROLES[source.role], n=len(source.rows),
                    rows=runs))  # fmt: skip
    shown = trace.table.head(ROWS_PRINTED)
    for row in plain_rows(shown):
        amount = "" if row["amount"] is None else words.number(row["amount"], 2)
        said = (row["file"], row["sheet"], row["row"], row["role"], row["customer"], row["date"], amount)
        print("\t".join("" if item is None else str(item) for item in said))
    if len(trace.table) > len(shown):
        rest = len(trace.table) - len(shown)
        print(words("… and {n:count} more rows; --json lists all of them", n=rest))
