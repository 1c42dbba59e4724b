"""What changed since the period before ended: who came, came back and lapsed, and how revenue moved."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from retention_desk.foundation.arrays import Codes, Flags, Floats
from retention_desk.foundation.change_results import ChangeGroup, Changes, Worth
from retention_desk.foundation.project_results import Snapshot
from retention_desk.foundation.vocabulary import BANDS
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.periods import date_of, day_of, period_at, period_index

SHORTEST_DAYS: Final = 7
YEAR_DAYS: Final = 365


def last_time(context: MetricContext) -> int | None:
    """Return the day number of the last end of a period at least a week ago; None before the data."""
    if context.event_range is None:
        return None
    first, today = context.event_range
    period = context.settings.general.period
    index = int(period_index(np.array([today - SHORTEST_DAYS + 1]), period)[0]) - 1
    end = period_at(index, period).end
    return end if end >= first else None


def changes_since(context: MetricContext) -> Changes | None:
    """Return who came, came back and lapsed since `last_time`, with what they are worth; None without dates.

    Notes
    -----
    Active is as everywhere: closing = opening + new + came back − lapsed, exactly. Who came and went again in
    between counts for neither.
    """
    since = last_time(context)
    return None if since is None else _changes_from(context, since)


def changes_since_month(context: MetricContext, month: Snapshot, was_there: Flags) -> Changes:
    """Return who came, came back and lapsed since a month that is kept.

    Parameters
    ----------
    context : MetricContext
    month : Snapshot
    was_there : ndarray of bool, shape (n_customers,)
        Who was a customer in that month.

    Notes
    -----
    By activity, as `changes_since`, where the data reach back beyond that month. Else who is new is told by
    the lists of customers alone: nothing says who was active then.
    """
    if month.as_of is not None and context.event_range is not None:
        since = day_of(month.as_of)
        if context.event_range[0] <= since < context.event_range[1]:
            found = _changes_from(context, since)
            if found is not None:
                return found
    today = context.as_of_day or 0
    measure, worth = _worth(context, today, today, np.zeros(len(was_there), dtype=bool))
    new = _group("new", ~was_there, worth, is_better=True)
    until = month.day if context.as_of_day is None else date_of(context.as_of_day)
    return Changes(
        since=month.day,
        until=until,
        opening=month.n_customers,
        closing=len(was_there),
        groups=(new,) if new.n else (),
        measure=measure,
        worth=worth,
        revenue=None,
        revenue_before=None,
    )


def _changes_from(context: MetricContext, since: int) -> Changes | None:
    """Return who came, came back and lapsed since the end of a day; None without dates."""
    present, today = context.presence, context.as_of_day
    if present is None or today is None:
        return None
    before, now, known = present.active_at(since), present.active_at(today), present.first_seen_by(since)
    lapsed = before & ~now
    measure, worth = _worth(context, since, today, lapsed)
    revenue, revenue_before = _revenue(context, measure, since, today)
    parts = (
        _group("new", now & ~known, worth, is_better=True),
        _group("came_back", now & known & ~before, worth, is_better=True),
        _group("lapsed", lapsed, worth, is_better=False),
    )
    return Changes(
        since=date_of(since),
        until=date_of(today),
        opening=int(before.sum()),
        closing=int(now.sum()),
        groups=tuple(group for group in parts if group.n),
        measure=measure,
        worth=worth,
        revenue=revenue,
        revenue_before=revenue_before,
    )


def with_band_moves(changes: Changes, before: Codes, now: Codes) -> Changes:
    """Return the changes with who moved from one health band to another, the largest moves first.

    Parameters
    ----------
    changes : Changes
    before, now : ndarray of int8, shape (n_customers,)
        Position in `BANDS`, −1 without a score (or not yet a customer).
    """
    keys = tuple(BANDS)
    moves = []
    for old, was in enumerate(keys):
        for new, is_now in enumerate(keys):
            moved = (before == old) & (now == new) if old != new else np.zeros(len(now), dtype=bool)
            if moved.any():
                group = _group("band", moved, changes.worth, is_better=new > old)
                moves.append(replace(group, before=was, now=is_now))
    moves.sort(key=lambda group: -group.n)
    return replace(changes, groups=(*changes.groups, *moves))


def _group(kind: str, who: Flags, worth: Floats | None, *, is_better: bool) -> ChangeGroup:
    amount = None if worth is None else float(np.nan_to_num(worth[who]).sum())
    return ChangeGroup(kind, np.flatnonzero(who).astype(np.int64), amount, is_better)  # type: ignore[arg-type]


def _worth(
    context: MetricContext, since: int, today: int, lapsed: Flags
) -> tuple[Worth | None, Floats | None]:
    if context.book is not None:
        return "net_revenue", _net(context, today - YEAR_DAYS, today)
    if context.recurring is not None:
        return "mrr", np.where(lapsed, context.recurring.at(since), context.recurring.at(today))
    if "mrr" in context.data.customers:
        return "mrr", context.data.customers["mrr"].to_numpy(dtype=np.float64, na_value=np.nan)
    return None, None


def _revenue(
    context: MetricContext, measure: Worth | None, since: int, today: int
) -> tuple[float | None, float | None]:
    """Return revenue since then and in as many days before; the latter only where the data reach so far."""
    if context.book is not None:
        start = since - (today - since)
        whole = context.event_range is not None and context.event_range[0] <= start + 1
        before = float(_net(context, start, since).sum()) if whole else None
        return float(_net(context, since, today).sum()), before
    if measure == "mrr" and context.recurring is not None:
        return float(context.recurring.at(today).sum()), float(context.recurring.at(since).sum())
    return None, None


def _net(context: MetricContext, after: int, until: int) -> Floats:
    """Return the net revenue of each customer in (after, until]."""
    book = context.book
    assert book is not None
    inside = (book.line_day > after) & (book.line_day <= until)
    amounts: Floats = np.bincount(
        book.line_customer[inside], weights=book.line_net_amount[inside], minlength=context.n_customers
    ).astype(np.float64)
    return amounts
