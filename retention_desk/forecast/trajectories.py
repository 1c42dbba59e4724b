"""How customers behaved in the weeks before they left, against matched customers who stayed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import numpy.typing as npt

from retention_desk.forecast.event_counts import EventCounts
from retention_desk.forecast.leaving_days import LeavingDays, leaving_days
from retention_desk.foundation.churn_results import Trajectories, Trajectory
from retention_desk.foundation.complaints import complaint_flags
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.intervals import Z95
from retention_desk.foundation.order_book import OrderBook, day_number
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import NOTHING_SAID, Phrase, phrase

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Indicator = tuple[str, Phrase, str, EventCounts]

WEEKS: Final = 13
WEEK_DAYS: Final = 7
WINDOW_DAYS: Final = WEEKS * WEEK_DAYS
HISTORY_DAYS: Final = 180
MONTH_DAYS: Final = 30
FEWEST_PAIRS: Final = 30
MOST_LEAVERS: Final = 5_000
MOST_STAYERS: Final = 5_000
FARTHEST: Final = 1.5
NEAR_DAYS: Final = 3.0
NEAR_SCALE: Final = 0.5
LATE_WEEKS: Final = 4
DISTINCT_WEEKS: Final = 2.9  # two-sided 5 % over thirteen weeks (Bonferroni)


def trajectories(
    data: CustomerData, book: OrderBook | None, settings: AnalysisSettings, progress: Progress = SILENT
) -> Trajectories:
    """Return the average weekly path of each indicator in the thirteen weeks before leaving.

    Notes
    -----
    Each leaver is paired with the most similar customer who was there in the same week (for orders: who
    ordered within four days of it) and had not left a horizon later: nearest in the logarithms of tenure and
    of the events of the half-year before the thirteen weeks. Both are followed over the same days. Intervals
    are of the mean (1.96 standard errors), those of the difference of the pairs. Leavers with less than
    thirteen weeks as a customer, or without anybody similar, are not shown; of more than 5,000 leavers a
    sample is. An indicator leaves out pairs of a time its table does not cover.

    Where leaving is told by silence, its day is that of the last order: both of a pair ordered on theirs, so
    that day says nothing, and the thirteen weeks end on the day before it.
    """
    leaving = leaving_days(data, book, settings)
    days_before = np.arange(WEEKS - 1, -1, -1) * WEEK_DAYS
    if leaving is None:
        why = phrase("Nothing tells on which day customers left.")
        return Trajectories(NOTHING_SAID, days_before, (), 0, 0, why)
    indicators = list(_indicators(data, book))
    n_leavers = len(leaving.customer)
    if not indicators:
        why = phrase("There is no table of what customers did in the weeks before they left.")
        return Trajectories(leaving.definition, days_before, (), 0, n_leavers, why)
    progress.step(0.1)
    pairs = _pairs(leaving, indicators[0][3], settings.churn.seed, progress.part(0.1, 0.6))
    if leaving.on_the_day:
        pairs[:, [1, 3]] -= 1
    n_pairs = len(pairs)
    if n_pairs < FEWEST_PAIRS:
        why = phrase(
            "Too few to tell: {n:count} who left after {days:count} days or more have a similar customer "
            "who stayed; "
            "{need:count} are needed.",
            n=n_pairs, days=WINDOW_DAYS, need=FEWEST_PAIRS,
        )  # fmt: skip
        return Trajectories(leaving.definition, days_before, (), n_pairs, n_leavers, why)
    found: list[tuple[float, Trajectory]] = []
    for place, indicator in enumerate(indicators):
        progress.step(0.6 + 0.4 * place / len(indicators))
        path = _path(indicator, pairs, days_before)
        if path is not None:
            found.append(path)
    found.sort(key=lambda one: -one[0])
    return Trajectories(leaving.definition, days_before, tuple(path for _, path in found), n_pairs, n_leavers)


def _indicators(data: CustomerData, book: OrderBook | None) -> Iterator[Indicator]:
    """Return what is counted per week: key, label, unit, events."""
    if book is not None and len(book.purchase_day):
        customer, day = book.purchase_customer, book.purchase_day
        yield "orders", phrase("Order days a week"), "number", EventCounts.of(customer, day)
        spend = EventCounts.of(customer, day, book.purchase_amount)
        yield "spend", phrase("Spend a week"), "money", spend
        back = ~book.line_is_purchase
        if back.any():
            returns = EventCounts.of(book.line_customer[back], book.line_day[back])
            yield "returns", phrase("Lines returned a week"), "number", returns
    for key, label, kind, date in (
        ("use", phrase("Use a week"), "activity", "happened_on"),
        ("tickets", phrase("Support cases a week"), "tickets", "opened_on"),
        ("complaints", phrase("Complaints a week"), "tickets", "opened_on"),
        ("late_bills", phrase("Bills late, a week"), "payments", "due_on"),
        ("contributions", phrase("Contributions a week"), "community", "happened_on"),
    ):
        table = data.events.get(kind)
        if table is None or not len(table):
            continue
        weight = None
        if key == "use" and "count" in table:
            weight = np.nan_to_num(table["count"].to_numpy(dtype=np.float64), nan=1.0)
        if key == "complaints":
            weight = complaint_flags(table).astype(np.float64)
        if key == "late_bills":
            weight = np.ones(len(table))
            if "paid_on" in table:
                paid = table["paid_on"].to_numpy().astype("datetime64[D]")
                weight = (np.isnat(paid) | (paid.astype(np.int64) > day_number(table[date]))).astype(float)
        yield (
            key,
            label,
            "number",
            EventCounts.of(table["customer"].to_numpy(), day_number(table[date]), weight),
        )


def _pairs(leaving: LeavingDays, events: EventCounts, seed: int, progress: Progress) -> Whole:
    """Return leaver, day, stayer and the stayer's day of each pair, shape (n_pairs, 4)."""
    tenure = leaving.day - leaving.beginning[leaving.customer]
    shown = np.flatnonzero(tenure >= WINDOW_DAYS)
    if len(shown) > MOST_LEAVERS:
        shown = np.sort(np.random.default_rng(seed).choice(shown, MOST_LEAVERS, replace=False))
    who, day = leaving.customer[shown].astype(np.int64), leaving.day[shown].astype(np.int64)
    if leaving.on_the_day:
        old = leaving.stayer_from - leaving.beginning[leaving.stayer] >= WINDOW_DAYS
        return _nearest(leaving, events, who, day, leaving.stayer[old], leaving.stayer_from[old])
    return _pairs_by_week(leaving, events, who, day, seed, progress)


