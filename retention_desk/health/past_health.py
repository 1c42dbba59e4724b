"""The indicators as they stood at past days, who then left, and the weights that learns from both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import msgspec
import numpy as np
import numpy.typing as npt

from retention_desk.foundation.columns import EVENT_DATES
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.foundation.results import IndicatorColumn
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import HealthSettings
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.health.indicator_signs import StayingOrder, enough, staying_order
from retention_desk.health.learned_weights import LearnedWeights, learn_weights
from retention_desk.health.measure_indicators import measure_indicators
from retention_desk.health.score_health import grade
from retention_desk.health.who_left import Outcome, who_left

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.int8]

MOST_DAYS: Final = 4
MOST_CELLS: Final = 16_000_000


@dataclass(frozen=True, eq=False)
class BacktestBasis:
    """The slow part of the backtest; one row per customer and past day at which they were there.

    Attributes
    ----------
    days : tuple of date or None
        The days looked from, the latest first; None alone for a same-date association.
    horizon_days : int
    customer : ndarray of int32, shape (n_rows,)
        Present position of the customer.
    day : ndarray of int8, shape (n_rows,)
        Position in `days`.
    values : mapping of indicator key to ndarray, shape (n_rows,)
        As they stood on that day.
    left : ndarray of bool, shape (n_rows,)
        Within the horizon after it.
    note : Phrase
        What counts as having left.
    learned : LearnedWeights or None
        Learned on the levels of the default thresholds.
    orders : mapping of indicator key to StayingOrder
        How each puts those who stayed above those who left.
    """

    days: tuple[dt.date | None, ...]
    horizon_days: int
    customer: npt.NDArray[np.int32]
    day: Codes
    values: Mapping[str, Floats]
    left: Flags
    note: Phrase
    learned: LearnedWeights | None
    orders: Mapping[str, StayingOrder]

    @property
    def as_of(self) -> dt.date | None:
        """The latest day looked from; None for a same-date association."""
        return self.days[0]


@dataclass(frozen=True, eq=False)
class _PastDay:
    """One past day: who was there, with the indicators of then, and who left."""

    day: dt.date | None
    customer: npt.NDArray[np.int32]
    columns: tuple[IndicatorColumn, ...]
    left: Flags


def prepare_backtest(
    data: CustomerData, settings: AnalysisSettings, progress: Progress = SILENT
) -> BacktestBasis | None:
    """Return what judging weights needs, or None when the data cannot tell who left.

    Reads only ``general.*``, ``health.profile``, ``health.directions`` and ``churn.seed``. Indicators are
    measured again on the data as they stood (`CustomerData.until`) ``horizon_days`` before the as-of date,
    and at up to three days more, each a horizon earlier: nothing later is seen. An earlier day counts where
    every table has as much history before it and fifty left and stayed after it.
    """
    general = settings.general
    outcome = who_left(data, general.horizon_days, general.active_window_days)
    if outcome is None:
        return None
    share = 0.6 / MOST_DAYS
    latest, profile = _measured(data, data, outcome, settings, progress.part(0.0, share))
    found = [latest]
    if outcome.cut is not None:
        settled = msgspec.structs.replace(
            settings, health=msgspec.structs.replace(settings.health, profile=profile)
        )
        for place, end in enumerate(_earlier_ends(data, settings, latest), 1):
            part = progress.part(share * place, share * (place + 1))
            earlier = _earlier_day(data, end, settled, part)
            if earlier is not None:
                found.append(earlier)
    return _joined(found, outcome.note, settings, progress.part(0.6, 1.0))


def _earlier_ends(data: CustomerData, settings: AnalysisSettings, latest: _PastDay) -> list[dt.date]:
    """Return the ends of earlier horizons that the history and the memory allow, latest first."""
    horizon, first = dt.timedelta(days=settings.general.horizon_days), _all_begun(data)
    cells = max(len(latest.left) * len(latest.columns), 1)
    most = min(MOST_DAYS, MOST_CELLS // cells)
    if data.as_of is None or first is None:
        return []
    needed = dt.timedelta(days=max(settings.general.horizon_days, settings.general.active_window_days))
    ends = [data.as_of - k * horizon for k in range(1, most)]
    return [end for end in ends if end - horizon - first >= needed]


def _all_begun(data: CustomerData) -> dt.date | None:
    """Return the first day on which every event table had begun; indicators of before are others."""
    columns = [table[EVENT_DATES[kind]] for kind, table in data.events.items()]
    days = [column.min() for column in columns if column.notna().any()]
    return max(days).date() if days else None


def _earlier_day(
    data: CustomerData, end: dt.date, settings: AnalysisSettings, progress: Progress
) -> _PastDay | None:
    progress.step(0.0)
    seen = data.until(end)
    outcome = who_left(seen, settings.general.horizon_days, settings.general.active_window_days)
    if outcome is None or not enough(int(outcome.left.sum()), int(outcome.there.sum())):
        return None
    return _measured(data, seen, outcome, settings, progress)[0]


def _measured(
    data: CustomerData, seen: CustomerData, outcome: Outcome, settings: AnalysisSettings, progress: Progress
) -> tuple[_PastDay, str]:
    """Return the day looked from with its indicators, and the profile they were measured by."""
    past = seen if outcome.cut is None else data.until(outcome.cut)
    place = seen.customer_ids.get_indexer(past.customer_ids)
    measured = measure_indicators(past, order_book(past), settings, progress)
    known = outcome.there[place]
    columns = tuple(
        replace(column, values=column.values[known])
        for column in measured.columns
        if outcome.cut is None or not column.key.startswith("column.")
    )
    customer = data.customer_ids.get_indexer(past.customer_ids)[known].astype(np.int32)
    return _PastDay(outcome.cut, customer, columns, outcome.left[place][known]), measured.profile


def _joined(
    found: Sequence[_PastDay], note: Phrase, settings: AnalysisSettings, progress: Progress
) -> BacktestBasis:
    sizes = [len(one.left) for one in found]
    day = np.repeat(np.arange(len(found), dtype=np.int8), sizes)
    left = np.concatenate([one.left for one in found])
    customer = np.concatenate([one.customer for one in found])
    by_key = [{column.key: column.values for column in one.columns} for one in found]
    keys = dict.fromkeys(key for columns in by_key for key in columns)
    values = {
        key: np.concatenate(
            [columns.get(key, np.full(n, np.nan)) for columns, n in zip(by_key, sizes, strict=True)]
        )
        for key in keys
    }
    orders = {}
    for place, (key, column) in enumerate(values.items()):
        progress.step(0.3 * place / len(values))
        order = staying_order(column, left, day)
        if order is not None:
            orders[key] = order
    learned = _learned(found[0].columns, values, left, customer, settings, progress.part(0.3, 1.0))
    if len(found) > 1:
        note = phrase(
            "{note} Looked from {n:count} days, the earliest {first:date}.",
            note=note, n=len(found), first=found[-1].day,
        )  # fmt: skip
    return BacktestBasis(
        tuple(one.day for one in found), settings.general.horizon_days, customer, day, values, left,
        note, learned, orders,
    )  # fmt: skip


def _learned(
    columns: Sequence[IndicatorColumn],
    values: Mapping[str, Floats],
    left: Flags,
    customer: npt.NDArray[np.int32],
    settings: AnalysisSettings,
    progress: Progress,
) -> LearnedWeights | None:
    whole = [replace(column, values=values[column.key]) for column in columns if column.weight > 0]
    counted = [column for column in whole if not np.isnan(column.values).all()]
    if not counted or not enough(int(left.sum()), len(left)):
        return None
    levels = grade(counted, [column.thresholds for column in counted], HealthSettings()).levels
    keys = [column.key for column in counted]
    return learn_weights(keys, levels, left, settings.churn.seed, progress, customer)
