"""How many are active a day, a week and a month, how often they come, and how use fades."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final

import numpy as np
from PySide6.QtWidgets import QButtonGroup

from retention_desk.desktop import theme
from retention_desk.desktop.analysis_page import row_of
from retention_desk.desktop.chart.analysis_chart import AnalysisChart
from retention_desk.desktop.figure_views import ShownFigure, metric_figure
from retention_desk.desktop.page import Desk
from retention_desk.desktop.retention_page.panel import RetentionPanel
from retention_desk.desktop.retention_page.view import RetentionView, Shown
from retention_desk.desktop.widgets.figure_card import Figure, FigureCard
from retention_desk.foundation.history_results import ActivityHistory
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import phrase

FIGURES: Final = ("mau", "wau", "dau", "stickiness")
_NAMES: Final = {
    "mau": phrase("MAU · 30 days"), "wau": phrase("WAU · 7 days"), "dau": phrase("DAU · last day")
}  # fmt: skip
_SPARK_DAYS: Final = 210
_BACK_DAYS: Final = {"mau": 30, "wau": 7, "dau": 7}
"""How far back each is compared: a window before, a day with the same day of the week before."""


class ActivityView(RetentionView):
    """Four figures, actives day by day, and use after the first time."""

    def __init__(self, desk: Desk, panel: RetentionPanel) -> None:
        super().__init__(desk, panel)
        words, height = desk.words, theme.current().size.indicator_row * 2
        self._shown: list[ShownFigure] = []
        self.cards = [FigureCard(Figure("", ""), words) for _ in FIGURES]
        group = QButtonGroup(self)
        for place, card in enumerate(self.cards):
            group.addButton(card)
            card.clicked.connect(partial(self._select, place))
        self.days = AnalysisChart("activity_days", desk, keep=True, least_height=height)
        self.fading = AnalysisChart("engagement_decay", desk, keep=True, least_height=height)
        self.column.addLayout(row_of(self.cards))
        self.column.addLayout(row_of((self.days, self.fading)), 1)

    def show_analysis(self, analysis: Analysis, shown: Shown) -> None:
        """Show figures and charts, or what they need."""
        why = analysis.metrics.values["dau"].missing
        needs = (
            phrase("Nothing tells yet who is active when."),
            phrase("It {needs}. Add such a file.", needs=why) if why is not None else "",
        )
        if self.show_lack(needs if why is not None else None, *self.cards, self.days, self.fading):
            return
        found = [metric_figure(analysis, key, self.desk.words) for key in FIGURES]
        self._shown = [one for one in found if one is not None]
        for place, card in enumerate(self.cards):
            card.setVisible(place < len(self._shown))
            if place < len(self._shown):
                card.show_figure(card_of(self._shown[place], analysis.metrics.activity))
        self.days.show_analysis(analysis)
        self.fading.show_analysis(analysis)

    def _select(self, place: int) -> None:
        self.panel.figure_asked.emit(self._shown[place].key)


def card_of(shown: ShownFigure, history: ActivityHistory | None) -> Figure:
    """Return the card of a figure by its short name, compared with itself a window (a week) before."""
    if shown.key not in _NAMES or history is None:
        return shown.card
    values, back = getattr(history, shown.key), _BACK_DAYS[shown.key]
    card = replace(shown.card, label=_NAMES[shown.key], change=None, direction=0, history=())
    before = values[-1 - back] if len(values) > back else np.nan
    if not before > 0:
        return card
    relative = float(values[-1] / before - 1)
    direction = int(np.sign(round(relative, 3)))
    return replace(
        card,
        change=phrase("{change:change} on {n} days before", change=relative, n=back),
        direction=direction,
        meaning=("worse", "same", "better")[direction + 1],
        history=tuple(values[np.isfinite(values)][-_SPARK_DAYS::back].tolist()),
    )
