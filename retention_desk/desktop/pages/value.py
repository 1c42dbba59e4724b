"""Value: what they are worth."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtWidgets import QButtonGroup, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.analysis_chart import AnalysisChart
from retention_desk.desktop.analysis_page import AnalysisPage, row_of
from retention_desk.desktop.customers_card import CustomersCard
from retention_desk.desktop.page import Desk, Page, PageEntry
from retention_desk.desktop.value_figures import value_figures
from retention_desk.desktop.why_view import WhyView
from retention_desk.desktop.widgets.cards import Card, Rule
from retention_desk.desktop.widgets.fields import NumberField, labelled
from retention_desk.desktop.widgets.figure_card import Figure, FigureCard
from retention_desk.desktop.widgets.inspector import Panel
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Money, Phrase, Words, phrase

_COLUMNS: Final = (
    "name",
    "region",
    "tier",
    "value",
    "spend",
    "expected_orders",
    "p_buy",
    "revenue",
    "at_risk",
)
_CARDS: Final = 4


class ValuePage(AnalysisPage):
    """Four figures, distribution, concentration, what the model promised before, and everybody."""

    def __init__(self, desk: Desk) -> None:
        self._panel = ValuePanel(desk)
        self._why = WhyView(desk)
        self._selected = "lifetime_value"
        super().__init__(
            ENTRY.title, desk, phrase("Lifetime values, their spread and what is at risk will be here.")
        )

    def settings_panel(self) -> QWidget | None:
        """Return margin, discount and horizon."""
        return self._panel if self.analysis is not None else None

    def why_panel(self) -> QWidget | None:
        """Return the *Why* of the selected figure."""
        return self._why if self.analysis is not None else None

    def build(self) -> None:
        """Make cards, charts and table."""
        words, look = self.words, theme.current()
        self.cards = [FigureCard(Figure("", ""), words) for _ in range(_CARDS)]
        group = QButtonGroup(self)
        for place, card in enumerate(self.cards):
            group.addButton(card)
            card.clicked.connect(partial(self._select, place))
        height = look.size.indicator_row * 2
        self.charts = (
            AnalysisChart("value_distribution", self.desk, least_height=height),
            AnalysisChart("revenue_concentration", self.desk, least_height=height),
        )
        self.check = BacktestNote(words)
        self.customers = CustomersCard(None, self.desk, _COLUMNS, "value")
        self.customers.setMinimumHeight(look.size.indicator_row * 3)
        self.content.addLayout(row_of(self.cards))
        self.content.addLayout(row_of(self.charts))
        self.content.addWidget(self.check)
        self.content.addWidget(self.customers, 1)

    def fill(self, analysis: Analysis) -> None:
        """Fill everything from an analysis."""
        self.say(sentence(analysis, self.words))
        self._shown = value_figures(analysis, self.words)[:_CARDS]
        for place, card in enumerate(self.cards):
            card.setVisible(place < len(self._shown))
            if place < len(self._shown):
                card.show_figure(self._shown[place].card)
                card.setChecked(self._shown[place].key == self._selected)
        for chart in self.charts:
            chart.show_analysis(analysis)
        self.check.show_value(analysis)
        self.customers.show_analysis(analysis, self.words)
        self._panel.show_analysis(analysis)
        self._show_why(analysis)

    def _select(self, place: int) -> None:
        self._selected = self._shown[place].key
        if self.analysis is not None:
            self._show_why(self.analysis)
        self.desk.window.inspector.reveal("why")

    def _show_why(self, analysis: Analysis) -> None:
        chosen = [figure for figure in self._shown if figure.key == self._selected] or self._shown[:1]
        if chosen:
            self._why.show_figure(chosen[0], analysis)


def sentence(analysis: Analysis, words: Words) -> Phrase:
    """Return the sentence that answers the page's question."""
    import numpy as np

    worth = analysis.value.lifetime_value
    known = np.isfinite(worth)
    if not known.any():
        return analysis.value.note
    currency = analysis.data.currency
    if not analysis.at_risk.n:
        return phrase(
            "The next {months:count} months are worth **{total}** with {n:count} customers; without a churn "
            "forecast, what may be lost is not known.",
            months=analysis.value.horizon_months,
            total=words.short_money(float(worth[known].sum()), currency),
            n=int(known.sum()),
        )
    return phrase(
        "The next {months:count} months are worth **{total}** with {n:count} customers; **{at_risk}** "
        "of it is at risk.",
        months=analysis.value.horizon_months,
        total=words.short_money(float(worth[known].sum()), currency),
        n=int(known.sum()),
        at_risk=words.short_money(analysis.at_risk.total, currency),
    )


