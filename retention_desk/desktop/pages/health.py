"""Health: how well each customer is, and whether the weights make sense."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial
from typing import Final

import numpy as np
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.analysis_page import AnalysisPage
from retention_desk.desktop.backtest_card import BacktestCard
from retention_desk.desktop.band_changes import BandChanges, band_changes
from retention_desk.desktop.band_counts import BandCounts
from retention_desk.desktop.changes_card import ChangesCard
from retention_desk.desktop.health_settings import HealthPanel, ruler_of, value_form
from retention_desk.desktop.page import Desk, Page, PageEntry
from retention_desk.desktop.session import State
from retention_desk.desktop.why_view import WhyView
from retention_desk.desktop.widgets.band_histogram import BandHistogram, score_counts
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.cards import Card, Rule
from retention_desk.desktop.widgets.indicator_row import IndicatorRow, IndicatorState
from retention_desk.desktop.widgets.states import EmptyState
from retention_desk.desktop.widgets.text import Label
from retention_desk.desktop.widgets.threshold_ruler import Ruler
from retention_desk.foundation.results import Analysis, IndicatorColumn
from retention_desk.foundation.settings import Thresholds
from retention_desk.foundation.vocabulary import TABLE_KINDS
from retention_desk.foundation.wording import Phrase, phrase

_LEFT_WIDTH: Final = 448
_WEIGHT_OF_ADDED: Final = 10.0
_WHY_DELAY_MS: Final = 250
_FOLD_INSPECTOR_BELOW: Final = 1680


class HealthPage(AnalysisPage):
    """Indicators at the left; distribution, changes and backtest at the right."""

    def __init__(self, desk: Desk) -> None:
        self._panel = HealthPanel(desk)
        self._why = WhyView(desk)
        self._rows: dict[str, IndicatorRow] = {}
        self._rulers: dict[str, tuple[IndicatorColumn, Thresholds, Ruler | None, float]] = {}
        self._why_timer = QTimer(self._why)
        self._why_timer.setSingleShot(True)
        self._why_timer.setInterval(_WHY_DELAY_MS)
        self._why_timer.timeout.connect(self._show_why)
        self._drag_start: Mapping[str, float] | None = None
        self._profile = ""
        self._in_use: set[str] = set()
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
        self.indicators = Card(phrase("Indicators"), words, flush=True)
        self._total = Label("", words, role="body_medium")
        self.add = Button(phrase("Add indicator"), words, kind="link", icon="plus")
        self.add.clicked.connect(self._open_add_menu)
        self.indicators.add_tool(self.add)
        self.indicators.add_tool(Label(phrase("Total"), words, tone="muted"))
        self.indicators.add_tool(self._total)
        self.indicators.body.setSpacing(0)
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        rows.addLayout(self._list)
        self._note = Label("", words, role="caption", tone="muted", wrap=True)
        self._note.setContentsMargins(space.l, space.m, space.l, space.m)
        rows.addWidget(self._note)
        rows.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        area.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        self.indicators.body.addWidget(area, 1)
        self.indicators.setFixedWidth(_LEFT_WIDTH)
        self.distribution = Card("", words, subtitle="")
        self.histogram = BandHistogram(words)
        self.counts = BandCounts(words)
        self.counts.chosen.connect(self._filter_band)
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
        right = QVBoxLayout()
        right.setSpacing(space.card_gap)
        for card, stretch in ((self.distribution, 3), (self.changes, 2), (self.backtest, 0)):
            right.addWidget(card, stretch)
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
        for card in (self.indicators, self.distribution, self.changes, self.backtest):
            card.setVisible(bool(columns))
        if not columns:
            self.say("")
            return
        changes = band_changes(state.before, analysis.health)
        self.say(self._sentence(analysis, changes))
        self._show_rows(analysis, state)
        self._show_distribution(analysis, state, changes)
        self.changes.show_changes(analysis, state.before, changes, self.words)
        self._right.setStretchFactor(self.changes, 2 if len(changes.customers) else 0)
        self.backtest.show_backtest(analysis.backtest, self.words)
        self._panel.show_analysis(analysis)
        self._why_timer.start()

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

    def _show_rows(self, analysis: Analysis, state: State) -> None:
        health, columns = analysis.health, analysis.indicators.columns
        signature = f"{analysis.indicators.profile}:{','.join(health.keys)}:{self.words.language}"
        used = {key for key, weight in zip(health.keys, health.weights, strict=True) if weight > 0}
        if signature != self._profile:
            self._in_use = used
            self._make_rows(analysis)
            self._profile = signature
        elif not used <= self._in_use:
            # One dragged down to nothing keeps its row; one that was added gets one.
            self._in_use |= used
            self._make_rows(analysis)
        self.add.setVisible(len(self._in_use) < len(columns))
        before = dict(zip(state.before.keys, state.before.weights, strict=True)) if state.before else {}
        for place, column in enumerate(columns):
            weight = health.weights[place]
            row = self._rows.get(column.key)
            if row is None:
                continue
            ruler, known = self._ruler(column, health.thresholds[place])
            row.show_state(
                IndicatorState(
                    column.label,
                    column.note,
                    weight,
                    before.get(column.key, weight),
                    ruler,
                    known,
                )
            )
        self._total.say(phrase("{total:count}", total=round(sum(health.weights))))
        self._note.say(analysis.indicators.profile_note)

    def _ruler(self, column: IndicatorColumn, thresholds: Thresholds) -> tuple[Ruler | None, float]:
        """Return ruler and known share of an indicator, anew only when values or thresholds changed."""
        last = self._rulers.get(column.key)
        if last is None or last[0] is not column or last[1] != thresholds:
            known = float(np.isfinite(column.values).mean()) if len(column.values) else 0.0
            last = (column, thresholds, ruler_of(column, thresholds), known)
            self._rulers[column.key] = last
        return last[2], last[3]

    def _make_rows(self, analysis: Analysis) -> None:
        for row in self._rows.values():
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = {}
        for place, column in enumerate(analysis.indicators.columns):
            if column.key not in self._in_use:
                continue
            state = IndicatorState(
                column.label, column.note, 0.0, 0.0, ruler_of(column, analysis.health.thresholds[place]), 1.0
            )
            row = IndicatorRow(state, self.words, form=value_form(column.unit, analysis.data.currency))
            row.weight_changed.connect(partial(self._drag_weight, column.key))
            row.thresholds_changed.connect(partial(self._drag_thresholds, column.key))
            row.committed.connect(self._let_go)
            self._rows[column.key] = row
            self._list.addWidget(row)

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

    def add_menu(self) -> QMenu:
        """Return the menu of the indicators that weigh nothing, by the table they are measured from."""
        menu = QMenu(self)
        analysis = self.analysis
        groups = unused_by_table(analysis, self._in_use) if analysis is not None else {}
        for place, (table, columns) in enumerate(groups.items()):
            if place:
                menu.addSeparator()
            menu.addAction(self.words(TABLE_KINDS[table])).setEnabled(False)
            for column in columns:
                name = self.words(column.label).replace("&", "&&")
                action = menu.addAction(f"{name}\t{self.words(column.note)}")
                action.triggered.connect(partial(self._add_indicator, column.key))
        return menu

    def _open_add_menu(self) -> None:
        menu = self.add_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.add.mapToGlobal(QPoint(0, self.add.height())))

    def _add_indicator(self, key: str, _on: bool = False) -> None:
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

    def _filter_band(self, band: str) -> None:
        from retention_desk.desktop.filters import band_filter

        self.session.filter_by(band_filter(band))
        self.desk.window.open_page("risk")


def unused_by_table(analysis: Analysis, used: Collection[str]) -> dict[str, list[IndicatorColumn]]:
    """Return the indicators without a row by the kind of table they are measured from, in its order."""
    from retention_desk.health.groups import table_of

    groups: dict[str, list[IndicatorColumn]] = {kind: [] for kind in TABLE_KINDS}
    for column in analysis.indicators.columns:
        if column.key not in used:
            groups[table_of(column.key)].append(column)
    return {kind: columns for kind, columns in groups.items() if columns}


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
