"""Value: what they are worth."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.customers.customers_card import CustomersCard
from retention_desk.desktop.page import Desk, Page, PageEntry
from retention_desk.desktop.page_view import PageView
from retention_desk.desktop.trace.why_view import WhyView
from retention_desk.desktop.value_page.claims_view import ClaimsView
from retention_desk.desktop.value_page.cohorts_view import ValueCohortsView
from retention_desk.desktop.value_page.figures import lifetime_value_figure
from retention_desk.desktop.value_page.overview import ValueOverview, sentence
from retention_desk.desktop.value_page.panel import ValuePanel
from retention_desk.desktop.value_page.scenario_view import ScenarioView
from retention_desk.desktop.viewed_page import ViewedPage
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


class ValuePage(ViewedPage[PageView]):
    """The worth of the customers in five views; each asks its questions when it is looked at."""

    def __init__(self, desk: Desk) -> None:
        self._panel = ValuePanel(desk)
        self._why = WhyView(desk)
        promise = phrase("Lifetime values, their spread and what is at risk will be here.")
        super().__init__(ENTRY.key, ENTRY.icon, ENTRY.title, VIEWS, desk, promise)

    def settings_panel(self) -> QWidget | None:
        """Return margin, discount, horizon and acquisition cost."""
        return self._panel if self.analysis is not None else None

    def why_panel(self) -> QWidget | None:
        """Return the *Why* of what the view shows."""
        return self._why if self.analysis is not None else None

    def make_view(self, key: str) -> PageView:
        """Return a new view."""
        view = _VIEWS[key](self.desk)
        view.page_key = self.key
        if isinstance(view, ValueCohortsView):
            view.cost_wanted.connect(self._ask_cost)
        view.told.connect(self.say)
        view.explained.connect(self._explain)
        view.part_asked.connect(self._explain_part)
        view.view_wanted.connect(self.open_view)
        return view

    def command_name(self, view: Phrase) -> Phrase:
        """Return what the command for a view is called."""
        return phrase("Customer value: {view}", view=view)

    def fill(self, analysis: Analysis) -> None:
        """Fill the view in front; the others wait until they are looked at."""
        self._panel.show_analysis(analysis)
        self.show_front()

    def fill_view(self, _key: str, view: PageView, analysis: Analysis) -> None:
        """Show an analysis in the view that is in front."""
        view.show_analysis(analysis)

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


class CustomersView(PageView):
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


_VIEWS: Final[Mapping[str, Callable[[Desk], PageView]]] = MappingProxyType(
    {
        "overview": ValueOverview, "cohorts": ValueCohortsView, "claims": ClaimsView,
        "scenario": ScenarioView, "customers": CustomersView,
    }
)  # fmt: skip


def _build(desk: Desk) -> Page:
    return ValuePage(desk)


ENTRY = PageEntry("value", phrase("Customer value"), "coins", 2, 6, _build)
