"""The report being written: its pages, and what every part of it needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from retention_desk.foundation.figure_texts import value_phrase
from retention_desk.foundation.report_results import ReportBasis, ReportChoice
from retention_desk.foundation.results import Analysis, Metric
from retention_desk.foundation.wording import UNKNOWN, Phrase, Words
from retention_desk.reporting.paper.blocks import beside, chart_block, note_block
from retention_desk.reporting.paper.manuscript import WIDTH, Manuscript
from retention_desk.reporting.paper.paper_style import space

if TYPE_CHECKING:
    from retention_desk.foundation.review_results import Review

WIDE_HEIGHT: Final = 240
HALF_HEIGHT: Final = 210


@dataclass(eq=False)
class Report:
    """A report being written.

    Attributes
    ----------
    book : Manuscript
    analysis : Analysis
    words : Words
    basis : ReportBasis
    choice : ReportChoice
    review : Review or None
        What came of the last list, where a project knows.
    """

    book: Manuscript
    analysis: Analysis
    words: Words
    basis: ReportBasis
    choice: ReportChoice = field(default_factory=ReportChoice)
    review: Review | None = None

    @property
    def currency(self) -> str | None:
        """Currency of all amounts, where the files tell."""
        return self.analysis.data.currency

    def money(self, amount: float | None) -> str:
        """Return an amount as tables set it; a dash where it is unknown."""
        if amount is None or not np.isfinite(amount):
            return UNKNOWN
        return self.words(value_phrase(float(amount), "money", self.currency))

    def value(self, metric: Metric) -> str:
        """Return the value of a figure with its unit."""
        if metric.value is None:
            return UNKNOWN
        return self.words(value_phrase(metric.value, metric.unit, self.currency))

    def interval(self, metric: Metric) -> str:
        """Return the 95 % interval of a figure, empty where it has none."""
        if metric.low is None or metric.high is None:
            return ""
        low, high = (value_phrase(v, metric.unit, self.currency) for v in (metric.low, metric.high))
        return self.words("{low} to {high}", low=low, high=high)

    def short_period(self, metric: Metric) -> str:
        """Return what the period of a figure is called where it is one of the calendar, else its days."""
        if metric.period is None:
            return ""
        start, end = metric.period
        if start == end:
            return self.words.date(end)
        after = end + dt.timedelta(days=1)
        if start.day == 1 and after.day == 1:
            months = (after.year - start.year) * 12 + after.month - start.month
            name = {1: "month", 3: "quarter", 12: "year"}.get(months)
            if name is not None and (start.month - 1) % months == 0:
                return self.words.period(start, name)
        return self.period(metric)

    def period(self, metric: Metric) -> str:
        """Return the days a figure covers, empty where it covers none."""
        if metric.period is None:
            return ""
        return f"{self.words.date(metric.period[0])} – {self.words.date(metric.period[1])}"

    def label(self, key: str) -> str:
        """Return the name of a key figure."""
        text = self.analysis.metrics.texts.get(key)
        if text is None:
            return key
        part = key.partition(".")[2]
        return f"{self.words(text.label)} · {part}" if part else self.words(text.label)

    def chart(self, key: str, height: int = WIDE_HEIGHT, answer: Any = None) -> None:
        """Set a chart of the analysis, or of an answer, over the whole width."""
        made = self.basis.draw(key, int(WIDTH), height, answer)
        self.book.add(chart_block(made, WIDTH, self.words.language), gap=space("l"))

    def charts(self, keys: Sequence[str], height: int = HALF_HEIGHT) -> None:
        """Set charts beside each other; what one without data lacks is said below them."""
        gap = space("xl")
        each = (WIDTH - gap * (len(keys) - 1)) / len(keys)
        made = {key: self.basis.draw(key, int(each), height) for key in keys}
        there = [key for key, chart in made.items() if chart.figure is not None]
        if len(there) == 1:
            self.chart(there[0], height)
        elif there:
            blocks = [chart_block(made[key], each, self.words.language) for key in there]
            self.book.add(beside(blocks, gap), gap=space("l"))
        for chart in made.values():
            if chart.figure is None:
                missing = self.words("{chart}: {missing}", chart=chart.title, missing=chart.missing)
                self.book.paragraph(missing, role="caption", tone="muted")

    def note(self, text: str | Phrase, *, title: str = "", tone: str = "info") -> None:
        """Set a notice."""
        said = text if isinstance(text, str) else self.words(text)
        if said:
            self.book.add(
                note_block(said, WIDTH, self.words.language, title=title, tone=tone), gap=space("l")
            )


@dataclass(frozen=True)
class ReportPage:
    """A part of the report: the recipe in its catalogue file.

    Parameters
    ----------
    key : str
        Name of its file.
    name : Phrase
        Its title.
    write : callable
        Takes the report; begins its section and fills it. What cannot be known is said in words.
    order : int
    wanted : callable, optional
        Takes the report; whether the part belongs in it at all. Always without.
    """

    key: str
    name: Phrase
    write: Callable[[Report], None]
    order: int
    wanted: Callable[[Report], bool] | None = None

    def belongs(self, report: Report) -> bool:
        """Return whether the part is written."""
        if self.key in report.choice.left_out:
            return False
        return self.wanted is None or self.wanted(report)


def known(values: Any) -> Any:
    """Return the finite ones of an array."""
    numbers = np.asarray(values, dtype=np.float64)
    return numbers[np.isfinite(numbers)]
