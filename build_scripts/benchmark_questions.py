"""How long figures, splits and changes of period or definition take, beside plain pandas in the same run.

Times are of the processor, not of the clock: what other programs do on the machine does not count.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

ALL_LINES, ALL_CUSTOMERS = 1_067_371, 5_942
LINES, CUSTOMERS = 800_000, 6_000
PRODUCTS = 4_000
DAYS = 730
REPEATS = 3
Timed = tuple[str, float, str]
"""What was done, milliseconds of processor time, and what it is to reach."""


def processor_ms(action: Callable[[], Any]) -> tuple[float, Any]:
    """Return the least processor time in milliseconds of `action` over some repeats, and its last result."""
    times, result = [], None
    for _ in range(REPEATS):
        started = time.process_time()
        result = action()
        times.append(time.process_time() - started)
    return 1_000 * min(times), result


def order_lines(lines: int, customers: int, seed: int = 11) -> pd.DataFrame:
    """Return canonical order lines of a shop: 18 an order, some returned, with product, category and day."""
    import numpy as np
    import pandas as pd

    draw = np.random.default_rng(seed)
    orders = lines // 18
    often = np.minimum((draw.pareto(1.1, orders) * customers / 40).astype(int), customers - 1)
    buyer = np.r_[np.arange(customers), draw.permutation(customers)[often]][:orders]
    day = draw.integers(0, DAYS, orders)
    of_line = np.sort(draw.integers(0, orders, lines))
    product = draw.integers(0, PRODUCTS, lines)
    returned = draw.random(lines) < 0.02
    table = pd.DataFrame(
        {
            "customer": buyer[of_line].astype(np.int32),
            "ordered_on": pd.Timestamp("2010-01-01") + pd.to_timedelta(day[of_line], unit="D"),
            "order": of_line.astype(np.int32),
            "product": pd.Categorical.from_codes(
                product, pd.Index([f"item {k:04d}" for k in range(PRODUCTS)])
            ),
            "category": pd.Categorical.from_codes(
                product % 12, pd.Index([f"kind {k:02d}" for k in range(12)])
            ),
            "amount": np.round(draw.gamma(2.0, 20.0, lines) + 0.1, 2) * np.where(returned, -1.0, 1.0),
            "quantity": np.where(returned, -1.0, 1.0),
            "is_purchase": ~returned,
            "is_return": returned,
            "source": np.int16(0),
            "source_row": np.arange(lines, dtype=np.int32),
        }
    )
    return table.sort_values(["customer", "ordered_on"], kind="stable", ignore_index=True)


def data_of(orders: pd.DataFrame) -> Any:
    """Return `CustomerData` with these orders and a region for each customer."""
    from types import MappingProxyType

    import numpy as np
    import pandas as pd

    from retention_desk.foundation.dataset import CustomerData

    n = int(orders["customer"].max()) + 1
    index = pd.Index([f"c{k:06d}" for k in range(n)], name="customer_id")
    regions = np.random.default_rng(5).choice(["north", "south", "east", "west"], n)
    return CustomerData(
        customer_ids=index,
        customers=pd.DataFrame({"region": pd.Categorical(regions)}, index=index),
        features=pd.DataFrame(index=index),
        events=MappingProxyType({"orders": orders}),
        sources=(),
        set_aside=pd.DataFrame({"source": [], "source_row": [], "code": []}),
        findings=(),
        as_of=orders["ordered_on"].max().date(),
        currency=None,
        fingerprint="made up",
    )


def context_of(data: Any, period: str = "quarter", **figures: Any) -> Any:
    """Return a fresh `MetricContext`, with settings of ``figures.*`` where given."""
    from retention_desk.foundation.order_book import order_book
    from retention_desk.foundation.settings import DEFAULTS
    from retention_desk.metrics.context import MetricContext

    settings = DEFAULTS.with_value("general.period", period)
    for name, value in figures.items():
        settings = settings.with_value(f"figures.{name}", value)
    return MetricContext(data, order_book(data), settings)


def all_figures(data: Any) -> Any:
    """Return every key figure with history, cohorts and survival, from the tables on."""
    from retention_desk.foundation.progress import SILENT
    from retention_desk.metrics.compute_metrics import compute_metrics

    context = context_of(data)
    return compute_metrics(data, context.book, context.settings, SILENT, context)


def plain_pandas(orders: pd.DataFrame) -> dict[str, Any]:
    """Return the main figures as one would write them with pandas: revenue, baskets, retention, cohorts."""
    import pandas as pd

    bought = orders[orders["is_purchase"]]
    counted = orders[orders["is_purchase"] | orders["is_return"]]
    quarter = counted["ordered_on"].dt.to_period("Q")
    found: dict[str, Any] = {
        "revenue": counted.groupby(quarter)["amount"].sum(),
        "basket": bought.groupby("order")["amount"].sum().mean(),
        "repurchase": (bought.groupby("customer")["order"].nunique() >= 2).mean(),
        "spend": counted.groupby("customer")["amount"].sum().sort_values(ascending=False),
    }
    ends = pd.PeriodIndex(quarter.unique()).sort_values().to_timestamp(how="end").normalize()
    active = []
    for end in ends:
        recent = bought["ordered_on"].between(end - pd.Timedelta(days=89), end)
        active.append(set(bought.loc[recent, "customer"]))
    found["retention"] = [
        len(before & now) / len(before) if before else float("nan") for before, now in pairwise(active)
    ]
    month = bought["ordered_on"].dt.to_period("M")
    first = month.groupby(bought["customer"]).transform("min")
    since = month.astype("int64") - first.astype("int64")
    found["cohorts"] = bought.groupby([first, since])["customer"].nunique()
    return found


def plain_split(orders: pd.DataFrame, column: str) -> Any:
    """Return net revenue and customers by a column, largest first, as one would write it with pandas."""
    counted = orders[orders["is_purchase"] | orders["is_return"]]
    by = counted.groupby(column, observed=True)
    return by.agg(revenue=("amount", "sum"), customers=("customer", "nunique")).nlargest(12, "revenue")


def timed_questions(
    all_lines: int = ALL_LINES, lines: int = LINES, customers: int = CUSTOMERS
) -> Iterator[tuple[Timed, str]]:
    """Yield what was measured with the reference beside it."""
    whole = order_lines(all_lines, min(ALL_CUSTOMERS, customers))
    ours, _ = processor_ms(lambda: all_figures(data_of(whole)))
    theirs, _ = processor_ms(lambda: plain_pandas(whole))
    name = f"all figures, histories and cohorts over {all_lines / 1e6:.2f} M lines"
    yield (name, ours, "≤ 3000"), f"pandas, six of them: {theirs:,.0f} ms"
    orders = order_lines(lines, customers)
    data = data_of(orders)
    yield from _splits(data, orders)
    yield from _changes(data)


def _splits(data: Any, orders: pd.DataFrame) -> Iterator[tuple[Timed, str]]:
    """Split by a column of customers and of order lines, the first time and again."""
    from retention_desk.metrics.split_metric import split_metric

    known = context_of(data)
    for column, theirs_by in (("customers.region", None), ("orders.product", "product")):
        for key in ("retention_rate", "revenue_net"):

            def split(key: str = key, column: str = column) -> Any:
                return split_metric(
                    key, column, data, known.book, known.settings, with_history=True, context=known
                )

            split()

            def first(split: Callable[[], Any] = split) -> Any:
                known.__dict__.pop("kept", None)
                return split()

            ms, _ = processor_ms(first)
            reference = ""
            if theirs_by is not None and key == "revenue_net":
                theirs, _ = processor_ms(partial(plain_split, orders, theirs_by))
                reference = f"pandas, two sums: {theirs:,.0f} ms"
            yield (f"{key} by {column} with histories, the first time", ms, "≤ 150"), reference
            again, _ = processor_ms(split)
            yield ("… again", again, "≤ 150"), ""


def _changes(data: Any) -> Iterator[tuple[Timed, str]]:
    """Change the period, and a definition, of what is known already."""
    from retention_desk.foundation.progress import SILENT
    from retention_desk.metrics.compute_metrics import compute_metrics
    from retention_desk.metrics.figure_variants import figure_variants
    from retention_desk.metrics.split_metric import split_metric
    from retention_desk.metrics.split_periods import split_periods

    def split(context: Any) -> Any:
        return split_metric(
            "retention_rate", "orders.product", data, context.book, context.settings, with_history=True,
            context=context,
        )  # fmt: skip

    known = context_of(data)
    split(known)
    split(known.in_periods("year"))  # the next one is a change, not the first look
    ms, _ = processor_ms(lambda: (known.__dict__.pop("_by_length", None), split(known.in_periods("month"))))
    yield ("another period of a split by product", ms, "≤ 150"), ""
    ms, _ = processor_ms(
        lambda: (known.__dict__.pop("_by_length", None), split_periods("arpu", known.in_periods("month")))
    )
    yield ("another period of a figure’s history", ms, "≤ 150"), ""
    ms, _ = processor_ms(
        lambda: compute_metrics(data, known.book, known.settings, SILENT, _redefined(data, known))
    )
    yield ("another definition: all figures again", ms, "≤ 150"), ""
    ms, _ = processor_ms(lambda: figure_variants("arpu", known, lambda _settings: (data, known.book)))
    yield ("a figure in all its definitions", ms, "≤ 150"), ""


def _redefined(data: Any, known: Any) -> Any:
    """Return a fresh context of the same orders with another definition."""
    from retention_desk.metrics.context import MetricContext

    return MetricContext(data, known.book, known.settings.with_value("figures.arpu_customers", "all"))
