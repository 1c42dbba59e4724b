"""The data of one group of customers with what several figures share, cut out of the whole at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import Days, OrderBook, Positions
from retention_desk.metrics.activity import Presence
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.recurring import Recurring

if TYPE_CHECKING:
    import pandas as pd

Codes = npt.NDArray[np.int16]
Places = npt.NDArray[np.int64]


class Partition:
    """Every customer in one group, and the rows of every table sorted by group, each table when first used.

    Parameters
    ----------
    whole : MetricContext
    codes : ndarray of int16, shape (n_customers,)
        Group of each customer, 0 … n_groups − 1.
    n_groups : int
    """

    def __init__(self, whole: MetricContext, codes: Codes, n_groups: int) -> None:
        self.whole, self.codes, self.n_groups = whole, codes, n_groups
        self.members = self.parts(np.arange(len(codes), dtype=np.int32))
        self.place = np.zeros(len(codes), dtype=np.int32)
        for members in self.members:
            self.place[members] = np.arange(len(members), dtype=np.int32)
        self._tables: dict[str, tuple[Places, ...]] = {}

    def parts(self, customer: Positions) -> tuple[Places, ...]:
        """Return the positions of the rows of each group, in their order."""
        group = self.codes[customer]
        return tuple(np.flatnonzero(group == number) for number in range(self.n_groups))

    def table(self, kind: str) -> tuple[Places, ...]:
        """Return the positions of the rows of an event table by group."""
        if kind not in self._tables:
            self._tables[kind] = self.parts(self.whole.data.events[kind]["customer"].to_numpy(dtype=np.int32))
        return self._tables[kind]

    @cached_property
    def lines(self) -> tuple[Places, ...]:
        """Positions of the order lines by group."""
        return () if self.whole.book is None else self.parts(self.whole.book.line_customer)

    @cached_property
    def orders(self) -> tuple[Places, ...]:
        """Positions of the orders by group."""
        return () if self.whole.book is None else self.parts(self.whole.book.customer)

    @cached_property
    def purchases(self) -> tuple[Places, ...]:
        """Positions of the purchase days by group."""
        return () if self.whole.book is None else self.parts(self.whole.book.purchase_customer)

    @cached_property
    def events(self) -> tuple[Places, ...]:
        """Positions of the dated evidence by group."""
        return () if self.whole.presence is None else self.parts(self.whole.presence.event_customer)

    @cached_property
    def spans(self) -> tuple[Places, ...]:
        """Positions of the spans by group."""
        return () if self.whole.presence is None else self.parts(self.whole.presence.span_customer)

    @cached_property
    def seen(self) -> tuple[Places, ...]:
        """Positions of the days of orders and activity by group."""
        return self.parts(self.whole.seen_days[0])

    def groups(self) -> tuple[GroupContext, ...]:
        """Return the context of each group."""
        return tuple(GroupContext(self, number) for number in range(self.n_groups))

    def within(self, whole: MetricContext) -> Partition:
        """Return the same groups of the same data in periods of another length."""
        other = copy(self)
        other.whole = whole
        return other


class GroupContext(MetricContext):
    """The part of a `MetricContext` that belongs to one group; periods and scales are those of the whole."""

    def __init__(self, partition: Partition, number: int) -> None:
        self.__dict__.update(
            partition=partition,
            number=number,
            whole=partition.whole,
            settings=partition.whole.settings,
            members=partition.members[number],
        )

    partition: Partition
    number: int
    members: Places

    def within(self, whole: MetricContext) -> GroupContext:
        """Return the same group in periods of another length."""
        other = GroupContext(self.partition.within(whole), self.number)
        other.take_over(self)
        return other

    @cached_property
    def data(self) -> CustomerData:
        """The tables of the group's customers, numbered anew."""
        whole, members = self.partition.whole.data, self.members
        return replace(
            whole,
            customer_ids=whole.customer_ids[members],
            customers=whole.customers.iloc[members],
            features=whole.features.iloc[members],
            events=_GroupTables(self.partition, self.number),
        )

    @cached_property
    def book(self) -> OrderBook | None:
        """The orders of the group."""
        whole = self.partition.whole.book
        if whole is None:
            return None
        place, number = self.partition.place, self.number
        orders, lines = self.partition.orders[number], self.partition.lines[number]
        days, members = self.partition.purchases[number], self.members
        return OrderBook(
            n_customers=len(members),
            customer=place[whole.customer[orders]],
            day=whole.day[orders],
            gross_amount=whole.gross_amount[orders],
            lines=whole.lines[orders],
            purchase_customer=place[whole.purchase_customer[days]],
            purchase_day=whole.purchase_day[days],
            purchase_amount=whole.purchase_amount[days],
            line_customer=place[whole.line_customer[lines]],
            line_day=whole.line_day[lines],
            line_net_amount=whole.line_net_amount[lines],
            line_is_purchase=whole.line_is_purchase[lines],
            order_count=whole.order_count[members],
            first_day=whole.first_day[members],
            last_day=whole.last_day[members],
            gross_total=whole.gross_total[members],
            net_total=whole.net_total[members],
        )

    def places_in_whole(self, kind: str, places: Places) -> Places:
        """Return where rows of the group's table stand in the table of the whole."""
        own = self.members if kind == "customers" else self.partition.table(kind)[self.number]
        found: Places = own[places]
        return found

    @property
    def n_customers(self) -> int:
        """Customers of the group."""
        return len(self.members)

    @property
    def currency(self) -> str | None:
        """ISO code of all amounts."""
        return self.partition.whole.currency

    @cached_property
    def as_of_day(self) -> int | None:
        """Day number of the as-of date."""
        return self.partition.whole.as_of_day

    @cached_property
    def event_range(self) -> tuple[int, int] | None:
        """The range of the whole, so that every group has the same periods."""
        return self.partition.whole.event_range

    @cached_property
    def presence(self) -> Presence | None:
        """Who of the group was active when."""
        whole = self.partition.whole.presence
        if whole is None:
            return None
        place = self.partition.place
        events, spans = self.partition.events[self.number], self.partition.spans[self.number]
        return Presence(
            whole.definition,
            len(self.members),
            whole.window_days,
            place[whole.event_customer[events]],
            whole.event_day[events],
            place[whole.span_customer[spans]],
            whole.span_start[spans],
            whole.span_end[spans],
            whole.first_seen[self.members],
        )

    @cached_property
    def recurring(self) -> Recurring | None:
        """The subscriptions of the group."""
        whole = self.partition.whole.recurring
        if whole is None:
            return None
        rows = self.partition.table("subscriptions")[self.number]
        customer = self.partition.place[whole.customer[rows]]
        return Recurring(
            len(self.members), customer, whole.start[rows], whole.end[rows], whole.monthly_amount[rows]
        )

    @cached_property
    def seen_days(self) -> tuple[Positions, Days]:
        """Customer and day of all orders and activity of the group."""
        customer, day = self.partition.whole.seen_days
        rows = self.partition.seen[self.number]
        return self.partition.place[customer[rows]], day[rows]

    @property
    def origin(self) -> MetricContext:
        """The whole."""
        return self.partition.whole

    @cached_property
    def answer_scales(self) -> Any:
        """Scale of each survey answer of the group, as the whole has it."""
        return self.origin.answer_scales[self.partition.table("surveys")[self.number]]


class _GroupTables(Mapping[str, "pd.DataFrame"]):
    """The event tables of one group, each cut out when first asked for."""

    def __init__(self, partition: Partition, number: int) -> None:
        self._partition, self._number = partition, number
        self._cut: dict[str, pd.DataFrame] = {}

    def __getitem__(self, kind: str) -> pd.DataFrame:
        if kind not in self._cut:
            self._cut[kind] = self._narrowed(kind)
        return self._cut[kind]

    def _narrowed(self, kind: str) -> pd.DataFrame:
        partition = self._partition
        table = partition.whole.data.events[kind].take(partition.table(kind)[self._number])
        customer = partition.place[table["customer"].to_numpy(dtype=np.int32)]
        return table.assign(customer=customer).reset_index(drop=True)

    def __iter__(self) -> Iterator[str]:
        return iter(self._partition.whole.data.events)

    def __len__(self) -> int:
        return len(self._partition.whole.data.events)

    def __contains__(self, kind: Any) -> bool:
        return kind in self._partition.whole.data.events
