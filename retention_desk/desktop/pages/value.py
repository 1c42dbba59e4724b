"""Value: what they are worth."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.analysis_page import AnalysisPage
from retention_desk.desktop.claims_view import ClaimsView
from retention_desk.desktop.commands import Command
from retention_desk.desktop.customers_card import CustomersCard
from retention_desk.desktop.page import Desk, Page, PageEntry
from retention_desk.desktop.scenario_view import ScenarioView
from retention_desk.desktop.value_cohorts_view import ValueCohortsView
from retention_desk.desktop.value_figures import lifetime_value_figure
from retention_desk.desktop.value_overview import ValueOverview, sentence
from retention_desk.desktop.value_panel import ValuePanel
from retention_desk.desktop.value_view import ValueView
from retention_desk.desktop.why_view import WhyView
from retention_desk.desktop.widgets.view_tabs import ViewTabs
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Phrase, phrase

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
VIEWS: Final[tuple[tuple[str, Phrase], ...]] = (
    ("overview", phrase("Overview")),
    ("cohorts", phrase("By cohort")),
    ("claims", phrase("Claims")),
    ("scenario", phrase("Scenario")),
    ("customers", phrase("Customers")),
)


class ValuePage(AnalysisPage):
    """The worth of the customers in five views; each asks its questions when it is looked at."""

    def __init__(self, desk: Desk) -> None:
        self._panel = ValuePanel(desk)
        self._why = WhyView(desk)
        super().__init__(
            ENTRY.title, desk, phrase("Lifetime values, their spread and what is at risk will be here.")
        )

    def settings_panel(self) -> QWidget | None:
        """Return margin, discount, horizon and acquisition cost."""
        return self._panel if self.analysis is not None else None

    def why_panel(self) -> QWidget | None:
        """Return the *Why* of what the view shows."""
        return self._why if self.analysis is not None else None

    def build(self) -> None:
        """Make the views."""
        self.tabs = ViewTabs(VIEWS, self.words, name=phrase("View"))
        self.tabs.chosen.connect(lambda _key: self._show_view())
        self.content.addWidget(self.tabs)
        cohorts = ValueCohortsView(self.desk)
        cohorts.cost_wanted.connect(self._ask_cost)
        self.views: dict[str, ValueView] = {
            "overview": ValueOverview(self.desk),
            "cohorts": cohorts,
            "claims": ClaimsView(self.desk),
            "scenario": ScenarioView(self.desk),
            "customers": CustomersView(self.desk),
        }
        for key, view in self.views.items():
            view.told.connect(self.say)
            view.explained.connect(self._explain)
            view.part_asked.connect(self._explain_part)
            view.customers_wanted.connect(lambda: self.open_view("customers"))
            self.content.addWidget(view, 1)
            view.setVisible(key == self.tabs.key())  # once it has a parent: else it would be a window

    def open_view(self, key: str) -> None:
        """Bring the page and one of its views to the front."""
        self.desk.window.open_page(ENTRY.key)
        if self._built:
            self.tabs.choose(key)
            self._show_view()

    def commands(self) -> Sequence[Command]:
        """Return a command for each view."""
        return [
            Command(
                f"value.{key}",
                phrase("Customer value: {view}", view=name),
                partial(self.open_view, key),
                enabled=lambda: self.analysis is not None,
                icon=ENTRY.icon,
            )
            for key, name in VIEWS
        ]

    def fill(self, analysis: Analysis) -> None:
        """Fill the view in front; the others wait until they are looked at."""
        self._panel.show_analysis(analysis)
        self._show_view()

    def _show_view(self) -> None:
        shown, analysis = self.tabs.key(), self.analysis
        for key, view in self.views.items():
            view.setVisible(key == shown)
        if analysis is not None:
            self.views[shown].show_analysis(analysis)

    def _explain(self, figure: Any) -> None:
        if self.analysis is not None:
            self._why.show_figure(figure, self.analysis)

    def _explain_part(self, name: Any, customers: Any) -> None:
        if self.analysis is not None:
            self._why.show_customers(name, customers, self.analysis)
            self.desk.window.inspector.reveal("why")

    def _ask_cost(self) -> None:
        self.desk.window.inspector.reveal("settings")
        self._panel.focus_cost()


class CustomersView(ValueView):
    """Everybody, with what they are worth."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.customers = CustomersCard(None, desk, _COLUMNS, "value")
        self.customers.setMinimumHeight(theme.current().size.indicator_row * 4)
        self.column.addWidget(self.customers, 1)

    def show_analysis(self, analysis: Analysis) -> None:
        """Show the customers, filtered as the session is."""
        self.told.emit(sentence(analysis, self.words))
        self.customers.show_analysis(analysis, self.words)
        shown = lifetime_value_figure(analysis, self.words)
        if shown is not None:
            self.explained.emit(shown)


def _build(desk: Desk) -> Page:
    return ValuePage(desk)


ENTRY = PageEntry("value", phrase("Customer value"), "coins", 2, 6, _build)
