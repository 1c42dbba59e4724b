"""Results of the other verbs, made by hand: one customer per row, all quiet unless said otherwise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
import pytest

from retention_desk.foundation.action_history import ActionHistory
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import OrderBook
from retention_desk.foundation.results import (
    ActionPlan,
    ChurnForecast,
    Health,
    IndicatorColumn,
    Indicators,
    LifetimeValue,
    Segments,
    WarningColumn,
)
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.foundation.vocabulary import BANDS, STAGES, VALUE_TIERS
from retention_desk.foundation.wording import NOTHING_SAID, phrase
from retention_desk.playbook.plan_actions import plan_actions
from retention_desk.playbook.play import Play
from retention_desk.playbook.play_context import PlayContext, in_bands

AS_OF = dt.date(2024, 9, 30)
TODAY = int(np.datetime64(AS_OF, "D").astype(np.int64))


class World:
    """All that planning takes, for `n` customers; change an attribute, then ask for the plan."""

    def __init__(self, n: int = 1) -> None:
        self.n = n
        self.ids = [f"C{i:05d}" for i in range(n)]
        self.as_of: dt.date | None = AS_OF
        self.currency: str | None = None
        self.customers: dict[str, Any] = {}
        self.features: dict[str, Any] = {}
        self.events: dict[str, pd.DataFrame] = {}
        self.next_products: Any = None
        self.holidays: dict[str, str] = {}
        self.tier = ["high"] * n
        self.tier_basis = "lifetime_value"
        self.stage = ["active"] * n
        self.band = ["watch"] * n
        self.score = np.full(n, 55.0)
        self.silent = np.full(n, 10.0)
        self.rhythm = np.full(n, 10.0)
        self.loyalty_spend = np.zeros(n)
        self.loyalty_distance = np.full(n, np.nan)
        self.probability = np.full(n, 0.5)
        self.known = np.ones(n, dtype=bool)
        self.worth = np.full(n, 1000.0)
        self.status = "model"
        self.base_rate: float | None = 0.3
        self.reasons: Any = None
        self.indicators: dict[str, Any] = {}
        self.warnings: dict[str, Any] = {}
        self.first_order: Any = None
        self.order_count: Any = None

    def data(self) -> CustomerData:
        """Return the customers."""
        ids = pd.Index(self.ids, dtype=object)
        return CustomerData(
            ids, pd.DataFrame(self.customers, index=ids), pd.DataFrame(self.features, index=ids), MappingProxyType(self.events), (),
            pd.DataFrame(), (), self.as_of, self.currency, "made by hand",
        )  # fmt: skip

    def book(self) -> OrderBook | None:
        """Return an order book that knows first days and counts only."""
        if self.first_order is None:
            return None
        days, money = np.zeros(0, np.int32), np.zeros(0)
        first = (TODAY - np.asarray(self.first_order)).astype(np.int32)
        count = np.asarray(self.order_count if self.order_count is not None else [2] * self.n, np.int32)
        return OrderBook(
            self.n, days, days, money, days, days, days, money, days, days, money, days.astype(bool), count,
            first, first, np.zeros(self.n), np.zeros(self.n),
        )  # fmt: skip

    def measured(self) -> Indicators:
        """Return the indicators and warnings set."""
        columns = tuple(
            IndicatorColumn(
                key, phrase("{header}", header=key), NOTHING_SAID, "count", np.asarray(values, float), True,
                Thresholds(2, 1), 100.0 / len(self.indicators), phrase("Orders in 12 months: {value:count}"),
            )
            for key, values in self.indicators.items()
        )  # fmt: skip
        warnings = tuple(
            WarningColumn(
                key, NOTHING_SAID, ~np.isnan(np.asarray(values, float)), np.asarray(values, float),
                phrase("No log-in for {value:count} days"),
            )
            for key, values in self.warnings.items()
        )  # fmt: skip
        return Indicators("orders", NOTHING_SAID, columns, warnings)

    def health(self) -> Health:
        """Return the health of the bands set."""
        k = len(self.indicators)
        band = np.array([list(BANDS).index(b) if b else -1 for b in self.band], dtype=np.int8)
        return Health(
            "orders", tuple(self.indicators), tuple([100.0 / k] * k) if k else (), (Thresholds(2, 1),) * k,
            np.zeros((self.n, k), np.int8), np.zeros((self.n, k), np.float32), self.score, np.ones(self.n), band,
        )  # fmt: skip

    def segments(self) -> Segments:
        """Return tiers and stages."""
        tier = np.array([list(VALUE_TIERS).index(t) if t else -1 for t in self.tier], dtype=np.int8)
        stage = np.array([list(STAGES).index(s) if s else -1 for s in self.stage], dtype=np.int8)
        zero = np.zeros(self.n, np.int8)
        return Segments(
            tier, (0.0, 0.0), self.tier_basis, self.worth, stage, self.rhythm, self.silent, zero, zero, zero,
            zero, {}, zero, ("a", "b"), self.loyalty_spend, self.loyalty_distance,
        )  # fmt: skip

    def churn(self) -> ChurnForecast:
        """Return the forecast."""
        return ChurnForecast(
            self.status, NOTHING_SAID, NOTHING_SAID, 90, "made", self.probability, self.known,
            base_rate=self.base_rate, reasons=self.reasons,
        )  # fmt: skip

    def value(self) -> LifetimeValue:
        """Return the values."""
        nothing = np.full(self.n, np.nan)
        return LifetimeValue(
            "simple", NOTHING_SAID, {}, 90, 12, nothing, nothing, nothing, nothing, self.worth
        )  # fmt: skip

    def context(self) -> PlayContext:
        """Return what a trigger sees."""
        return PlayContext(
            self.data(),
            self.book(),
            self.measured(),
            self.segments(),
            self.churn(),
            self.next_products,
            self.holidays,
        )

    def rows(self, kind: str, dates: str, *rows: tuple[Any, ...], **columns: Any) -> None:
        """Add an event table: rows of customer and days ago (or date), further columns by name."""
        who = [row[0] for row in rows]
        days = [self.day(row[1]) for row in rows]
        table = pd.DataFrame({"customer": np.array(who, np.int32), dates: pd.to_datetime(days), **columns})
        self.events = {**self.events, kind: table}

    def day(self, when: Any) -> Any:
        """Return a date: as given, or so many days before the as-of date."""
        assert self.as_of is not None
        return self.as_of - dt.timedelta(days=when) if isinstance(when, int) else when

    def fits(self, play: Play) -> tuple[Any, Any] | None:
        """Return whom a play fits, its bands included, and its values."""
        found = play.fits(self.context())
        if found is None or not play.bands:
            return found
        health = self.health()
        return found[0] & in_bands(health, play.bands), found[1] if play.trigger else health.score

    def plan(
        self, settings: AnalysisSettings | None = None, history: ActionHistory | None = None
    ) -> ActionPlan:
        """Return the plan."""
        return plan_actions(
            self.data(), self.book(), self.measured(), self.health(), self.segments(), self.churn(), self.value(),
            settings or AnalysisSettings(), history=history,
        )  # fmt: skip


@pytest.fixture
def world() -> Callable[..., World]:
    """Return the maker of worlds."""
    return World
