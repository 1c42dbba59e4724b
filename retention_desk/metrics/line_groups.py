"""The data of the order lines of one group: of a product, a category, a channel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import OrderBook, Positions, book_of_lines
from retention_desk.metrics.activity import Presence, presence_of_orders
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.counted_lines import CountedLines
from retention_desk.metrics.grouping import Codes


def line_groups(whole: MetricContext, codes: Codes, n_groups: int) -> tuple[LineContext, ...]:
    """Return the context of each group of order lines.

    Parameters
    ----------
    whole : MetricContext
        With orders.
    codes : ndarray of int16, shape (n_lines,)
        Group of each row of the order table.
    n_groups : int

    Notes
    -----
    A customer belongs to every group of which there is a line; an order counts in every group it has a line
    of. Amounts add up over the groups, customers and orders do not.
    """
    lines = whole.counted_lines
    group = codes[lines.row]
    return tuple(LineContext(whole, lines, np.flatnonzero(group == number)) for number in range(n_groups))


class LineContext(MetricContext):
    """The part of a `MetricContext` that some order lines make; periods and scales are those of the whole."""

    def __init__(self, whole: MetricContext, lines: CountedLines, places: npt.NDArray[np.int64]) -> None:
        there = np.zeros(whole.n_customers, dtype=bool)
        there[lines.customer[places]] = True
        self.__dict__.update(
            whole=whole, settings=whole.settings, lines=lines, places=places, there=there,
            members=np.flatnonzero(there), place=(np.cumsum(there) - 1).astype(np.int32),
        )  # fmt: skip

    whole: MetricContext
    lines: CountedLines
    places: npt.NDArray[np.int64]
    members: npt.NDArray[np.int64]
    place: Positions
    there: npt.NDArray[np.bool_]

    def within(self, whole: MetricContext) -> LineContext:
        """Return the same group in periods of another length."""
        other = object.__new__(LineContext)
        names = ("lines", "places", "there", "members", "place")
        other.__dict__.update({name: getattr(self, name) for name in names})
        other.__dict__.update(whole=whole, settings=whole.settings)
        other.take_over(self)
        return other

    @cached_property
    def book(self) -> OrderBook:
        """The orders that the lines make."""
        own = self.lines.at(self.places)
        customer = self.place[own.customer]
        return book_of_lines(len(self.members), customer, own.day, own.amount, own.order, own.purchase)

    @cached_property
    def counted_lines(self) -> CountedLines:
        """The lines of the group; `row` is the position in the order table of the whole."""
        own = self.lines.at(self.places)
        return replace(own, customer=self.place[own.customer])

    def places_in_whole(self, kind: str, places: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Return where rows of the group's table stand in the table of the whole."""
        if kind == "orders":
            return places
        own = self.members if kind == "customers" else self.rows_of(kind)
        found: npt.NDArray[np.int64] = own[places]
        return found

    @property
    def origin(self) -> MetricContext:
        """The whole."""
        return self.whole

    @property
    def n_customers(self) -> int:
        """Customers with a line of the group."""
        return len(self.members)

    @property
    def currency(self) -> str | None:
        """ISO code of all amounts."""
        return self.whole.currency

    @cached_property
    def data(self) -> CustomerData:
        """The tables of the group's customers, without their orders."""
        whole = self.whole.data
        return replace(
            whole,
            customer_ids=whole.customer_ids[self.members],
            customers=whole.customers.iloc[self.members],
            features=whole.features.iloc[self.members],
            events=MappingProxyType(self._tables(whole.events)),
        )

    def _tables(self, events: Mapping[str, Any]) -> dict[str, Any]:
        cut = {"orders": events["orders"].iloc[:0]}
        for kind, table in events.items():
            if kind != "orders":
                rows = self.rows_of(kind)
                customer = self.place[table["customer"].to_numpy(dtype=np.int32)[rows]]
                cut[kind] = table.take(rows).assign(customer=customer).reset_index(drop=True)
        return cut

    def rows_of(self, kind: str) -> npt.NDArray[np.int64]:
        """Return the positions of the rows of an event table that belong to the group's customers."""
        customer = self.whole.data.events[kind]["customer"].to_numpy(dtype=np.int32)
        return np.flatnonzero(self.there[customer])

    @cached_property
    def as_of_day(self) -> int | None:
        """Day number of the as-of date."""
        return self.whole.as_of_day

    @cached_property
    def event_range(self) -> tuple[int, int] | None:
        """The range of the whole."""
        return self.whole.event_range

    @cached_property
    def presence(self) -> Presence | None:
        """Who bought of the group when: other purchases do not count."""
        return presence_of_orders(self.book, self.settings.general)

    @cached_property
    def answer_scales(self) -> Any:
        """Scale of each survey answer of the group's customers, as the whole has it."""
        return self.whole.answer_scales[self.rows_of("surveys")]
