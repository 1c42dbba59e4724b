"""The Trace sheet: where the rows behind each figure of the Summary stand."""

from __future__ import annotations

from typing import Final

from retention_desk.foundation.trace_results import ROLES, SourceRows
from retention_desk.foundation.vocabulary import TABLE_KINDS
from retention_desk.foundation.wording import Words
from retention_desk.reporting.target import Group, SheetColumn, Target, write_table

RUNS_SHOWN: Final = 40


def write_trace_sheet(target: Target) -> None:
    """Write one line per figure, sheet and what its rows do, with the row numbers; nothing without figures."""
    if not target.figure_sources:
        return
    words, sheet = target.words, target.sheet("trace")
    target.head(
        sheet,
        words("Where the figures come from"),
        words("Row numbers as the files show them; `retention-desk trace` lists every row."),
    )
    lines = [(figure, source) for figure in target.figure_sources for source in figure.sources]
    names = {figure.text.key: words(figure.text.label) for figure in target.figure_sources}
    labels = [
        f"{names[figure.text.key]} · {figure.text.key.partition('.')[2]}"
        if "." in figure.text.key
        else names[figure.text.key]
        for figure, _ in lines
    ]
    made = [words(figure.metric.formula) for figure, _ in lines]
    sources = [source for _, source in lines]
    columns = (
        SheetColumn("figure", words("Figure"), "figure", 30, "text", labels),
        SheetColumn("formula", words("How it was made"), "figure", 40, "text", made),
        SheetColumn("file", words("File"), "rows", 28, "text", [item.file for item in sources]),
        SheetColumn("sheet", words("Sheet"), "rows", 16, "text", [item.sheet for item in sources]),
        SheetColumn(
            "table", words("Table"), "rows", 14, "text", [words(TABLE_KINDS[item.kind]) for item in sources]
        ),
        SheetColumn(
            "role", words("What the rows do"), "rows", 30, "text", [words(ROLES[item.role]) for item in sources]
        ),
        SheetColumn(
            "count", words("Rows"), "rows", 10, "number", [len(item.rows) for item in sources], "#,##0"
        ),
        SheetColumn(
            "numbers", words("Row numbers"), "rows", 60, "text", [_numbers(item, words) for item in sources],
            wrap=True,
        ),
    )  # fmt: skip
    groups = (Group("figure", words("Figure")), Group("rows", words("Rows")))
    write_table(target, sheet, "Trace", columns, groups, len(lines))


def _numbers(source: SourceRows, words: Words) -> str:
    """Return row numbers as runs; empty where the table has none (rows of no file)."""
    if len(source.rows) and source.rows[0] < 0:
        return ""
    said, more = source.ranges(RUNS_SHOWN)
    return said + words(" … and {n:count} more runs", n=more) if more else said
