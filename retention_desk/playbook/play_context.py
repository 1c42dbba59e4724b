"""What a play's trigger looks at: the results of the analysis, as arrays over all customers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any, Final, TypeVar

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.columns import EVENT_DATES
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import OrderBook
from retention_desk.foundation.results import ChurnForecast, Health, Indicators, Segments
from retention_desk.foundation.strategy_results import NextProducts
from retention_desk.foundation.vocabulary import BANDS, STAGES, VALUE_TIERS
from retention_desk.playbook.events import NEVER, Days, Events, days_of

T = TypeVar("T")
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

_BAND_CODES: Final = {key: code for code, key in enumerate(BANDS)}
_STAGE_CODES: Final = {key: code for code, key in enumerate(STAGES)}
_TIER_CODES: Final = {key: code for code, key in enumerate(VALUE_TIERS)}


@dataclass(frozen=True, eq=False)
class PlayContext:
    """The results a play may look at; all arrays have shape (n_customers,).

    Health is not among them: plays name bands (`Play.bands`), so triggers hold while weights are dragged.
    """

    data: CustomerData
    book: OrderBook | None
    indicators: Indicators
    segments: Segments
    churn: ChurnForecast
    next_products: NextProducts | None = None
    holidays: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    _kept: dict[str, Any] = field(default_factory=dict, repr=False)

    def kept(self, name: str, work_out: Callable[[PlayContext], T]) -> T:
        """Return what a function says of this context, worked out once under its name."""
        if name not in self._kept:
            self._kept[name] = work_out(self)
        found: T = self._kept[name]
        return found

    @property
    def n_customers(self) -> int:
        """Number of customers."""
        return self.data.n_customers

    @cached_property
    def marked_as_left(self) -> Flags:
        """Who is marked in the customer table as having left."""
        if "churned" not in self.data.customers:
            return np.zeros(self.n_customers, dtype=bool)
        marked: Flags = self.data.customers["churned"].fillna(value=False).to_numpy(dtype=bool)
        return marked

    @cached_property
    def gone(self) -> Flags:
        """Who has left: lost by stage, marked so, or beyond the forecast of those who bought."""
        gone: Flags = (self.segments.stage == _STAGE_CODES["lost"]) | self.marked_as_left
        if self.churn.status in {"model", "rules"} and self.book is None:
            gone = gone | ~self.churn.known
        return gone

    @cached_property
    def here(self) -> Flags:
        """Who has not left."""
        return ~self.gone

    def indicator(self, key: str) -> Floats | None:
        """Return the values of an indicator, or None when it was not measured."""
        return next((column.values for column in self.indicators.columns if column.key == key), None)

    def raised(self, key: str) -> tuple[Flags, Floats] | None:
        """Return who shows a warning signal and its values, or None when it cannot be told."""
        return next(((w.raised, w.values) for w in self.indicators.warnings if w.key == key), None)

    def either_raised(self, *keys: str) -> tuple[Flags, Floats] | None:
        """Return who shows any of the signals, with the value of the first that is raised."""
        found = [signal for signal in map(self.raised, keys) if signal is not None]
        if not found:
            return None
        flags, values = found[-1]
        for more, its_values in reversed(found[:-1]):
            values = np.where(more, its_values, values)
            flags = flags | more
        return flags, values

    def in_tiers(self, keys: Collection[str]) -> Flags:
        """Return who is in one of the value tiers, or of unknown tier.

        Tiers cut by the health score say nothing about worth: then everybody fits.
        """
        if self.segments.tier_basis == "health_score":
            return np.ones(self.n_customers, dtype=bool)
        return _coded(self.segments.value_tier, [_TIER_CODES[key] for key in keys], unknown_fits=True)

    def in_stages(self, keys: Collection[str]) -> Flags:
        """Return who is in one of the stages, or of unknown stage."""
        return _coded(self.segments.stage, [_STAGE_CODES[key] for key in keys], unknown_fits=True)

    @cached_property
    def today(self) -> int | None:
        """The as-of day as days since 1970-01-01; None when nothing is dated."""
        if self.data.as_of is None:
            return None
        return int(np.datetime64(self.data.as_of, "D").astype(np.int64))

    def events(self, kind: str, column: str = "") -> Events | None:
        """Return who did something on which day (by one of the date columns); None without such a table."""
        table = self.data.events.get(kind)
        name = column or EVENT_DATES[kind]
        if table is None or self.today is None or name not in table:
            return None
        return Events(table["customer"].to_numpy(dtype=np.int64), days_of(table[name]), self.n_customers)

    def customer_days(self, column: str) -> Days | None:
        """Return a date column of the customers as days since 1970-01-01, `NEVER` where it is missing."""
        for table in (self.data.customers, self.data.features):
            if column in table and table[column].dtype.kind == "M":
                return days_of(table[column])
        return None

    @cached_property
    def began_on(self) -> Days | None:
        """Day on which each customer began: signed up, else first ordered or subscribed; `NEVER` unknown."""
        found = self.customer_days("signup_date")
        days = np.full(self.n_customers, NEVER, dtype=np.int32) if found is None else found.copy()
        if self.book is not None:
            ordered = np.where(self.book.order_count > 0, self.book.first_day, NEVER).astype(np.int32)
            days = np.where(days == NEVER, ordered, days).astype(np.int32)
        started = self.events("subscriptions")
        if started is not None:
            days = np.where(days == NEVER, started.first(), days).astype(np.int32)
        return None if bool((days == NEVER).all()) else days

    def silence_factor(self) -> Floats:
        """Return the silence ÷ own rhythm, NaN unknown."""
        rhythm = np.maximum(self.segments.rhythm_days, 1.0)
        return np.asarray(self.segments.silent_days / rhythm, dtype=np.float64)

    def days_since_first_order(self) -> Floats | None:
        """Return days since the first order, NaN without one; None when there are no orders."""
        if self.book is None or self.today is None:
            return None
        return np.where(
            self.book.order_count > 0, self.today - self.book.first_day.astype(np.float64), np.nan
        )


def in_bands(health: Health, keys: Collection[str]) -> Flags:
    """Return who is in one of the health bands; an unknown band is in none."""
    return _coded(health.band, [_BAND_CODES[key] for key in keys], unknown_fits=False)


def _coded(codes: npt.NDArray[np.int8], allowed: list[int], *, unknown_fits: bool) -> Flags:
    fits: Flags = codes < 0 if unknown_fits else np.zeros(len(codes), dtype=bool)
    for code in allowed:
        fits |= codes == code
    return fits
