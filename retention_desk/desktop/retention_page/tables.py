"""The tables of the retention page: curves, survival, periods, recurring revenue, a year before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from retention_desk.desktop.figure_views import period_name
from retention_desk.desktop.table.columns import ColumnSpec
from retention_desk.foundation.history_results import RecurringWaterfall
from retention_desk.foundation.metric_results import RetentionMovements, Series, SurvivalCurve
from retention_desk.foundation.rounding import round_half_up
from retention_desk.foundation.split_results import RetentionCurves, SurvivalByGroup
from retention_desk.foundation.vocabulary import PERIODS
from retention_desk.foundation.wording import Phrase, Words, phrase

Table = tuple[Sequence[ColumnSpec], Mapping[str, Any]]
Floats = npt.NDArray[np.float64]

MONTH_DAYS: Final = 30.4375
STEPS: Final = (1, 2, 3, 6, 12, 24)
MONTHS: Final = (1, 3, 6, 12, 24, 36)
FEWEST: Final = 10
"""Customers under whom a share is not shown: as in the charts."""


def curves_table(answer: RetentionCurves, words: Words) -> Table:
    """Return each group with its size and the share that comes again so many periods after the first."""
    steps = [step for step in STEPS if step < answer.exact.shape[1]]
    specs = [
        ColumnSpec("group", phrase("Group"), width=180, strong=True, stretch=True),
        ColumnSpec("n", phrase("Customers"), "count", width=100),
    ]
    values: dict[str, Any] = {
        "group": [words(name) for name in answer.names],
        "n": answer.reached[:, 0],
    }
    for step in steps:
        title = phrase("{period} {n:count}", n=step, period=PERIODS[answer.period])
        specs.append(ColumnSpec(f"after_{step}", title, "share", width=110))
        values[f"after_{step}"] = np.where(answer.reached[:, step] >= FEWEST, answer.exact[:, step], np.nan)
    return specs, values


def survival_table(
    groups: Sequence[tuple[Phrase, SurvivalCurve]], too_few: Sequence[tuple[Phrase, int]], words: Words
) -> Table:
    """Return each group with its size, the time until half are gone, and the share still there.

    The share after so many months comes with its 95 % interval in words; NaN beyond what ten customers
    reached. Groups too small for a curve stand last and say so.
    """
    longest = max((float(curve.days[-1]) for _name, curve in groups), default=0.0)
    months = [month for month in MONTHS if month * MONTH_DAYS <= longest][-4:]
    specs = [
        ColumnSpec("group", phrase("Group"), width=180, strong=True, stretch=True),
        ColumnSpec("n", phrase("Customers"), "count", width=100),
        ColumnSpec("median", phrase("Half gone after, months"), "number", width=150),
    ]
    few = len(too_few)
    values: dict[str, Any] = {
        "group": [words(name) for name, _ in (*groups, *too_few)],
        "n": [*(curve.n for _name, curve in groups), *(n for _name, n in too_few)],
        "median": [*(_median_months(curve) for _name, curve in groups), *[np.nan] * few],
    }
    for month in months:
        told = [_told_at(curve, month, words) for _name, curve in groups]
        title = phrase("After {n:count} months", n=month) if month > 1 else phrase("After 1 month")
        specs.append(ColumnSpec(f"after_{month}", title, width=150, numeral=True))
        values[f"after_{month}"] = [*told, *[words("too few to tell")] * few]
    return specs, values


def _median_months(curve: SurvivalCurve) -> float:
    return np.nan if curve.median_days is None else curve.median_days / MONTH_DAYS


def _told_at(curve: SurvivalCurve, month: int, words: Words) -> str:
    """Return the share still there after a month with its interval; empty beyond what enough reached."""
    place = int(np.searchsorted(curve.days, month * MONTH_DAYS, side="right")) - 1
    reached = curve.days[-1] >= month * MONTH_DAYS
    if place < 0 or not reached or curve.at_risk[place] < min(FEWEST, curve.n):
        return ""
    low, high = (words.number(float(edge[place]) * 100, 0) for edge in (curve.low, curve.high))
    return f"{words.share(float(curve.share[place]), 0)} ({low}–{high})"


def survival_rows(answer: SurvivalByGroup) -> tuple[tuple[Phrase, SurvivalCurve], ...]:
    """Return name and curve of each group."""
    return tuple(zip(answer.names, answer.curves, strict=True))


def periods_table(movements: RetentionMovements, words: Words) -> Table:
    """Return each complete period, the latest first: who was there, stayed, came back, is new; both rates."""
    opening = movements.opening.astype(np.float64)
    by_name, by_count = (
        np.divide(part, opening, out=np.full(len(opening), np.nan), where=opening > 0)
        for part in (movements.stayed, movements.stayed + movements.came_back)
    )
    specs = [
        ColumnSpec("period", phrase("Period"), width=100, strong=True, stretch=True),
        ColumnSpec("opening", phrase("Opening"), "count", width=90),
        ColumnSpec("stayed", phrase("Stayed"), "count", width=90),
        ColumnSpec("lost", phrase("Gone"), "count", width=90),
        ColumnSpec("came_back", phrase("Came back"), "count", width=100),
        ColumnSpec("new", phrase("New"), "count", width=90),
        ColumnSpec("closing", phrase("Closing"), "count", width=90),
        ColumnSpec(
            "by_name", phrase("Retention"), "share", width=90, tip=phrase("Who was here and still is")
        ),
        ColumnSpec(
            "by_count", phrase("By heads"), "share", width=90, tip=phrase("Heads at the end less new ones")
        ),
        ColumnSpec("apart", phrase("Apart"), "points", width=100),
    ]
    values = {
        "period": _period_names(movements, words),
        "opening": movements.opening,
        "stayed": movements.stayed,
        "lost": movements.opening - movements.stayed,
        "came_back": movements.came_back,
        "new": movements.new,
        "closing": movements.closing,
        "by_name": by_name,
        "by_count": by_count,
        "apart": by_count - by_name,
    }
    return specs, {key: np.asarray(column)[::-1] for key, column in values.items()}


PARTS: Final = ("new", "reactivated", "expansion", "contraction", "churned")
_LARGE: Final = 10_000
"""Amounts from which on cents say nothing."""
_DOWN: Final = frozenset({"contraction", "churned"})
_RATES: Final = {
    "grr": ("GRR", phrase("Gross revenue retention (GRR)")),
    "nrr": ("NRR", phrase("Net revenue retention (NRR)")),
}


def recurring_table(
    flow: RecurringWaterfall, series: Mapping[str, Series], words: Words, currency: str | None
) -> Table:
    """Return how recurring revenue moved in each period, the latest first; the figures shown add up."""
    names = {
        "opening": phrase("Beginning"), "new": phrase("New"), "reactivated": phrase("Came back"),
        "expansion": phrase("Grew"), "contraction": phrase("Shrank"), "churned": phrase("Ended"),
        "closing": phrase("End"),
    }  # fmt: skip
    amounts = np.stack([getattr(flow, part) * (-1 if part in _DOWN else 1) for part in ("opening", *PARTS)])
    whole = np.allclose(amounts, np.round(amounts), atol=1e-6) or np.abs(amounts).max() >= _LARGE
    digits = 0 if whole else 2
    shown = adding_up(amounts, digits)
    columns = dict(zip(("opening", *PARTS), shown, strict=True)) | {"closing": shown.sum(axis=0)}
    specs = [ColumnSpec("period", phrase("Period"), width=90, strong=True, stretch=True)]
    specs += [
        ColumnSpec(part, name, "money", width=84, currency=currency, digits=digits)
        for part, name in names.items()
    ]
    values: dict[str, Any] = {"period": _period_names(flow, words), **columns}
    for key, (title, tip) in _RATES.items():
        one = series.get(key)
        if one is not None:
            by_end = dict(zip(one.ends, one.values.tolist(), strict=True))
            specs.append(ColumnSpec(key, title, "share", width=70, tip=tip))
            values[key] = np.array([by_end.get(end, np.nan) for end in flow.ends])
    return specs, {key: np.asarray(column)[::-1] for key, column in values.items()}


def adding_up(parts: Floats, digits: int) -> Floats:
    """Return parts rounded so that the rounded ones add up to the rounded totals, shape as given.

    Parameters
    ----------
    parts : ndarray, shape (n_parts, n)
        Each column adds up to its total.
    digits : int

    Notes
    -----
    The running totals are rounded, and their differences taken: no part is off by a unit or more.
    """
    totals = round_half_up(np.cumsum(parts, axis=0), digits)
    return round_half_up(np.diff(totals, axis=0, prepend=0.0), digits)


def _period_names(flow: RetentionMovements | RecurringWaterfall, words: Words) -> list[str]:
    return [period_name(start, end, words) for start, end in zip(flow.starts, flow.ends, strict=True)]
