"""The indicators of the health score: one row each, its weight and thresholds, and which can be added."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import Final

import numpy as np
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QScrollArea, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.health_page.settings import ruler_of, value_form
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.cards import Card
from retention_desk.desktop.widgets.indicator_row import IndicatorRow, IndicatorState
from retention_desk.desktop.widgets.text import Label
from retention_desk.desktop.widgets.threshold_ruler import Ruler
from retention_desk.foundation.results import Analysis, Health, IndicatorColumn, IndicatorSign
from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.foundation.vocabulary import TABLE_KINDS
from retention_desk.foundation.wording import Phrase, Words, phrase

_WIDTH: Final = 448


class IndicatorsCard(Card):
    """Rows of the indicators in use; the others fold behind *Add indicator*."""

    weight_dragged = Signal(str, float)
    """Indicator and its weight, with each move."""
    thresholds_dragged = Signal(str, object)
    """Indicator and its two thresholds, with each move."""
    let_go = Signal()
    added = Signal(str)
    """Indicator that is to get a weight."""
    turned = Signal(str)
    """Indicator that is to count the other way round."""

    def __init__(self, words: Words) -> None:
        super().__init__(phrase("Indicators"), words, flush=True)
        space = theme.current().space
        self._words = words
        self.rows: dict[str, IndicatorRow] = {}
        self._rulers: dict[str, tuple[IndicatorColumn, Thresholds, Ruler | None, float]] = {}
        self._profile = ""
        self.in_use: set[str] = set()
        self._analysis: Analysis | None = None
        self._total = Label("", words, role="body_medium")
        self.add = Button(phrase("Add indicator"), words, kind="link", icon="plus")
        self.add.clicked.connect(self._open_add_menu)
        self.add_tool(self.add)
        self.add_tool(Label(phrase("Total"), words, tone="muted"))
        self.add_tool(self._total)
        self.body.setSpacing(0)
        inner = self._inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column.addLayout(self._list)
        self._note = Label("", words, role="caption", tone="muted", wrap=True)
        self._note.setContentsMargins(space.l, space.m, space.l, space.m)
        column.addWidget(self._note)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        area.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        self.body.addWidget(area, 1)
        self.setFixedWidth(_WIDTH)

    def show_indicators(self, analysis: Analysis, before: Health | None, words: Words) -> None:
        """Show an analysis; the path of a dragged slider, so nothing here is slow."""
        self._analysis, self._words = analysis, words
        health, columns = analysis.health, analysis.indicators.columns
        self._make_what_is_missing(analysis)
        self.add.setVisible(len(self.in_use) < len(columns))
        weights = dict(zip(before.keys, before.weights, strict=True)) if before else {}
        signs = {sign.key: sign for sign in analysis.backtest.signs if sign.verdict == "opposite"}
        for place, column in enumerate(columns):
            row = self.rows.get(column.key)
            if row is None:
                continue
            weight = health.weights[place]
            ruler, known = self._ruler(column, health.thresholds[place])
            sign = signs.get(column.key)
            row.show_state(
                IndicatorState(
                    column.label, column.note, weight, weights.get(column.key, weight), ruler, known,
                    "" if sign is None else sign_warning(sign),
                    "" if sign is None else sign_note(sign),
                )
            )  # fmt: skip
        self._total.say(phrase("{total:count}", total=round(sum(health.weights))))
        self._note.say(analysis.indicators.profile_note)
        self._keep_room()

    def _keep_room(self) -> None:
        """Hold the rows' height: made anew while the page is laid out, they were squeezed over each other."""
        width = self._inner.width()
        least = sum(row.minimumHeight() for row in self.rows.values())
        least += max(self._note.heightForWidth(width), 0)
        if least != self._inner.minimumHeight():
            self._inner.setMinimumHeight(least)

    def _make_what_is_missing(self, analysis: Analysis) -> None:
        health = analysis.health
        signature = f"{analysis.indicators.profile}:{','.join(health.keys)}:{self._words.language}"
        used = {key for key, weight in zip(health.keys, health.weights, strict=True) if weight > 0}
        if signature != self._profile:
            self.in_use = used
            self._make_rows(analysis)
            self._profile = signature
        elif not used <= self.in_use:
            # One dragged down to nothing keeps its row; one that was added gets one.
            self.in_use |= used
            self._make_rows(analysis)

    def _ruler(self, column: IndicatorColumn, thresholds: Thresholds) -> tuple[Ruler | None, float]:
        """Return ruler and known share of an indicator, anew only when values or thresholds changed."""
        last = self._rulers.get(column.key)
        if last is None or last[0] is not column or last[1] != thresholds:
            known = float(np.isfinite(column.values).mean()) if len(column.values) else 0.0
            last = (column, thresholds, ruler_of(column, thresholds), known)
            self._rulers[column.key] = last
        return last[2], last[3]

    def _make_rows(self, analysis: Analysis) -> None:
        for row in self.rows.values():
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = {}
        for place, column in enumerate(analysis.indicators.columns):
            if column.key not in self.in_use:
                continue
            state = IndicatorState(
                column.label, column.note, 0.0, 0.0, ruler_of(column, analysis.health.thresholds[place]), 1.0
            )
            row = IndicatorRow(state, self._words, form=value_form(column.unit, analysis.data.currency))
            row.weight_changed.connect(partial(self.weight_dragged.emit, column.key))
            row.thresholds_changed.connect(partial(self.thresholds_dragged.emit, column.key))
            row.committed.connect(self.let_go)
            row.turned.connect(partial(self.turned.emit, column.key))
            self.rows[column.key] = row
            self._list.addWidget(row)

    # -- adding ----------------------------------------------------------------------------------

    def add_menu(self) -> QMenu:
        """Return the menu of the indicators that weigh nothing, by the table they are measured from."""
        menu = QMenu(self)
        groups = unused_by_table(self._analysis, self.in_use) if self._analysis is not None else {}
        for place, (table, columns) in enumerate(groups.items()):
            if place:
                menu.addSeparator()
            menu.addAction(self._words(TABLE_KINDS[table])).setEnabled(False)
            for column in columns:
                name = self._words(column.label).replace("&", "&&")
                action = menu.addAction(f"{name}\t{self._words(column.note)}")
                action.triggered.connect(partial(self._add, column.key))
        return menu

    def _add(self, key: str, _on: bool = False) -> None:
        self.added.emit(key)

    def _open_add_menu(self) -> None:
        menu = self.add_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.add.mapToGlobal(QPoint(0, self.add.height())))


def sign_warning(sign: IndicatorSign) -> Phrase:
    """Return what the data say against the way an indicator counts."""
    if sign.higher_is_better:
        return phrase("✕ Here, more of it goes with leaving")
    return phrase("✕ Here, less of it goes with leaving")


def sign_note(sign: IndicatorSign) -> Phrase:
    """Return the figures behind it."""
    return phrase(
        "Who stayed had more of it than who left in {share:share0} of pairs ({low:share0} to {high:share0}; "
        "n = {n:count}); 50 % would be no difference.",
        share=sign.auc, low=sign.auc_low, high=sign.auc_high, n=sign.n,
    )  # fmt: skip


def unused_by_table(analysis: Analysis, used: Collection[str]) -> dict[str, list[IndicatorColumn]]:
    """Return the indicators without a row by the kind of table they are measured from, in its order."""
    from retention_desk.health.groups import table_of

    groups: dict[str, list[IndicatorColumn]] = {kind: [] for kind in TABLE_KINDS}
    for column in analysis.indicators.columns:
        if column.key not in used:
            groups[table_of(column.key)].append(column)
    return {kind: columns for kind, columns in groups.items() if columns}
