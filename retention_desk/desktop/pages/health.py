"""Health: how well each customer is, and whether the weights make sense."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.analysis_page import AnalysisPage
from retention_desk.desktop.health_page.backtest_card import BacktestCard
from retention_desk.desktop.health_page.band_changes import BandChanges, band_changes
from retention_desk.desktop.health_page.band_counts import BandCounts
from retention_desk.desktop.health_page.changes_card import ChangesCard
from retention_desk.desktop.health_page.indicators_card import IndicatorsCard
from retention_desk.desktop.health_page.past_health_view import PastHealthView
from retention_desk.desktop.health_page.settings import HealthPanel
from retention_desk.desktop.page import Desk, Page, PageEntry
from retention_desk.desktop.session import State
from retention_desk.desktop.trace.why_view import WhyView
from retention_desk.desktop.widgets.band_histogram import BandHistogram, score_counts
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.cards import Card, Rule
from retention_desk.desktop.widgets.states import EmptyState
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.foundation.wording import Phrase, phrase

_WEIGHT_OF_ADDED: Final = 10.0
_WHY_DELAY_MS: Final = 250
_FOLD_INSPECTOR_BELOW: Final = 1680


class HealthPage(AnalysisPage):
    """Indicators at the left; distribution, changes and backtest at the right."""

    def __init__(self, desk: Desk) -> None:
        self._panel = HealthPanel(desk)
        self._why = WhyView(desk)
        self._why_timer = QTimer(self._why)
        self._why_timer.setSingleShot(True)
        self._why_timer.setInterval(_WHY_DELAY_MS)
        self._why_timer.timeout.connect(self._show_why)
        self._drag_start: Mapping[str, float] | None = None
        self._looks_back = False
        super().__init__(
            ENTRY.title, desk, phrase("Weights, thresholds and the scores they give will be here.")
        )
        self.back = Button(phrase("Back to before"), self.words, icon="arrow-counter-clockwise")
        self.keep = Button(phrase("Keep these weights"), self.words, kind="primary")
        self.back.clicked.connect(self.session.back_to_kept)
        self.keep.clicked.connect(self.session.keep_weights)
        self.buttons.addWidget(self.back)
        self.buttons.addWidget(self.keep)
        self._show_buttons()
        self.session.settings_edited.connect(self._show_buttons)
        desk.window.page_shown.connect(self._page_shown)

    def settings_panel(self) -> QWidget | None:
        """Return bands, points and coverage."""
        return self._panel if self.analysis is not None else None

    def why_panel(self) -> QWidget | None:
        """Return how the score is made."""
        return self._why if self.analysis is not None else None

    def _page_shown(self, key: str) -> None:
        """Fold the inspector while this page needs the room."""
        window = self.desk.window
        if key == ENTRY.key and window.width() < _FOLD_INSPECTOR_BELOW:
            window.folding.make_room("inspector")

    # -- building --------------------------------------------------------------------------------

    def build(self) -> None:
        """Make both columns."""
        words, space = self.words, theme.current().space
        self.indicators = IndicatorsCard(words)
        self.indicators.weight_dragged.connect(self._drag_weight)
        self.indicators.thresholds_dragged.connect(self._drag_thresholds)
        self.indicators.let_go.connect(self._let_go)
        self.indicators.added.connect(self._add_indicator)
        self.indicators.turned.connect(self._turn_round)
        self.distribution = Card("", words, subtitle="")
        self.histogram = BandHistogram(words)
        self.counts = BandCounts(words)
        self.counts.chosen.connect(self._filter_band)
        self.distribution.body.setSpacing(space.xs)
        self.distribution.body.addWidget(self.histogram, 1)
        self.distribution.body.addWidget(Rule())
        self.distribution.body.addWidget(self.counts)
        self.changes = ChangesCard(self.desk)
        self.backtest = BacktestCard(self.desk)
        self.backtest.tried.connect(self._try_weights)
        self.unmeasured = EmptyState(
            phrase("No indicator can be measured."),
            phrase("A health score needs orders, activity, subscriptions, or columns of the customer table."),
            words,
            (phrase("Add files"), lambda: self.workspace.choose_files(add=True)),
            primary=False,
        )
        self.backtest.closer_wanted.connect(lambda: self.show_past(True))
        self.past = PastHealthView(self.desk)
        self.past.left.connect(lambda: self.show_past(False))
        right = QVBoxLayout()
        right.setSpacing(space.card_gap)
        for card, stretch in ((self.distribution, 3), (self.changes, 2), (self.backtest, 0), (self.past, 1)):
            right.addWidget(card, stretch)
        self.past.hide()
        self._right = right
        row = QHBoxLayout()
        row.setSpacing(space.card_gap)
        row.addWidget(self.indicators)
        row.addLayout(right, 1)
        self.content.addWidget(self.unmeasured)
        self.content.addLayout(row, 1)

    # -- rendering -------------------------------------------------------------------------------

    def fill(self, analysis: Analysis) -> None:
        """Show scores and settings; the path of a dragged slider, so nothing here is slow."""
        state = self.session.state
        columns = analysis.indicators.columns
        self.unmeasured.setVisible(not columns)
        self.indicators.setVisible(bool(columns))
        self._looks_back &= bool(columns) and bool(analysis.backtest.rows)
        for card in (self.distribution, self.changes, self.backtest):
            card.setVisible(bool(columns) and not self._looks_back)
        self.past.setVisible(self._looks_back)
        if not columns:
            self.say("")
            return
        changes = band_changes(state.before, analysis.health)
        self.say(self._sentence(analysis, changes))
        self.indicators.show_indicators(analysis, state.before, self.words)
        self._show_distribution(analysis, state, changes)
        self.changes.show_changes(analysis, state.before, changes, self.words)
        self._right.setStretchFactor(self.changes, 2 if len(changes.customers) else 0)
        self.backtest.show_backtest(analysis.backtest, self.words)
        if self._looks_back:
            self.past.show_soon(analysis)
        self._panel.show_analysis(analysis)
        self._why_timer.start()

    def show_past(self, on: bool) -> None:
        """Look back at past days in place of the scores, or return to them."""
        self._looks_back = on
        if self.analysis is not None:
            self.fill(self.analysis)

    def _show_why(self) -> None:
        """Explain the score once the slider rests: nobody reads while dragging."""
        if self.analysis is not None:
            self._why.show_score(self.analysis)

    def _sentence(self, analysis: Analysis, changes: BandChanges) -> Phrase:
        low = int((analysis.health.band == 0).sum())
        scored = int((analysis.health.band >= 0).sum())
        if not len(changes.customers):
            return phrase("**{low:count} of {scored:count} customers** are at risk.", low=low, scored=scored)
        return phrase(
            "With these weights **{n:count} customers change band**: {down:count} move down, {up:count} "
                "move up. "
            "{low:count} of {scored:count} are at risk.",
            n=len(changes.customers), down=changes.down, up=changes.up, low=low, scored=scored,
        )  # fmt: skip

    def _show_buttons(self) -> None:
        changed = self.session.state.has_unkept_weights
        self.back.setVisible(changed)
        self.keep.setVisible(changed)

    def _show_distribution(self, analysis: Analysis, state: State, changes: BandChanges) -> None:
        health = analysis.health
        bands = analysis.settings.health.bands
        before = score_counts(state.before.score) if state.before is not None and len(changes.moved) else None
        self.histogram.show_counts(score_counts(health.score), before, (bands.watch, bands.healthy))
        scored = int((health.band >= 0).sum())
        low = int((health.band == 0).sum())
        unscored = len(health.band) - scored
        self.distribution.set_title(
            share_title(low / scored if scored else 0.0),
            phrase(
                "Health score, 20 bins · n = {n:count} · {without:count} without a score (under "
                    "{share:share0} known)",
                n=scored, without=unscored, share=analysis.settings.health.minimum_coverage,
            ),
        )  # fmt: skip
        self.counts.show_bands(health.band, state.before.band if state.before is not None else None)

    # -- adding ----------------------------------------------------------------------------------

    def _add_indicator(self, key: str) -> None:
        """Give an indicator a tenth of the weight; the others give way."""
        from retention_desk.health.weights import rebalance

        weights = rebalance(self._weights(), key, _WEIGHT_OF_ADDED)
        self._edit_health("", phrase("Add indicator"), weights=weights, pinned={})

    # -- editing ---------------------------------------------------------------------------------

    def _weights(self) -> dict[str, float]:
        analysis = self.analysis
        assert analysis is not None
        return dict(zip(analysis.health.keys, analysis.health.weights, strict=True))

    def change_first_weight(self, by: float) -> None:
        """Move the first indicator's weight, as its slider does."""
        key, weight = next(iter(self._weights().items()))
        self._drag_weight(key, weight + by)

    def _drag_weight(self, key: str, weight: float) -> None:
        from retention_desk.health.weights import rebalance

        if self._drag_start is None:
            self._drag_start = self._weights()
        self._edit_health(
            f"weight:{key}", phrase("Weight"), weights=rebalance(self._drag_start, key, weight), pinned={}
        )

    def _drag_thresholds(self, key: str, pair: tuple[float, float]) -> None:
        analysis = self.analysis
        if analysis is None:
            return
        column = next(c for c in analysis.indicators.columns if c.key == key)
        low, high = sorted(pair)
        better = (
            Thresholds(high=high, medium=low)
            if column.higher_is_better
            else Thresholds(high=low, medium=high)
        )
        thresholds = {**self.session.settings.health.thresholds, key: better}
        self._edit_health(f"threshold:{key}", phrase("Threshold"), thresholds=thresholds)

    def _edit_health(self, gesture: str, name: Phrase, **changes: object) -> None:
        from msgspec.structs import replace

        settings = self.session.settings
        self.session.edit(replace(settings, health=replace(settings.health, **changes)), name, gesture)

    def _let_go(self) -> None:
        self._drag_start = None
        self.session.end_gesture()

    def _try_weights(self, weights: object) -> None:
        assert isinstance(weights, dict)
        self._edit_health("", phrase("Learned weights"), weights=dict(weights), pinned={})

    def _turn_round(self, key: str) -> None:
        """Let an indicator count the other way round, as the data say."""
        from retention_desk.health.indicator_signs import turned_round

        analysis = self.analysis
        if analysis is not None and key in analysis.backtest.suggested_directions:
            direction = analysis.backtest.suggested_directions[key]
            settings = turned_round(self.session.settings, {key: direction})
            self.session.edit(settings, phrase("Turn an indicator round"))

    def _filter_band(self, band: str) -> None:
        from retention_desk.desktop.filters import band_filter

        self.session.filter_by(band_filter(band))
        self.desk.window.open_page("risk")


def share_title(share: float) -> Phrase:
    """Return the share of customers at risk as an answer: ``More than a third of customers are at risk``."""
    for least, said in _SHARES:
        if share >= least:
            return said
    return phrase("Hardly any customer is at risk")


_SHARES: Final = (
    (0.9, phrase("Nearly all customers are at risk")),
    (0.667, phrase("More than two thirds of customers are at risk")),
    (0.5, phrase("More than half of the customers are at risk")),
    (0.333, phrase("More than a third of customers are at risk")),
    (0.25, phrase("More than a quarter of customers are at risk")),
    (0.2, phrase("A fifth of customers are at risk")),
    (0.1, phrase("More than a tenth of customers are at risk")),
    (0.02, phrase("Few customers are at risk")),
)


def _build(desk: Desk) -> Page:
    return HealthPage(desk)


ENTRY = PageEntry("health", phrase("Health"), "heartbeat", 2, 3, _build)