class BacktestNote(Card):
    """What the model would have promised before, against what then came."""

    def __init__(self, words: Words) -> None:
        super().__init__(phrase("Would it have been right before?"), words, subtitle="")
        self._text = Label("", words, wrap=True)
        self.body.addWidget(self._text)

    def show_value(self, analysis: Analysis) -> None:
        """Show the backtest of the lifetime values, and their caveats."""
        value, currency = analysis.value, analysis.data.currency
        lines: list[Phrase] = []
        backtest = value.backtest or {}
        if "predicted" in backtest and "actual" in backtest:
            off = backtest["predicted"] / backtest["actual"] - 1 if backtest["actual"] else None
            lines.append(
                phrase(
                    "Predicted {predicted}, came {actual}: **{off:change} off**.",
                    predicted=Money(backtest["predicted"], currency),
                    actual=Money(backtest["actual"], currency),
                    off=off,
                )
            )
        if "last_period" in backtest:
            lines.append(
                phrase(
                    "“Last period repeats” would have said {amount}.",
                    amount=Money(backtest["last_period"], currency),
                )
            )
        if "capture_share" in backtest:
            lines.append(
                phrase(
                    "The fifth predicted to be worth most held {share:share0} of what was really spent.",
                    share=backtest["capture_share"],
                )
            )
        lines.extend(value.caveats)
        self.setVisible(bool(lines))
        self.set_title(phrase("Would it have been right before?"), value.note)
        if lines:
            joined = lines[0]
            for line in lines[1:]:
                joined = phrase("{before} {line}", before=joined, line=line)
            self._text.say(joined)


class ValuePanel(Panel):
    """Margin, discount, horizon."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        words, space = desk.words, theme.current().space
        self._session = desk.session.session
        self._margin = NumberField(words, low=0, high=100, unit="%", name=phrase("Margin"))
        self._discount = NumberField(words, low=0, high=100, unit="%", name=phrase("Discount a year"))
        self._months = NumberField(words, low=1, high=120, unit=phrase("months"), name=phrase("Horizon"))
        name = phrase("Value settings")
        self._margin.changed.connect(lambda v: self._session.set_value("value.margin_share", v / 100, name))
        self._discount.changed.connect(
            lambda v: self._session.set_value("value.discount_rate_yearly", v / 100, name)
        )
        self._months.changed.connect(lambda v: self._session.set_value("value.horizon_months", int(v), name))
        self._method = Label("", words, tone="muted", wrap=True)
        column = self.column
        column.addWidget(labelled(phrase("Margin"), self._margin, words))
        column.addWidget(labelled(phrase("Discount a year"), self._discount, words))
        column.addWidget(labelled(phrase("Look ahead"), self._months, words))
        column.addSpacing(space.m)
        column.addWidget(Rule())
        column.addSpacing(space.m)
        column.addWidget(Label(phrase("Method"), words, role="body_medium"))
        column.addWidget(self._method)

    def show_analysis(self, analysis: Analysis) -> None:
        """Show the settings as they are."""
        value = analysis.settings.value
        self._margin.set_value(value.margin_share * 100)
        self._discount.set_value(value.discount_rate_yearly * 100)
        self._months.set_value(value.horizon_months)
        self._method.say(analysis.value.note)


def _build(desk: Desk) -> Page:
    return ValuePage(desk)


ENTRY = PageEntry("value", phrase("Customer value"), "coins", 2, 6, _build)
