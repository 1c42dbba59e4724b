"""Settings of the value page: margin, discount, horizon, and what winning a customer costs."""

from __future__ import annotations

import math

from retention_desk.desktop import theme
from retention_desk.desktop.import_wizard.sheet_preview import canonical
from retention_desk.desktop.page import Desk
from retention_desk.desktop.widgets.cards import Rule
from retention_desk.desktop.widgets.fields import NumberField, labelled
from retention_desk.desktop.widgets.inspector import Panel
from retention_desk.desktop.widgets.number_rows import NumberRow, NumberRows
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import phrase

_HIGHEST_COST = 1e9
_MOST_VALUES = 8


class ValuePanel(Panel):
    """Margin, discount, horizon and acquisition cost; a cost of 0 is one that is not known."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        words = desk.words
        self._desk, self._session = desk, desk.session.session
        self.margin = NumberField(words, low=0, high=100, unit="%", name=phrase("Margin"))
        self.discount = NumberField(words, low=0, high=100, unit="%", name=phrase("Discount a year"))
        self.months = NumberField(words, low=1, high=120, unit=phrase("months"), name=phrase("Horizon"))
        self.cost = NumberField(
            words, low=0, high=_HIGHEST_COST, digits=2, name=phrase("Cost of winning a customer")
        )
        name = phrase("Value settings")
        change = self._session.set_value
        self.margin.changed.connect(lambda v: change("value.margin_share", v / 100, name))
        self.discount.changed.connect(lambda v: change("value.discount_rate_yearly", v / 100, name))
        self.months.changed.connect(lambda v: change("value.horizon_months", int(v), name))
        self.cost.changed.connect(
            lambda v: change("value.acquisition_cost", v or None, phrase("Cost of winning a customer"))
        )
        self.by_channel = NumberRows(words, high=_HIGHEST_COST, digits=2)
        self.by_channel.changed.connect(self._set_cost_of)
        self.by_channel.reset.connect(lambda value: self._set_cost_of(value, 0.0))
        self._by = Label("", words, role="caption", tone="muted", wrap=True)
        self._method = Label("", words, tone="muted", wrap=True)
        self._fill(desk)

    def _fill(self, desk: Desk) -> None:
        words, space, column = desk.words, theme.current().space, self.column
        column.addWidget(labelled(phrase("Margin"), self.margin, words))
        column.addWidget(labelled(phrase("Discount a year"), self.discount, words))
        column.addWidget(labelled(phrase("Look ahead"), self.months, words))
        self._rule()
        column.addWidget(labelled(phrase("Cost of winning a customer"), self.cost, words))
        hint = phrase("All spending on winning customers ÷ customers won; 0 where it is not known.")
        column.addWidget(Label(hint, words, role="caption", tone="muted", wrap=True))
        column.addSpacing(space.s)
        column.addWidget(self._by)
        column.addWidget(self.by_channel)
        self._rule()
        column.addWidget(Label(phrase("Method"), words, role="body_medium"))
        column.addWidget(self._method)
        column.addSpacing(space.s)

    def _rule(self) -> None:
        space = theme.current().space
        self.column.addSpacing(space.m)
        self.column.addWidget(Rule())
        self.column.addSpacing(space.m)

    def show_analysis(self, analysis: Analysis) -> None:
        """Show the settings as they are."""
        value = analysis.settings.value
        self.margin.set_value(value.margin_share * 100)
        self.discount.set_value(value.discount_rate_yearly * 100)
        self.months.set_value(value.horizon_months)
        unit = self._desk.words.money(0, analysis.data.currency).replace("0", "").strip()
        self.cost.set_unit(unit)
        self.cost.set_value(value.acquisition_cost or math.nan)
        self.by_channel.set_unit(unit)
        self._show_channels(analysis)
        self._method.say(analysis.value.note)

    def _show_channels(self, analysis: Analysis) -> None:
        """Show a row for each of the commonest values of the column that costs differ by."""
        value = analysis.settings.value
        table, _, name = value.acquisition_by.partition(".")
        frame = analysis.data.features if table == "features" else analysis.data.customers
        known = [] if name not in frame else [str(one) for one in frame[name].value_counts().index]
        named = [*known[:_MOST_VALUES], *(key for key in value.acquisition_costs if key not in known)]
        shown = named if len(known) > 1 or value.acquisition_costs else []
        self._by.setVisible(bool(shown))
        self.by_channel.setVisible(bool(shown))
        column = canonical("customers", name)
        label = column.label if table == "customers" and column is not None else name
        self._by.say(phrase("By {column}, where it differs; left empty, the cost above holds.", column=label))
        costs = value.acquisition_costs
        self.by_channel.show_rows([NumberRow(one, one, costs.get(one), one in costs) for one in shown])

    def _set_cost_of(self, value: str, cost: float) -> None:
        costs = {k: v for k, v in self._session.settings.value.acquisition_costs.items() if k != value}
        if cost:
            costs[value] = cost
        name = phrase("Cost of winning a customer")
        self._session.set_value("value.acquisition_costs", costs, name)

    def focus_cost(self) -> None:
        """Let the user type what winning a customer costs."""
        self.ensureWidgetVisible(self.cost)
        self.cost.setFocus()
