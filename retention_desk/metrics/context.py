"""Everything the key figures are made of, computed once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.columns import EVENT_DATES
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import Days, OrderBook, Positions, day_number
from retention_desk.foundation.results import Flags, Floats
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import Money
from retention_desk.metrics.activity import NEVER, Presence, active_days, bought_days, presence
from retention_desk.metrics.counted_lines import CountedLines, counted_lines
from retention_desk.metrics.ground import Ground
from retention_desk.metrics.periods import (
    Period,
    complete_periods,
    date_of,
    day_of,
    last_complete_period,
)
from retention_desk.metrics.recurring import Recurring, RecurringMovement, recurring
from retention_desk.metrics.retention import Stay, stays
from retention_desk.metrics.survival import Lifetimes, lifetimes

OF_ANY_PERIOD: Final = (
    "as_of_day", "event_range", "presence", "labelled", "recurring", "buyers", "seen_days", "counted_lines",
    "answer_scales", "data", "book",
)  # fmt: skip


@dataclass(eq=False, slots=True)
class Kept:
    """Groupings by column, and the groups that were looked at last."""

    groupings: dict[str, Any] = field(default_factory=dict)
    column: str = ""
    codes: Any = None
    groups: tuple[Any, ...] = ()


@dataclass(frozen=True, eq=False)
class MetricContext:
    """The data of one analysis with what several figures share; each part is computed when first used.

    Attributes
    ----------
    data : CustomerData
    book : OrderBook or None
    settings : AnalysisSettings
    """

    data: CustomerData
    book: OrderBook | None
    settings: AnalysisSettings

    @property
    def origin(self) -> MetricContext:
        """The whole that this is a part of: it decides what groups must not decide each for itself."""
        return self

    def places_in_whole(self, kind: str, places: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Return where rows of a table stand in the table of the whole; ``customers`` are customers."""
        return places

    @property
    def n_customers(self) -> int:
        """All customers of the data."""
        return self.data.n_customers

    @property
    def currency(self) -> str | None:
        """ISO code of all amounts."""
        return self.data.currency

    def money(self, amount: float) -> Money:
        """Return an amount with the currency of the data, to be put into a phrase."""
        return Money(amount, self.currency)

    @cached_property
    def as_of_day(self) -> int | None:
        """Day number of the as-of date; None when nothing is dated."""
        return None if self.data.as_of is None else day_of(self.data.as_of)

    @cached_property
    def event_range(self) -> tuple[int, int] | None:
        """First day with an event, and the as-of date; None when nothing is dated."""
        return self.ground.once("event_range", self._event_range)

    def _event_range(self) -> tuple[int, int] | None:
        if self.as_of_day is None:
            return None
        firsts = [
            int(day_number(table[EVENT_DATES[kind]].dropna()).min())
            for kind, table in self.data.events.items()
            if table[EVENT_DATES[kind]].notna().any()
        ]
        if not firsts and self.presence is not None:
            begun = self.presence.first_seen
            begun = begun[(begun > -NEVER) & (begun < NEVER)]
            firsts = [int(begun.min())] if len(begun) else []
        return (min(firsts), self.as_of_day) if firsts else None

    def span_to_date(self) -> tuple[dt.date, dt.date] | None:
        """Return the dates of the first event and of the as-of date."""
        if self.event_range is None:
            return None
        return date_of(self.event_range[0]), date_of(self.event_range[1])

    def window(self, days: int) -> tuple[dt.date, dt.date] | None:
        """Return first and last date of the `days` days up to the as-of date, both counted."""
        if self.as_of_day is None:
            return None
        return date_of(self.as_of_day - days + 1), date_of(self.as_of_day)

    @cached_property
    def presence(self) -> Presence | None:
        """Who was active when; None without dates."""
        if self.as_of_day is None:
            return None
        return self.ground.once("presence", lambda: presence(self.data, self.book, self.settings.general))

    @cached_property
    def period(self) -> Period | None:
        """The last complete period on or before the as-of date."""
        if self.event_range is None:
            return None
        return last_complete_period(*self.event_range, self.settings.general.period)

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """All complete periods, oldest first: the histories are over these."""
        if self.event_range is None:
            return ()
        return complete_periods(*self.event_range, self.settings.general.period)

    @cached_property
    def stays(self) -> tuple[Stay, ...]:
        """Who stayed over each of `periods`."""
        present = self.presence
        return () if present is None else self.ground.once("stays", lambda: stays(present, self.periods))

    @cached_property
    def stay(self) -> Stay | None:
        """Who stayed over the last complete period; None without one."""
        if self.period is None or self.presence is None:
            return None
        if self.stays and self.stays[-1].period == self.period:
            return self.stays[-1]
        return stays(self.presence, (self.period,))[0]

    @cached_property
    def labelled(self) -> tuple[int, int] | None:
        """Customers labelled as left, and all with a label; None without the column."""
        if "churned" not in self.data.customers:
            return None
        known = self.data.customers["churned"].dropna()
        return (int(known.astype(bool).sum()), len(known)) if len(known) else None

    @cached_property
    def recurring(self) -> Recurring | None:
        """The subscriptions as columns; None without."""
        return self.ground.once("recurring", lambda: recurring(self.data))

    @cached_property
    def lifetimes(self) -> Lifetimes | None:
        """How long each customer was followed and whether they left."""
        return self.ground.once("lifetimes", lambda: lifetimes(self.data, self.book, self.settings))

    @cached_property
    def recurring_movement(self) -> RecurringMovement | None:
        """How recurring revenue moved over the last complete period."""
        if self.recurring is None or self.period is None:
            return None
        return self.recurring.movement(self.period.opening_day, self.period.end)

    @cached_property
    def recurring_movements(self) -> tuple[RecurringMovement, ...]:
        """How recurring revenue moved over each of `periods`."""
        if self.recurring is None:
            return ()
        return tuple(self.recurring.movement(period.opening_day, period.end) for period in self.periods)

    @cached_property
    def buyers(self) -> int:
        """Customers with at least one order."""
        return 0 if self.book is None else int((self.book.order_count > 0).sum())

    @cached_property
    def seen_days(self) -> tuple[Positions, Days]:
        """Customer and day of all orders and activity: what daily, weekly and monthly actives count."""
        return self.ground.once("seen_days", self._seen_days)

    def _seen_days(self) -> tuple[Positions, Days]:
        parts = [] if self.book is None else [bought_days(self.book)]
        if "activity" in self.data.events:
            parts.append(active_days(self.data))
        if not parts:
            return np.zeros(0, np.int32), np.zeros(0, np.int32)
        return np.concatenate([c for c, _ in parts]), np.concatenate([d for _, d in parts])

    @cached_property
    def kept(self) -> Kept:
        """What was looked at last; the same for periods of every length."""
        return Kept()

    def in_periods(self, period: str) -> MetricContext:
        """Return the same data by month, quarter or year; what is the same for all is not computed again."""
        if period == self.settings.general.period:
            return self
        if period not in self._by_length:
            settings = self.settings.with_value("general.period", period)
            other = MetricContext(self.data, self.book, settings)
            other.take_over(self)
            other.__dict__["kept"] = self.kept
            self._by_length[period] = other
        return self._by_length[period]

    @cached_property
    def ground(self) -> Ground:
        """What no definition of a figure changes."""
        return Ground()

    def redefined(self, settings: AnalysisSettings) -> MetricContext:
        """Return the same data with other ``figures`` or ``value`` settings; the ground is the same."""
        other = MetricContext(self.data, self.book, settings)
        other.__dict__["ground"] = self.ground
        return other

    def take_over(self, other: MetricContext) -> None:
        """Know what a context of the same data knows, but for what depends on the length of periods."""
        known = other.__dict__
        self.__dict__.update({name: known[name] for name in OF_ANY_PERIOD if name in known})

    @cached_property
    def _by_length(self) -> dict[str, MetricContext]:
        return {}

    @cached_property
    def counted_lines(self) -> CountedLines:
        """The purchases and returns of the order table."""
        return self.ground.once("counted_lines", lambda: counted_lines(self.data.events["orders"]))

    @cached_property
    def answer_scales(self) -> Any:
        """Scale of each survey answer, shape (n_answers,), as an array of text."""
        from retention_desk.metrics.satisfaction import survey_scales

        return survey_scales(self.data, self.data.events["surveys"])

    def seen_in_last(self, days: int, until: int | None = None) -> Flags | None:
        """Return who has an order or activity in the last `days` days; None when nothing can tell."""
        end = self.as_of_day if until is None else until
        customer, day = self.seen_days
        if end is None:
            return None
        seen = np.zeros(self.n_customers, dtype=bool)
        if len(self.origin.seen_days[0]):
            seen[customer[(day > end - days) & (day <= end)]] = True
            return seen
        if until is None and "last_active_date" in self.data.customers:
            last = self.data.customers["last_active_date"]
            known = last.notna().to_numpy()
            day = day_number(last[known])
            seen[np.flatnonzero(known)] = (day > end - days) & (day <= end)
            return seen
        return None

    def by_period(self, days: Days, amounts: Floats | None = None) -> Floats:
        """Return the sum of `amounts` (or the count) of dated rows in each of `periods`, (n_periods,)."""
        if not self.periods:
            return np.zeros(0)
        place, inside = self.ground.of_days(days, lambda: self._inside(days))
        weights = None if amounts is None else amounts[inside]
        return np.bincount(place, weights=weights, minlength=len(self.periods)).astype(np.float64)

    def _inside(self, days: Days) -> tuple[npt.NDArray[np.int16], Flags]:
        place = self.place_of(days)
        inside: Flags = place >= 0
        return place[inside], inside

    @cached_property
    def known_by_period(self) -> Floats:
        """Customers by the end of each of `periods`: all but those first seen later, (n_periods,)."""
        ends = np.array([period.end for period in self.periods], dtype=np.int64)
        if self.presence is None:
            return np.full(len(ends), float(self.n_customers))
        first = np.sort(self.presence.first_seen[self.presence.first_seen < NEVER])
        later = len(first) - np.searchsorted(first, ends, side="right")
        return (self.n_customers - later).astype(np.float64)

    def place_of(self, days: Days) -> npt.NDArray[np.int16]:
        """Return the place in `periods` of each day, −1 for those in none, (n_days,)."""
        first, places = self._place_of_day
        found: npt.NDArray[np.int16] = places[np.clip(days - first, -1, len(places) - 1)]
        return found

    @cached_property
    def _place_of_day(self) -> tuple[int, npt.NDArray[np.int16]]:
        """Return the first day of `periods`, and the place of each day from there on; −1 after the last."""
        first = self.periods[0].start
        places = np.repeat(
            np.arange(len(self.periods), dtype=np.int16), [p.end - p.start + 1 for p in self.periods]
        )
        return first, np.r_[places, np.array([-1], dtype=np.int16)]
