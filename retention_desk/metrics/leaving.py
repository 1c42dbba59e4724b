"""Why customers left: the reasons in the files, told by a taxonomy that can be edited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.feedback_results import LeavingReasons
from retention_desk.foundation.leaver_groups import LEAVER_GROUPS, NEW_DAYS, leaver_groups
from retention_desk.foundation.leaving_taxonomy import leaving_taxonomy
from retention_desk.foundation.results import Flags, Floats, Segments
from retention_desk.metrics.activity import ENDLESS, NEVER, days_or
from retention_desk.metrics.context import MetricContext

if TYPE_CHECKING:
    import pandas as pd

DAYS_OF_MONTH: Final = 365.25 / 12
GROUPS: Final = tuple(LEAVER_GROUPS.values())


def leaving_reasons(context: MetricContext, segments: Segments | None = None) -> LeavingReasons | None:
    """Return the reasons for leaving by best, new and established customers; None without such a column.

    Notes
    -----
    A reason stands in the customer table or with the subscription that ended last. Its text is counted as
    ``figures.leaving_reasons`` says, else by the words of the taxonomy in it.
    """
    found = _texts(context)
    if found is None:
        return None
    codes, texts, left = found
    taxonomy = leaving_taxonomy(context.settings.figures)
    told = [taxonomy.reason_of(text) for text in texts]
    keys = [*dict.fromkeys(told)]
    place = np.array([keys.index(key) for key in told] or [0], dtype=np.int64)
    known = np.flatnonzero(codes >= 0)
    group = _groups(context, segments)
    counts = np.zeros((len(keys), len(GROUPS)), dtype=np.int64)
    np.add.at(counts, (place[codes[known]], group[known]), 1)
    order = np.argsort(-counts.sum(axis=1), kind="stable")
    order = order[counts[order].sum(axis=1) > 0]
    reason = np.full(context.n_customers, -1, dtype=np.int64)
    reason[known] = place[codes[known]]
    unsaid = left & (codes < 0)
    said = np.bincount(codes[known], minlength=len(texts))
    by_count = np.argsort(-said, kind="stable")
    return LeavingReasons(
        keys=tuple(keys[k] for k in order),
        names=tuple(taxonomy.name_of(keys[k]) for k in order),
        groups=GROUPS,
        counts=counts[order],
        without=np.bincount(group[unsaid], minlength=len(GROUPS)).astype(np.int64),
        told_as=tuple((texts[k], told[k], int(said[k])) for k in by_count if said[k]),
        customers=tuple(np.flatnonzero(reason == k) for k in order),
    )


def _texts(context: MetricContext) -> tuple[npt.NDArray[np.int64], list[str], Flags] | None:
    """Return each customer's reason as code (−1 none), the texts, and who left."""
    customers, table = context.data.customers, context.data.events.get("subscriptions")
    if "churn_reason" in customers:
        codes, texts = _coded(customers["churn_reason"])
        left = codes >= 0
        if "churned" in customers:
            left |= customers["churned"].fillna(False).to_numpy(dtype=bool)
        return codes, texts, left
    if table is None or "cancel_reason" not in table:
        return None
    of_rows, texts = _coded(table["cancel_reason"])
    end, customer = days_or(table["ended_on"], ENDLESS), table["customer"].to_numpy(dtype=np.int64)
    last = np.lexsort((end, customer))
    codes, until = (np.full(context.n_customers, value, dtype=np.int64) for value in (-1, ENDLESS))
    codes[customer[last]], until[customer[last]] = of_rows[last], end[last]
    left = until < ENDLESS
    return np.where(left, codes, -1), texts, left


def _coded(column: pd.Series) -> tuple[npt.NDArray[np.int64], list[str]]:
    import pandas as pd

    codes, texts = pd.factorize(column.astype("object"), sort=False)
    return codes.astype(np.int64), [str(text) for text in texts]


def _groups(context: MetricContext, segments: Segments | None) -> npt.NDArray[np.int64]:
    """Return 0 best, 1 new, 2 established for each customer."""
    left_soon = np.zeros(context.n_customers, dtype=bool)
    present = context.presence
    if present is not None:
        first, last = present.first_seen.astype(np.int64), _last_seen(context)
        known = (first > -NEVER) & (first < NEVER) & (last >= first)
        left_soon = known & (last - first <= NEW_DAYS)
    tier = segments.value_tier if segments is not None else None
    return leaver_groups(left_soon, _worth(context), tier)


def _worth(context: MetricContext) -> Floats | None:
    """Return the revenue of each customer so far: net of orders, else of subscriptions; None without."""
    if context.book is not None:
        return context.book.net_total
    paid, today = context.recurring, context.as_of_day
    if paid is None or today is None:
        return None
    months = np.maximum(np.minimum(paid.end, today) - paid.start, 0) / DAYS_OF_MONTH
    worth: Floats = np.bincount(
        paid.customer, weights=months * paid.monthly_amount, minlength=context.n_customers
    ).astype(np.float64)
    return worth


def _last_seen(context: MetricContext) -> npt.NDArray[np.int64]:
    """Return the day each customer left or was last seen, −1 unknown."""
    present = context.presence
    last = np.full(context.n_customers, -1, dtype=np.int64)
    if present is not None:
        np.maximum.at(last, present.event_customer, present.event_day)
        np.maximum.at(last, present.span_customer, present.span_end)
    return last
