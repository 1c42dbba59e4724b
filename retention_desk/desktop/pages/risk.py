"""Risk: who is likely to leave, and why."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from retention_desk.desktop.analysis_page import AnalysisPage
from retention_desk.desktop.commands import Command
from retention_desk.desktop.page import Desk, Page, PageEntry
from retention_desk.desktop.risk_before_view import RiskBeforeView
from retention_desk.desktop.risk_contacts_view import RiskContactsView
from retention_desk.desktop.risk_forecast_view import RiskForecastView
from retention_desk.desktop.risk_limits_view import RiskLimitsView
from retention_desk.desktop.risk_panel import RiskPanel
from retention_desk.desktop.risk_view import RiskView
from retention_desk.desktop.why_view import WhyView
from retention_desk.desktop.widgets.view_tabs import ViewTabs
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Phrase, phrase

VIEWS: Final[tuple[tuple[str, Phrase], ...]] = (
    ("forecast", phrase("Forecast")),
    ("contacts", phrase("How many to contact")),
    ("before", phrase("Before they left")),
    ("limits", phrase("What it cannot know")),
)


class RiskPage(AnalysisPage):
    """The forecast, the operating point, the weeks before leaving, and the limits, in four views."""

    def __init__(self, desk: Desk) -> None:
        self._panel = RiskPanel(desk)
        self._why = WhyView(desk)
        super().__init__(
            ENTRY.title,
            desk,
            phrase("Who is likely to leave, and how far that can be trusted, will be here."),
        )

    def settings_panel(self) -> QWidget | None:
        """Return model and horizon, and what was left out."""
        return self._panel if self.analysis is not None else None

    def why_panel(self) -> QWidget | None:
        """Return the *Why* of the value at risk."""
        return self._why if self.analysis is not None else None

    def build(self) -> None:
        """Make the views."""
        self.tabs = ViewTabs(VIEWS, self.words, name=phrase("View"))
        self.tabs.chosen.connect(lambda _key: self._show_view())
        self.content.addWidget(self.tabs)
        self.views: dict[str, RiskView] = {
            "forecast": RiskForecastView(self.desk),
            "contacts": RiskContactsView(self.desk),
            "before": RiskBeforeView(self.desk),
            "limits": RiskLimitsView(self.desk),
        }
        for key, view in self.views.items():
            view.told.connect(partial(self._tell, key))
            view.view_wanted.connect(self.open_view)
            view.settings_wanted.connect(self._open_settings)
            self.content.addWidget(view, 1)
            view.setVisible(key == self.tabs.key())

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
                f"risk.{key}",
                phrase("Risk: {view}", view=name),
                partial(self.open_view, key),
                enabled=lambda: self.analysis is not None,
                icon=ENTRY.icon,
            )
            for key, name in VIEWS
        ]

    def fill(self, analysis: Analysis) -> None:
        """Fill the view in front; the others wait until they are looked at."""
        from retention_desk.desktop.figure_views import value_at_risk_figure

        self._panel.show_analysis(analysis)
        shown = value_at_risk_figure(analysis, self.words)
        if shown is not None:
            self._why.show_figure(shown, analysis)
        self._show_view()

    def _show_view(self) -> None:
        shown, analysis = self.tabs.key(), self.analysis
        for key, view in self.views.items():
            view.setVisible(key == shown)
        if analysis is not None:
            self.views[shown].show_analysis(analysis)

    def _tell(self, key: str, sentence: Phrase) -> None:
        """Say what a view found, unless it answered after another came to the front."""
        if key == self.tabs.key():
            self.say(sentence)

    def _open_settings(self) -> None:
        self.desk.window.inspector.reveal("settings")
        self._panel.focus_model()


def _build(desk: Desk) -> Page:
    return RiskPage(desk)


ENTRY = PageEntry("risk", phrase("Risk"), "warning-circle", 2, 8, _build)
