"""Risk: who is likely to leave, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Final

from PySide6.QtWidgets import QWidget

from retention_desk.desktop.page import Desk, Page, PageEntry
from retention_desk.desktop.page_view import PageView
from retention_desk.desktop.risk_page.before_view import RiskBeforeView
from retention_desk.desktop.risk_page.contacts_view import RiskContactsView
from retention_desk.desktop.risk_page.forecast_view import RiskForecastView
from retention_desk.desktop.risk_page.limits_view import RiskLimitsView
from retention_desk.desktop.risk_page.panel import RiskPanel
from retention_desk.desktop.trace.why_view import WhyView
from retention_desk.desktop.viewed_page import ViewedPage
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Phrase, phrase

VIEWS: Final[tuple[tuple[str, Phrase], ...]] = (
    ("forecast", phrase("Forecast")),
    ("contacts", phrase("How many to contact")),
    ("before", phrase("Before they left")),
    ("limits", phrase("What it cannot know")),
)


class RiskPage(ViewedPage[PageView]):
    """The forecast, the operating point, the weeks before leaving, and the limits, in four views."""

    def __init__(self, desk: Desk) -> None:
        self._panel = RiskPanel(desk)
        self._why = WhyView(desk)
        promise = phrase("Who is likely to leave, and how far that can be trusted, will be here.")
        super().__init__(ENTRY.key, ENTRY.icon, ENTRY.title, VIEWS, desk, promise)

    def settings_panel(self) -> QWidget | None:
        """Return model and horizon, and what was left out."""
        return self._panel if self.analysis is not None else None

    def why_panel(self) -> QWidget | None:
        """Return the *Why* of the value at risk."""
        return self._why if self.analysis is not None else None

    def make_view(self, key: str) -> PageView:
        """Return a new view."""
        view = _VIEWS[key](self.desk)
        view.page_key = self.key
        view.told.connect(partial(self._tell, key))
        view.view_wanted.connect(self.open_view)
        view.settings_wanted.connect(self._open_settings)
        return view

    def command_name(self, view: Phrase) -> Phrase:
        """Return what the command for a view is called."""
        return phrase("Risk: {view}", view=view)

    def fill(self, analysis: Analysis) -> None:
        """Fill the view in front; the others wait until they are looked at."""
        from retention_desk.desktop.figure_views import value_at_risk_figure

        self._panel.show_analysis(analysis)
        shown = value_at_risk_figure(analysis, self.words)
        if shown is not None:
            self._why.show_figure(shown, analysis)
        self.show_front()

    def fill_view(self, _key: str, view: PageView, analysis: Analysis) -> None:
        """Show an analysis in the view that is in front."""
        view.show_analysis(analysis)

    def _tell(self, key: str, sentence: Phrase) -> None:
        """Say what a view found, unless it answered after another came to the front."""
        if key == self.tabs.key():
            self.say(sentence)

    def _open_settings(self) -> None:
        self.desk.window.inspector.reveal("settings")
        self._panel.focus_model()


_VIEWS: Final[Mapping[str, Callable[[Desk], PageView]]] = MappingProxyType(
    {
        "forecast": RiskForecastView, "contacts": RiskContactsView, "before": RiskBeforeView,
        "limits": RiskLimitsView,
    }
)  # fmt: skip


def _build(desk: Desk) -> Page:
    return RiskPage(desk)


ENTRY = PageEntry("risk", phrase("Risk"), "warning-circle", 2, 8, _build)
