"""How many stay: both definitions, cohorts, survival, recurring revenue, and the year before."""

from __future__ import annotations

from typing import Final

import numpy as np

from retention_desk.foundation.figure_texts import difference_phrase, value_phrase
from retention_desk.foundation.wording import UNKNOWN, Phrase, phrase
from retention_desk.reporting.paper.paper_table import Column, Row
from retention_desk.reporting.report import Report, ReportPage

_PERIODS: Final = 12
_COMPARED: Final = 12
_MOVEMENTS: Final = (
    phrase("Period to"), phrase("Opening"), phrase("Stayed"), phrase("Came back"), phrase("New"),
    phrase("Closing"), phrase("Retention"), phrase("By heads"),
)  # fmt: skip


def _write(report: Report) -> None:
    book, words, metrics = report.book, report.words, report.analysis.metrics
    book.section(ENTRY.key, words(ENTRY.name), words(_sentence(report)))
    if metrics.movements is None and metrics.cohorts is None and metrics.survival is None:
        missing = metrics.values.get("retention_rate")
        why = missing.missing if missing is not None else None
        report.note(
            phrase("Who stayed cannot be told without dates: {missing}.", missing=why)
            if why is not None
            else phrase("Who stayed cannot be told without dates of orders, subscriptions or use."),
            tone="warning",
        )
        return
    if metrics.movements is not None and len(metrics.movements.ends):
        report.chart("retention_definitions", 160)
        _movements(report)
    if metrics.survival is not None:
        report.charts(("survival_curve", "hazard_by_tenure"))
    if metrics.cohorts is not None and len(metrics.cohorts.size):
        report.chart("cohort_grid")
    if metrics.waterfall is not None:
        report.chart("recurring_waterfall")
    if metrics.activity is not None:
        report.charts(("activity_days", "engagement_decay"))
    _year_before(report)


def _sentence(report: Report) -> Phrase:
    values = report.analysis.metrics.values
    kept, heads = values.get("retention_rate"), values.get("retention_rate_count")
    if kept is None or kept.value is None:
        return phrase("How many customers stay, by every definition the data allow.")
    if heads is None or heads.value is None:
        return phrase("Of {n:count} customers, {kept:share} are still here.", n=kept.n, kept=kept.value)
    return phrase(
        "Of {opening:count} customers at the start, {kept:share} are still here; counted by heads it is "
        "{heads:share}. The difference is customers who came back.",
        opening=kept.denominator or 0,
        kept=kept.value,
        heads=heads.value,
    )


def _movements(report: Report) -> None:
    movements, words = report.analysis.metrics.movements, report.words
    if movements is None:
        return
    report.book.heading("movements", words("Period by period"))
    columns = [Column(words(title), right=place > 0) for place, title in enumerate(_MOVEMENTS)]
    lines = []
    first = max(0, len(movements.ends) - _PERIODS)
    for k in range(len(movements.ends) - 1, first - 1, -1):
        opening, stayed = int(movements.opening[k]), int(movements.stayed[k])
        back, new = int(movements.came_back[k]), int(movements.new[k])
        shares = (stayed, stayed + back)
        lines.append(
            Row(
                (
                    words.date(movements.ends[k]),
                    *(words.count(n) for n in (opening, stayed, back, new, stayed + back + new)),
                    *(words.share(part / opening) if opening else UNKNOWN for part in shares),
                )
            )
        )
    report.book.table(columns, lines)


def _year_before(report: Report) -> None:
    analysis, words = report.analysis, report.words
    found = [
        item
        for item in analysis.metrics.comparisons.values()
        if item.value is not None and (item.before is not None or item.year_before is not None)
    ][:_COMPARED]
    if not found:
        return
    period = analysis.settings.general.period
    name = words.period(found[0].start, period)
    report.book.heading(
        "year_before", words("Beside the period before, and the same period a year before"),
        words("Last complete period: {name}", name=name),
    )  # fmt: skip
    columns = (
        Column(words("Figure"), grows=True),
        Column(words("Value"), right=True),
        Column(words("Period before"), right=True),
        Column(words("Change"), right=True),
        Column(words("A year before"), right=True),
        Column(words("Change"), right=True),
    )
    lines = []
    for item in found:
        unit = analysis.metrics.values[item.key].unit
        said = [_value(report, item.value, unit)]
        for other in (item.before, item.year_before):
            said += [_value(report, other, unit), _difference(report, item.value, other, unit)]
        lines.append(Row((report.label(item.key), *said)))
    report.book.table(columns, lines)


def _value(report: Report, value: float | None, unit: str) -> str:
    if value is None or not np.isfinite(value):
        return UNKNOWN
    return report.words(value_phrase(value, unit, report.currency))


def _difference(report: Report, value: float | None, other: float | None, unit: str) -> str:
    if value is None or other is None:
        return ""
    return report.words(difference_phrase(value - other, unit, report.currency))


ENTRY = ReportPage(key="retention", name=phrase("How many stay"), write=_write, order=20)
