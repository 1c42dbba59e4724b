"""Where the headline figures come from: file, sheet and row numbers."""

from __future__ import annotations

from typing import Final

from retention_desk.foundation.benchmarks import leading_retention_key
from retention_desk.foundation.trace_results import ROLES
from retention_desk.foundation.wording import phrase
from retention_desk.reporting.paper.paper_table import Column, Row
from retention_desk.reporting.report import Report, ReportPage

_RUNS_SHOWN: Final = 6
_TRACED: Final = (
    "repurchase_rate", "active_rate", "revenue_net", "average_order_value", "mrr", "nrr", "nps", "csat_share",
)  # fmt: skip


def _write(report: Report) -> None:
    words = report.words
    sentence = words(
        "Row numbers as the files show them. All rows of a figure: Why in the program, the sheet Trace of "
        "the workbook, or retention-desk trace FILE --figure KEY."
    )
    report.book.section(ENTRY.key, words(ENTRY.name), sentence)
    columns = (
        Column(words("Figure")),
        Column(words("File and sheet")),
        Column(words("What the rows do")),
        Column(words("Rows"), right=True),
        Column(words("Row numbers"), grows=True),
    )
    wanted = dict.fromkeys((leading_retention_key(report.analysis.settings), *_TRACED))
    by_key = {figure.text.key: figure for figure in report.basis.sources}
    lines = []
    for key in wanted:
        figure = by_key.get(key)
        for place, source in enumerate(figure.sources if figure is not None else ()):
            numbers, left = source.ranges(_RUNS_SHOWN)
            more = words.plural(
                "{numbers}, and {n} more run", "{numbers}, and {n:count} more runs", left, numbers=numbers
            )
            name = f"{source.file} · {source.sheet}" if source.sheet else source.file
            lines.append(
                Row(
                    (
                        report.label(key) if place == 0 else "",
                        name,
                        words(ROLES[source.role]),
                        words.count(len(source.rows)),
                        more if left else numbers,
                    )
                )
            )
    report.book.table(columns, lines)


ENTRY = ReportPage(
    key="trace",
    name=phrase("Where the figures come from"),
    write=_write,
    order=95,
    wanted=lambda report: bool(report.basis.sources),
)
