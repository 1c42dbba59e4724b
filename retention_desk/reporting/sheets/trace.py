"""The Trace sheet: where the rows behind each figure of the Summary stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from retention_desk.foundation.figure_texts import formula_with_value
from retention_desk.foundation.trace_results import ROLES, FigureSources, SourceRows
from retention_desk.foundation.vocabulary import TABLE_KINDS
from retention_desk.foundation.wording import Words
from retention_desk.reporting.target import Group, SheetColumn, Target, write_table

RUNS_SHOWN: Final = 12
_COUNT: Final = "#,##0"
_DATE: Final = "yyyy-mm-dd"


def write_trace_sheet(target: Target) -> None:
    """Write one line per figure, sheet and what its rows do, with the row numbers; nothing without figures."""
    if not target.figure_sources:
        return
    words, sheet = target.words, target.sheet("trace")
    target.head(
        sheet,
        words("Where the figures come from"),
        words(
            "Row numbers as the files show them. All rows of a figure: Why in the program, or "
            "retention-desk trace FILE --figure KEY."
        ),
    )
    lines = [(figure, source) for figure in target.figure_sources for source in figure.sources]
    columns = (*_figure_columns(target, [figure for figure, _ in lines]),
               *_row_columns([source for _, source in lines], words))  # fmt: skip
    groups = (Group("figure", words("Figure")), Group("rows", words("Rows")))
    write_table(target, sheet, "Trace", columns, groups, len(lines))


def _figure_columns(target: Target, figures: Sequence[FigureSources]) -> tuple[SheetColumn, ...]:
    words, currency = target.words, target.analysis.data.currency
    starts, ends = (
        [figure.metric.period and figure.metric.period[end] for figure in figures] for end in (0, 1)
    )
    made = [words(formula_with_value(figure.metric, currency)) for figure in figures]
    return (
        _text("figure", words("Figure"), "figure", 28, [_label(figure, words) for figure in figures]),
        _text("key", words("Key"), "figure", 22, [figure.text.key for figure in figures], hidden=True),
        _text("formula", words("How it was made"), "figure", 26, made),
        SheetColumn("from", words("From"), "figure", 12, "date", starts, _DATE, align="left"),
        SheetColumn("to", words("To"), "figure", 12, "date", ends, _DATE, align="left"),
    )


def _row_columns(sources: Sequence[SourceRows], words: Words) -> tuple[SheetColumn, ...]:
    placed = [source.rows if len(source.rows) and source.rows.min() >= 0 else None for source in sources]
    first = [None if rows is None else int(rows.min()) for rows in placed]
    last = [None if rows is None else int(rows.max()) for rows in placed]
    numbers = ["" if rows is None else _numbers(source, words) for source, rows in zip(
        sources, placed, strict=True)]  # fmt: skip
    return (
        _text("file", words("File"), "rows", 18, [source.file for source in sources]),
        _text("sheet", words("Sheet"), "rows", 12, [source.sheet for source in sources]),
        _text("table", words("Table"), "rows", 12, [words(TABLE_KINDS[source.kind]) for source in sources]),
        _text(
            "role", words("What the rows do"), "rows", 22, [words(ROLES[source.role]) for source in sources]
        ),
        SheetColumn("count", words("Rows"), "rows", 9, "number", [len(one.rows) for one in sources], _COUNT),
        SheetColumn("first", words("First"), "rows", 9, "number", first, _COUNT),
        SheetColumn("last", words("Last"), "rows", 9, "number", last, _COUNT),
        _text("numbers", words("Row numbers"), "rows", 76, numbers, wrap=True),
    )


def _text(key: str, title: str, group: str, width: float, values: list[str], **more: Any) -> SheetColumn:
    return SheetColumn(key, title, group, width, "text", values, **more)


def _label(figure: FigureSources, words: Words) -> str:
    """Return the name of a figure; of several under one name, with what they are of."""
    _name, _dot, of = figure.text.key.partition(".")
    return f"{words(figure.text.label)} · {of}" if of else words(figure.text.label)


def _numbers(source: SourceRows, words: Words) -> str:
    """Return row numbers as runs, the first of them where there are many."""
    said, more = source.ranges(RUNS_SHOWN)
    return said + words(" … and {n:count} more runs", n=more) if more else said
