"""Each figure beside the period before and the same period a year before: a decline, or the season."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from retention_desk.desktop.figure_views import period_name
from retention_desk.desktop.page import Desk
from retention_desk.desktop.retention_page.panel import RetentionPanel
from retention_desk.desktop.retention_page.view import RetentionView, Shown
from retention_desk.desktop.table.columns import ColumnSpec
from retention_desk.desktop.widgets.table_card import TableCard
from retention_desk.foundation.history_results import Comparison
from retention_desk.foundation.metric_results import Metrics
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.vocabulary import PERIODS
from retention_desk.foundation.wording import UNKNOWN, Phrase, Words, phrase

BETTER: Final = phrase("Better on the year")
WORSE: Final = phrase("Worse on the year")
SEASON: Final = phrase("May be the season")


class CompareView(RetentionView):
    """A table of all figures with a history; the current row's figure is explained by *Why*."""

    def __init__(self, desk: Desk, panel: RetentionPanel) -> None:
        super().__init__(desk, panel)
        self._keys: list[str] = []
        self.table = TableCard("", desk.words, searchable=False)
        for told in (self.table.table.row_activated, self.table.table.current_row_changed):
            told.connect(self._ask_why)
        self.column.addWidget(self.table, 1)

    def show_analysis(self, analysis: Analysis, shown: Shown) -> None:
        """Show the comparisons, or that nothing has a history yet."""
        period = PERIODS[analysis.settings.general.period]
        needs = (
            phrase("No complete {period} to compare yet.", period=period),
            phrase("It needs dates over at least two whole periods. Choose a shorter one, or add a file."),
        )
        known = comparisons_known(analysis.metrics)
        if self.show_lack(None if known else needs, self.table):
            return
        self._keys = [one.key for one in known]
        words, currency = self.desk.words, analysis.data.currency
        self.table.set_title(answer_of(known, analysis.metrics, words))
        yearly = analysis.settings.general.period == "year"
        self.table.set_table(*comparison_table(known, analysis.metrics, words, currency, yearly=yearly))

    def _ask_why(self, row: int) -> None:
        self.panel.figure_asked.emit(self._keys[row])


def comparisons_known(metrics: Metrics) -> list[Comparison]:
    """Return the comparisons whose figure is known, in the order of the figures."""
    found = (metrics.comparisons.get(key) for key in metrics.values)
    return [one for one in found if one is not None and one.value is not None and one.key in metrics.texts]


def answer_of(known: Sequence[Comparison], metrics: Metrics, words: Words) -> Phrase:
    """Return how many figures are better and worse than a year before, and how many may be the season."""
    period = period_name(known[0].start, known[0].end, words)
    dated = [one for one in known if one.change_on_year is not None]
    if not dated:
        return phrase("Nothing reaches back a year before {period} yet", period=period)
    told = [on_the_year(one, metrics) for one in dated]
    better, worse, season = (told.count(one) for one in (BETTER, WORSE, SEASON))
    said = phrase(
        "{period} on the year: {better:count} better, {worse:count} worse",
        period=period, better=better, worse=worse,
    )  # fmt: skip
    return phrase("{said}; {n:count} may be the season", said=said, n=season) if season else said


def comparison_table(
    known: Sequence[Comparison], metrics: Metrics, words: Words, currency: str | None, *, yearly: bool
) -> tuple[Sequence[ColumnSpec], Mapping[str, Any]]:
    """Return each figure now, before, and a year before, with both changes and what they mean."""
    specs = [
        ColumnSpec("figure", phrase("Figure"), width=180, strong=True),
        ColumnSpec("now", period_name(known[0].start, known[0].end, words), width=90, numeral=True),
        ColumnSpec("before", phrase("Period before"), width=90, numeral=True),
        ColumnSpec("change", phrase("Change"), width=90, numeral=True),
        ColumnSpec("year", phrase("A year before"), width=90, numeral=True),
        ColumnSpec("on_year", phrase("On the year"), width=90, numeral=True),
        ColumnSpec("note", phrase("Reads as"), width=150, stretch=True, muted=True),
    ]
    if yearly:
        specs = [spec for spec in specs if spec.key not in {"year", "on_year", "note"}]
    columns: dict[str, list[str]] = {spec.key: [] for spec in specs}
    for one in known:
        unit = metrics.values[one.key].unit
        told = {
            "figure": words(metrics.texts[one.key].label),
            "now": set_figure(one.value, unit, words, currency),
            "before": set_figure(one.before, unit, words, currency),
            "change": set_change(one.value, one.before, unit, words),
            "year": set_figure(one.year_before, unit, words, currency),
            "on_year": set_change(one.value, one.year_before, unit, words),
            "note": words(on_the_year(one, metrics)),
        }
        for key, column in columns.items():
            column.append(told[key])
    return specs, columns


def set_figure(value: float | None, unit: str, words: Words, currency: str | None) -> str:
    """Return a figure in its unit; a dash where it is not known."""
    if value is None:
        return UNKNOWN
    if unit == "share":
        return words.share(value)
    if unit == "money":
        return words.money(value, currency, 0 if abs(value) >= 1000 else 2)
    if unit in {"hours", "days"}:
        return f"{words.number(value)} {words('hours') if unit == 'hours' else words('days')}"
    return words.number(value, 0 if float(value).is_integer() else 2)


def set_change(value: float | None, other: float | None, unit: str, words: Words) -> str:
    """Return the change from another value: of shares in points, else in per cent."""
    if value is None or other is None:
        return UNKNOWN
    if unit == "share":
        return words.points(value - other)
    return words.change((value - other) / abs(other)) if other else UNKNOWN


def on_the_year(one: Comparison, metrics: Metrics) -> Phrase:
    """Return what the comparison with a year before says of a figure."""
    if one.note.text:
        return SEASON
    wanted, change = metrics.texts[one.key].better, one.change_on_year
    if change is None:
        return phrase("Nothing a year before")
    if not change:
        return phrase("As a year before")
    if wanted is None:
        return phrase("Higher") if change > 0 else phrase("Lower")
    return BETTER if (change > 0) == (wanted == "higher") else WORSE
