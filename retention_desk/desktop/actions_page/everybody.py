"""What happens to everybody this week: contacted, written to, waiting, left alone; and who they are."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.customers.customer_rows import band_keys
from retention_desk.desktop.filters import customer_mask
from retention_desk.desktop.page import Desk
from retention_desk.desktop.table.columns import ColumnSpec
from retention_desk.desktop.widgets.bar_list import Bar, BarList
from retention_desk.desktop.widgets.cards import Card
from retention_desk.desktop.widgets.table_card import TableCard
from retention_desk.foundation.plan_results import FATE_CODES
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.vocabulary import FATES
from retention_desk.foundation.wording import Words, phrase


class EverybodyView(QWidget):
    """How many customers each fate befalls, and below who they are; a click filters."""

    customer_opened = Signal(int)
    """Position of a customer whose sheet is wanted."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        words = desk.words
        self._desk, self._session = desk, desk.session.session
        self._analysis: Analysis | None = None
        self._told_in = ""
        self._chosen = ""
        look = theme.current()
        self.fates = BarList(words)
        self.fates.chosen.connect(self.choose)
        counts = Card(phrase("What happens this week"), words)
        counts.body.addWidget(self.fates)
        self.customers = TableCard(None, words, name=phrase("Customers"))
        self.customers.table.row_activated.connect(self.customer_opened)
        self.customers.filter_removed.connect(lambda _key: self.choose(""))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space.card_gap)
        column.addWidget(counts)
        column.addWidget(self.customers, 1)

    def show_analysis(self, analysis: Analysis) -> None:
        """Show everybody, or those whom the filters leave."""
        words = self._desk.words
        if analysis is not self._analysis or words.language != self._told_in:
            self._analysis, self._told_in = analysis, words.language
            self.customers.table.model_.words = words
            self.customers.set_table(*everybody_table(analysis, words))
            self.customers.table.model_.set_order([("stake", True)])
        filters = self._session.state.filters
        mask = customer_mask(analysis, filters) if filters else None
        self.customers.table.model_.set_filter("session", mask)
        self._show_fates()

    def choose(self, key: str) -> None:
        """Show only the customers of one fate; again, or empty: all."""
        self._chosen = "" if key == self._chosen else key
        self._show_fates()

    def _show_fates(self) -> None:
        analysis = self._analysis
        if analysis is None:
            return
        self.fates.show_bars(fate_bars(analysis, self._desk.words), self._chosen)
        if not self._chosen:
            self.customers.table.model_.set_filter("fate", None)
            self.customers.chips.remove_chip("fate")
            return
        mask = analysis.plan.fate == FATE_CODES[self._chosen]
        self.customers.add_filter("fate", FATES[self._chosen], mask)


def fate_bars(analysis: Analysis, words: Words) -> list[Bar]:
    """Return how many customers each fate befalls; those that befall nobody are left out."""
    counts = analysis.plan.fates()
    most = max([1, *counts.values()])
    n = max(analysis.data.n_customers, 1)
    return [
        Bar(key, FATES[key], count / most, words.count(count), words.share(count / n, 0))
        for key, count in counts.items()
        if count
    ]


def everybody_table(analysis: Analysis, words: Words) -> tuple[list[ColumnSpec], dict[str, Any]]:
    """Return all customers with their play and what happens to them."""
    plan = analysis.plan
    plays = np.array([*(words(play.label) for play in plan.playbook.values()), ""], dtype=object)
    fates = np.array([words(name) for name in FATES.values()], dtype=object)
    specs = [
        ColumnSpec("name", phrase("Customer"), width=150, strong=True),
        ColumnSpec("health", phrase("Health"), "score", 124, band_key="band"),
        ColumnSpec("churn", phrase("Likely to leave"), "share", 100, digits=0),
        ColumnSpec("stake", phrase("Value at risk"), "money", 100, currency=analysis.data.currency),
        ColumnSpec("play", phrase("Play"), width=150),
        ColumnSpec("fate", phrase("This week"), width=200, stretch=True),
    ]
    columns: dict[str, Any] = {
        "name": analysis.data.names,
        "health": analysis.health.score,
        "band": band_keys(analysis.health.band),
        "churn": analysis.churn.probability,
        "stake": analysis.at_risk.amounts,
        "play": plays[plan.fate_play],
        "fate": fates[plan.fate],
    }
    known = {key for key in ("churn", "stake") if np.isfinite(columns[key]).any()}
    return [spec for spec in specs if spec.key not in {"churn", "stake"} or spec.key in known], columns
