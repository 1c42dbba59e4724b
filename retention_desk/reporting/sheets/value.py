"""The Value sheet: what customers are worth, who holds it, and how earlier forecasts came out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import numpy as np

from retention_desk.foundation.results import Analysis
from retention_desk.foundation.vocabulary import STAGES, VALUE_TIERS
from retention_desk.foundation.wording import Phrase, Words
from retention_desk.reporting.native_charts import native_chart
from retention_desk.reporting.section import Section, set_columns, write_section
from retention_desk.reporting.target import Target
from retention_desk.reporting.workbook_style import money_format

COLUMNS: Final = 12
TABLE_COLUMNS: Final = 6
CHART_COLUMN: Final = 7
CHART_ROWS: Final = 16
_TENTHS: Final = tuple(range(1, 11))


def write_value_sheet(target: Target) -> None:
    """Write totals, value by tier and by stage with its chart, its concentration, and checks of the past."""
    words, analysis = target.words, target.analysis
    sheet = target.sheet("value")
    target.head(sheet, words("What they are worth"), _sentence(target))
    set_columns(sheet, COLUMNS)
    row, charts_at = 3, 3
    for section in value_sections(analysis, words):
        block = write_section(target, "value", row, section, TABLE_COLUMNS)
        if section.chart:
            chart = _chart(target, section, block)
            chart.set_size({"width": 560, "height": 15 * 24})
            sheet.insert_chart(charts_at, CHART_COLUMN, chart, {"object_position": 3})
            charts_at += CHART_ROWS
        row = block.last + 2
    target.print_setup(sheet, pages_high=1)


def value_sections(analysis: Analysis, words: Words) -> Iterator[Section]:
    """Yield the tables of the sheet; what is not known is left out."""
    money = money_format(analysis.data.currency)
    value, risk = analysis.value.lifetime_value, analysis.at_risk.amounts
    yield _facts(analysis, words)
    if not np.isfinite(value).any():
        return
    title = words("Lifetime value by tier")
    yield _by_group(
        title, VALUE_TIERS, analysis.segments.value_tier, (value, risk), money, words, chart="bar"
    )
    title = words("Lifetime value by stage")
    yield _by_group(title, STAGES, analysis.segments.stage, (value, risk), money, words)
    yield _concentration(value, words)
    if analysis.value.checks:
        yield _checks(analysis, money, words)


def _sentence(target: Target) -> str:
    analysis, words = target.analysis, target.words
    known = np.isfinite(analysis.value.lifetime_value)
    if not known.any():
        return words(analysis.value.note)
    return words(
        "{n:count} customers with a known lifetime value over {months:count} months.",
        n=int(known.sum()),
        months=analysis.value.horizon_months,
    )


def _facts(analysis: Analysis, words: Words) -> Section:
    value, currency = analysis.value, analysis.data.currency
    lines: list[tuple[str, str]] = []
    total = np.nansum(value.lifetime_value)
    if np.isfinite(value.lifetime_value).any():
        lines.append((words("Lifetime value, all customers"), words.money(float(total), currency)))
    if analysis.at_risk.n:
        lines.append((words("Value at risk"), words.money(analysis.at_risk.total, currency)))
    if np.isfinite(value.expected_spend).any():
        spend = float(np.nansum(value.expected_spend))
        said = words("{amount} in the next {days:count} days", amount=words.money(spend, currency),
                     days=value.horizon_days)  # fmt: skip
        if value.spend_range is not None:
            low, high = (
                words.money(end, currency) for end in (value.spend_range.low, value.spend_range.high)
            )
            said = words("{said}; likely between {low} and {high}", said=said, low=low, high=high)
        lines.append((words("Expected spend"), said))
    notes: list[Phrase] = [value.note] if value.note.text else []
    lines += [(words("To keep in mind"), words(text)) for text in (*notes, *value.caveats)]
    return Section(words("Customer value"), (), lines, ("", ""))


def _by_group(
    title: str, names: Any, codes: Any, amounts: Any, money: str, words: Words, *, chart: str = ""
) -> Section:
    """Return customers, value and value at risk of each group; unknown amounts are not counted."""
    value, risk = amounts
    total = np.nansum(value)
    lines = []
    for code, label in enumerate(names.values()):
        mine = codes == code
        known = mine & np.isfinite(value)
        held = float(value[known].sum())
        at_risk = float(np.nansum(risk[mine])) if np.isfinite(risk[mine]).any() else None
        lines.append((
            words(label), int(mine.sum()), held if known.any() else None,
            held / int(known.sum()) if known.any() else None, held / total if total > 0 else None, at_risk,
        ))  # fmt: skip
    heads = (
        words("Group"), words("Customers"), words("Lifetime value"), words("Each"), words("Share"),
        words("Value at risk"),
    )  # fmt: skip
    return Section(title, heads, lines, ("", "#,##0", money, money, "0.0%", money), chart)


def _concentration(value: Any, words: Words) -> Section:
    """Return which share of the value the best tenth, two tenths … of the customers hold."""
    known = np.sort(np.maximum(value[np.isfinite(value)], 0.0))[::-1]
    held = np.concatenate([[0.0], np.cumsum(known)])
    total = held[-1]
    lines = [
        (tenth / 10, float(held[-(-tenth * len(known) // 10)] / total) if total > 0 else None)
        for tenth in _TENTHS
    ]
    heads = (words("Best customers"), words("Share of the value"))
    return Section(words("Who holds the value"), heads, lines, ("0%", "0.0%"), "scatter")


def _checks(analysis: Analysis, money: str, words: Words) -> Section:
    lines = [
        (
            words.date(check.day), check.customers, check.predicted, check.actual, _off(check), check.last_period,
        )
        for check in analysis.value.checks
    ]  # fmt: skip
    heads = (
        words("Forecast of"), words("Customers"), words("Predicted"), words("Came"), words("Off by"),
        words("“Last period repeats”"),
    )  # fmt: skip
    title = words("Would it have been right before?")
    return Section(title, heads, lines, ("", "#,##0", money, money, "+0.0%;−0.0%;0.0%", money))


def _off(check: Any) -> float | None:
    return check.predicted / check.actual - 1 if check.actual else None


def _chart(target: Target, section: Section, block: Any) -> Any:
    words = target.words
    if section.chart == "bar":
        return native_chart(target, "bar", section.title, block, [(2, words("Lifetime value"), "chart0")])
    series = [(1, words("Share of the value"), "chart0")]
    title = words("Share of the value that the best customers hold")
    return native_chart(target, "scatter", title, block, series, number_format="0%", x_format="0%")
