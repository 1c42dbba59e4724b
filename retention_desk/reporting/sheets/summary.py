"""The Summary sheet: headline figures with their formulas in words, benchmark, top reasons, native charts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from retention_desk.foundation.benchmarks import benchmark_of
from retention_desk.foundation.results import Metric
from retention_desk.foundation.vocabulary import BANDS, VALUE_TIERS
from retention_desk.reporting.hostile_text import cell_text
from retention_desk.reporting.native_charts import Block, native_chart
from retention_desk.reporting.target import Target
from retention_desk.reporting.workbook_style import HEADER_HEIGHT, ROW_HEIGHT, colours, money_format

UNIT_FORMATS: Final = {
    "share": "0.0%",
    "count": "#,##0",
    "score": "0.0",
    "ratio": "0.00",
    "hours": "0.0",
    "days": "#,##0",
    "orders": "#,##0",
}
CHART_COLUMN: Final = 6
CHART_SIZE: Final = {"width": 600, "height": 15 * 26 - 16}
CHART_ROWS: Final = 15
TOP_REASONS: Final = 5
PERIODS_SHOWN: Final = 8


def write_summary_sheet(target: Target) -> None:
    """Write figures and charts; every chart reads cells of this sheet."""
    words, analysis = target.words, target.analysis
    sheet = target.sheet("summary")
    day = analysis.data.as_of
    sentence = words("{n:count} customers.", n=analysis.data.n_customers)
    if day is not None:
        sentence = words("{n:count} customers, as of {day:longdate}.", n=analysis.data.n_customers, day=day)
    target.head(sheet, words("Summary"), sentence)
    sheet.set_default_row(ROW_HEIGHT)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 15)
    sheet.set_column(2, 2, 12)
    sheet.set_column(3, 3, 24)
    sheet.set_column(4, 4, 70)
    sheet.set_column(5, 5, 3)
    row = _write_figures(target, sheet, 3)
    row = _write_benchmark(target, sheet, row + 2)
    row = _write_reasons(target, sheet, row + 2)
    _write_charts(target, sheet, row + 2)
    sheet.freeze_panes(4, 1)
    target.print_setup(sheet, pages_high=1)


def _header(target: Target, sheet: Any, row: int, titles: Sequence[str], right: Sequence[int] = (1,)) -> None:
    sheet.set_row(row, HEADER_HEIGHT * 0.7)
    for place, title in enumerate(titles):
        sheet.write_string(
            row, place, title, target.formats.header_over(right=place in right, indent=place > 0)
        )


def _write_figures(target: Target, sheet: Any, row: int) -> int:
    words, analysis = target.words, target.analysis
    _header(
        target,
        sheet,
        row,
        (words("Figure"), words("Value"), "n", words("Period"), words("How it was made")),
        (1, 2),
    )
    for metric in analysis.metrics.values.values():
        if metric.value is None:
            continue
        row += 1
        period = f"{words.date(metric.period[0])} – {words.date(metric.period[1])}" if metric.period else None
        _write_figure(target, sheet, row, (_label(target, metric.key), metric, period, words(metric.formula)))
    at_risk = Metric("value_at_risk", "money", analysis.at_risk.total, n=analysis.at_risk.n)
    value = analysis.value.lifetime_value
    known = value[np.isfinite(value)]
    total = Metric("lifetime_value", "money", float(known.sum()) if len(known) else None, n=len(known))
    for metric, label, how in (
        (
            total,
            words("Lifetime value"),
            words("sum over the customers, {months} months", months=analysis.value.horizon_months),
        ),
        (at_risk, words("Value at risk"), words("Σ churn probability × lifetime value")),
    ):
        if metric.value is not None and metric.n:
            row += 1
            _write_figure(target, sheet, row, (label, metric, None, how))
    return row


def _write_figure(target: Target, sheet: Any, row: int, line: tuple[str, Metric, str | None, str]) -> None:
    label, metric, period, how = line
    formats = target.formats
    wanted = (
        money_format(target.analysis.data.currency) if metric.unit == "money" else UNIT_FORMATS[metric.unit]
    )
    if metric.unit == "money" and metric.value is not None and abs(metric.value) < 1_000:
        wanted = wanted.replace("#,##0", "#,##0.00")
    sheet.write_string(row, 0, cell_text(label), formats.cell())
    sheet.write_number(row, 1, metric.value, formats.cell(wanted, bold=True))
    sheet.write_number(row, 2, metric.n, formats.cell("#,##0"))
    sheet.write_string(row, 3, period or "", formats.cell(font_color=colours()["muted"], indent=1))
    sheet.write_string(row, 4, cell_text(how), formats.cell(font_color=colours()["muted"]))


def _write_benchmark(target: Target, sheet: Any, row: int) -> int:
    words, formats = target.words, target.formats
    reference = benchmark_of(target.analysis.settings)
    _header(
        target, sheet, row, (words("Reference"), words("Value"), "", words("Industry"), words("What it is"))
    )
    note = words("yearly retention as a published article gives it; definitions differ, compare with care")
    sheet.write_string(row + 1, 0, words("Retention in the industry"), formats.cell())
    sheet.write_number(row + 1, 1, reference.retention_share, formats.cell("0.0%"))
    sheet.write_blank(row + 1, 2, None, formats.cell())
    sheet.write_string(row + 1, 3, words(reference.label), formats.cell(indent=1))
    sheet.write_string(row + 1, 4, note, formats.cell(font_color=colours()["muted"]))
    return row + 1


def _write_reasons(target: Target, sheet: Any, row: int) -> int:
    words, formats, table = target.words, target.formats, target.analysis.plan.table
    drivers = target.analysis.churn.drivers[:TOP_REASONS]
    if drivers:
        _header(target, sheet, row, (words("What the forecast goes by"), words("Share")))
        for _key, label, share in drivers:
            row += 1
            sheet.write_string(row, 0, cell_text(words(label)), formats.cell())
            sheet.write_number(row, 1, share, formats.cell("0%"))
        row += 2
    plays = Counter(table.loc[table["arm"] != "holdout", "play"].tolist())
    _header(target, sheet, row, (words("Play"), words("Customers")))
    for play, count in plays.most_common():
        row += 1
        sheet.write_string(
            row, 0, cell_text(words(target.analysis.plan.plays.get(play, play))), formats.cell()
        )
        sheet.write_number(row, 1, count, formats.cell("#,##0"))
    return row


def _write_charts(target: Target, sheet: Any, row: int) -> None:
    """Write the tables the charts read, then the charts beside the figures."""
    words, analysis = target.words, target.analysis
    place = 3
    bands = [
        (words(label), int((analysis.health.band == code).sum())) for code, label in enumerate(BANDS.values())
    ]
    block = _write_block(target, sheet, row, (words("Band"), words("Customers")), bands)
    _add_chart(target, sheet, place, native_chart(target, "column", words("Customers by band"), block, [(1, words("Customers"), "chart0")],
                                            points=("risk", "watch", "healthy")))  # fmt: skip
    row, place = block.last + 2, place + CHART_ROWS
    amounts, tiers = analysis.at_risk.amounts, analysis.segments.value_tier
    at_risk = [
        (words(label), float(np.nansum(amounts[tiers == code])))
        for code, label in enumerate(VALUE_TIERS.values())
    ]
    if np.isfinite(amounts).any():
        block = _write_block(target, sheet, row, (words("Tier"), words("Value at risk")), at_risk)
        _add_chart(
            target,
            sheet,
            place,
            native_chart(
                target, "bar", words("Value at risk by tier"), block, [(1, words("Value at risk"), "chart0")]
            ),
        )
        row, place = block.last + 2, place + CHART_ROWS
    movements = analysis.metrics.movements
    if movements is not None and len(movements.ends):
        recent = range(max(0, len(movements.ends) - PERIODS_SHOWN), len(movements.ends))
        lines = [
            (
                words.date(movements.ends[k]),
                int(movements.stayed[k]),
                int(movements.came_back[k]),
                int(movements.new[k]),
            )
            for k in recent
        ]
        titles = (words("Period to"), words("Stayed"), words("Came back"), words("New"))
        block = _write_block(target, sheet, row, titles, lines)
        series = [(1, titles[1], "part0"), (2, titles[2], "part1"), (3, titles[3], "part2")]
        _add_chart(
            target,
            sheet,
            place,
            native_chart(
                target, "stacked", words("Active customers at the end of each period"), block, series
            ),
        )
        row, place = block.last + 2, place + CHART_ROWS
    _write_reach(target, sheet, row, place)


def _write_reach(target: Target, sheet: Any, row: int, place: int) -> None:
    words, reach = target.words, target.analysis.plan.reach
    if len(reach) < 2:
        return
    shown = reach.iloc[np.unique(np.linspace(0, len(reach) - 1, 25).astype(int))]
    lines = list(
        zip(shown["contacts"].astype(int).tolist(), shown["share"].astype(float).tolist(), strict=True)
    )
    block = _write_block(target, sheet, row, (words("Contacts a week"), words("Share reached")), lines, "0%")
    title = words("Share of the value at stake that so many contacts reach")
    _add_chart(
        target,
        sheet,
        place,
        native_chart(
            target, "scatter", title, block, [(1, words("Share reached"), "chart0")], number_format="0%"
        ),
    )


def _write_block(
    target: Target,
    sheet: Any,
    row: int,
    titles: Sequence[str],
    lines: Sequence[Sequence[Any]],
    number_format: str = "#,##0",
) -> Block:
    _header(target, sheet, row, titles, range(1, len(titles)))
    number = target.formats.cell(number_format)
    for offset, line in enumerate(lines, start=1):
        for place, value in enumerate(line):
            if isinstance(value, str):
                sheet.write_string(row + offset, place, cell_text(value), target.formats.cell())
            elif place == 0:
                sheet.write_number(row + offset, place, value, target.formats.cell("#,##0", align="left"))
            else:
                sheet.write_number(row + offset, place, value, number)
    return Block(row + 1, row + len(lines))


def _add_chart(target: Target, sheet: Any, row: int, chart: Any) -> None:
    chart.set_size(CHART_SIZE)
    sheet.insert_chart(row, CHART_COLUMN, chart, {"object_position": 3})


def _label(target: Target, key: str) -> str:
    text = target.analysis.metrics.texts.get(key)
    return target.words(text.label) if text else key