def _pairs_by_week(
    leaving: LeavingDays, events: EventCounts, who: Whole, day: Whole, seed: int, progress: Progress
) -> Whole:
    """Return pairs of customers followed over the leaver's days, matched as they stood in that week."""
    rng = np.random.default_rng(seed)
    found = []
    weeks = np.unique(day // WEEK_DAYS)
    for place, week in enumerate(weeks):
        progress.step(place / len(weeks))
        mine = day // WEEK_DAYS == week
        first, last = int(day[mine].min()), int(day[mine].max())
        there = (leaving.stayer_from <= first - WINDOW_DAYS) & (leaving.stayer_until >= last)
        stayers = leaving.stayer[there].astype(np.int64)
        if len(stayers) > MOST_STAYERS:
            stayers = rng.choice(stayers, MOST_STAYERS, replace=False)
        middle = np.full(len(stayers), (first + last) // 2)
        matched = _nearest(leaving, events, who[mine], day[mine], stayers, middle)
        matched[:, 3] = matched[:, 1]
        found.append(matched)
    return np.concatenate(found) if found else np.zeros((0, 4), dtype=np.int64)


def _nearest(
    leaving: LeavingDays, events: EventCounts, who: Whole, day: Whole, stayer: Whole, stayer_day: Whole
) -> Whole:
    """Return each leaver with the most similar stayer, where one is near enough."""
    from scipy.spatial import cKDTree

    if not len(who) or not len(stayer):
        return np.zeros((0, 4), dtype=np.int64)
    spread = NEAR_DAYS if leaving.on_the_day else np.inf
    tree = cKDTree(_likeness(leaving, events, stayer, stayer_day, spread))
    nearest = tree.query(_likeness(leaving, events, who, day, spread), distance_upper_bound=FARTHEST)
    distance, place = (np.asarray(one) for one in nearest)
    near = np.isfinite(distance)
    chosen = place[near]
    return np.stack([who[near], day[near], stayer[chosen], stayer_day[chosen]], axis=1).astype(np.int64)


def _likeness(leaving: LeavingDays, events: EventCounts, who: Whole, day: Whole, spread: float) -> Floats:
    tenure = (day - leaving.beginning[who]).astype(np.float64)
    observed = np.minimum(tenure, day - events.first_day) - WINDOW_DAYS
    before = events.between(who, day - WINDOW_DAYS - HISTORY_DAYS, day - WINDOW_DAYS)
    a_month = np.log1p(before * MONTH_DAYS / np.clip(observed, MONTH_DAYS, HISTORY_DAYS))
    return np.stack([np.log1p(tenure) / NEAR_SCALE, a_month / NEAR_SCALE, day / spread], axis=1)


def _path(indicator: Indicator, pairs: Whole, days_before: Whole) -> tuple[float, Trajectory] | None:
    """Return how clearly the paths part in the last four weeks, and the paths; None where nothing happens."""
    key, label, unit, events = indicator
    pairs = pairs[np.minimum(pairs[:, 1], pairs[:, 3]) - WINDOW_DAYS + 1 >= events.first_day]
    if len(pairs) < FEWEST_PAIRS:
        return None
    left, stayed = (
        np.stack([
            events.between(pairs[:, k], pairs[:, k + 1] - before - WEEK_DAYS, pairs[:, k + 1] - before)
            for before in days_before
        ], axis=1)
        for k in (0, 2)
    )  # fmt: skip
    if not left.any() and not stayed.any():
        return None
    gap = left - stayed
    mean, low, high = _mean_interval(gap)
    late = gap[:, -LATE_WEEKS:].mean(axis=1)
    clear = abs(float(late.mean())) / max(float(late.std(ddof=1)) / np.sqrt(len(late)), 1e-12)
    parted = _parted_days(gap, days_before)
    said = _sentence(label, left[:, -LATE_WEEKS:].mean(), stayed[:, -LATE_WEEKS:].mean(), parted)
    return clear, Trajectory(
        key,
        label,
        unit,
        *_mean_interval(left),
        *_mean_interval(stayed),
        mean,
        low,
        high,
        parted,
        len(pairs),
        said,
    )


def _mean_interval(values: Floats) -> tuple[Floats, Floats, Floats]:
    mean = values.mean(axis=0)
    half = Z95 * values.std(axis=0, ddof=1) / np.sqrt(len(values))
    return mean, mean - half, mean + half


def _parted_days(gap: Floats, days_before: Whole) -> int | None:
    """Return from how many days before leaving on every week differs beyond chance, in one direction."""
    mean = gap.mean(axis=0)
    error = gap.std(axis=0, ddof=1) / np.sqrt(len(gap))
    sign = np.where(np.abs(mean) > DISTINCT_WEEKS * error, np.sign(mean), 0.0)
    if sign[-1] == 0:
        return None
    same = sign == sign[-1]
    first = len(sign) - int(np.argmin(same[::-1])) if not same.all() else 0
    return int(days_before[first]) + WEEK_DAYS


def _sentence(label: Phrase, left: float, stayed: float, parted: int | None) -> Phrase:
    if parted is None:
        return phrase(
            "{label}: {left:number2} in the last four weeks before leaving, {stayed:number2} of similar "
            "customers who "
            "stayed; no difference beyond chance in the last week.",
            label=label, left=float(left), stayed=float(stayed),
        )  # fmt: skip
    return phrase(
        "{label}: {left:number2} in the last four weeks before leaving, {stayed:number2} of similar "
        "customers who "
        "stayed; the paths part {days:count} days before.",
        label=label, left=float(left), stayed=float(stayed), days=parted,
    )  # fmt: skip
