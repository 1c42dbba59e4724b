"""What if more customers stayed: a slider, and what it does to customers, revenue and profit."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.cards import Card, Rule
from retention_desk.desktop.widgets.fields import NumberField
from retention_desk.desktop.widgets.sliders import WeightSlider
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.value_results import ProfitScenario
from retention_desk.foundation.vocabulary import PERIODS
from retention_desk.foundation.wording import Money, Phrase, Words, phrase

MOST_POINTS: Final = 20.0
STEP_POINTS: Final = 0.5
FIRST_POINTS: Final = 5.0
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ScenarioCard(Card):
    """Slider and field for the points, and a table of what they change."""

    moved = Signal(float)
    """Points (0–20) that the user asks about; with each move of the slider."""

    def __init__(self, words: Words) -> None:
        super().__init__(phrase("If more customers stayed"), words, subtitle="")
        look = theme.current()
        space = look.space
        name = phrase("Retention up by, points")
        self.slider = WeightSlider(words, low=0.0, high=MOST_POINTS, step=STEP_POINTS, name=name)
        self.field = NumberField(
            words, low=0.0, high=MOST_POINTS, digits=1, step=STEP_POINTS, unit=phrase("points"), name=name
        )
        self.field.setFixedWidth(look.size.indicator_row + look.space.l)
        self.slider.set_value(FIRST_POINTS)
        self.field.set_value(FIRST_POINTS)
        self.slider.changed.connect(self._moved)
        self.field.changed.connect(self._moved)
        self.controls = QWidget()
        row = QHBoxLayout(self.controls)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space.m)
        row.addWidget(Label(phrase("Retention up by"), words))
        row.addWidget(self.slider, 1)
        row.addWidget(self.field)
        self.rates = Label("", words, tone="muted", wrap=True)
        self.table = _Differences(words)
        for widget in (self.controls, self.rates, self.table):
            self.body.addWidget(widget)

    @property
    def points(self) -> float:
        """By how many points retention is raised."""
        return self.slider.value()

    def _moved(self, points: float) -> None:
        self.slider.set_value(points)
        self.field.set_value(points)
        self.moved.emit(points)

    def show_scenario(self, scenario: ProfitScenario | None) -> None:
        """Show what the points change; None says what is missing."""
        for widget in (self.controls, self.table):
            widget.setVisible(scenario is not None)
        if scenario is None:
            self.set_title(phrase("If more customers stayed"))
            self.rates.say(
                phrase(
                    "Needs a complete period with customers at its beginning, and revenue: orders with dates "
                    "and amounts, or subscriptions."
                )
            )
            return
        self.set_title(phrase("If more customers stayed"), phrase("From your own curve; no forecast"))
        self.rates.say(rates(scenario))
        self.table.show_scenario(scenario)


def rates(scenario: ProfitScenario) -> Phrase:
    """Return how many of a period's customers stay now, and would."""
    return phrase(
        "Of 100 customers active before a {period}, **{now:number}** are still active at its end; raised, "
        "**{raised:number}** would be.",
        period=PERIODS[scenario.period],
        now=scenario.retention_share * 100,
        raised=scenario.raised_share * 100,
    )


class _Differences(QWidget):
    """Customers, revenue and profit: as it is, raised, and the difference."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        space, size = theme.current().space, theme.current().size
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(space.xl)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        for column, head in enumerate((phrase("As it is"), phrase("Raised"), phrase("Difference")), start=1):
            grid.addWidget(Label(head, words, role="caption", tone="muted"), 0, column, _RIGHT)
        self.rows = [[Label("", words) for _ in range(4)] for _ in range(3)]
        for place, labels in enumerate(self.rows):
            grid.addWidget(Rule(), 2 * place + 1, 0, 1, 4)
            grid.setRowMinimumHeight(2 * place + 2, size.table_row_dense)
            for column, label in enumerate(labels):
                grid.addWidget(
                    label, 2 * place + 2, column, _RIGHT if column else Qt.AlignmentFlag.AlignVCenter
                )

    def show_scenario(self, scenario: ProfitScenario) -> None:
        """Show the three rows."""
        for labels, texts in zip(self.rows, difference_rows(scenario), strict=True):
            for label, text in zip(labels, texts, strict=True):
                label.say(text)


def difference_rows(scenario: ProfitScenario) -> tuple[tuple[Phrase, ...], ...]:
    """Return name, as it is, raised and difference of customers, revenue and profit."""
    months, currency = len(scenario.customers) - 1, scenario.currency
    now, raised = float(scenario.customers[-1]), float(scenario.customers_raised[-1])
    rows: list[tuple[Phrase, ...]] = [
        (
            phrase("Customers after {months:count} months", months=months),
            phrase("{n:count}", n=now),
            phrase("{n:count}", n=raised),
            phrase("**{sign}{n:count}** ({share:change})", sign=_sign(raised - now), n=abs(raised - now),
                   share=_change(now, raised)),
        )
    ]  # fmt: skip
    for name, before, after in (
        (
            phrase("Revenue in {months:count} months", months=months),
            scenario.revenue,
            scenario.revenue_raised,
        ),
        (phrase("Profit in {months:count} months", months=months), scenario.profit, scenario.profit_raised),
    ):
        was, would = float(before.sum()), float(after.sum())
        more = phrase(
            "**{sign}{amount}** ({share:change})",
            sign=_sign(would - was), amount=Money(abs(would - was), currency), share=_change(was, would),
        )  # fmt: skip
        amounts = (phrase("{amount}", amount=Money(amount, currency)) for amount in (was, would))
        rows.append((name, *amounts, more))
    return tuple(rows)


def _sign(difference: float) -> str:
    return "+" if difference > 0 else "−" if difference < 0 else ""


def _change(before: float, after: float) -> float | None:
    return after / before - 1 if before > 0 else None
