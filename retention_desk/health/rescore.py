"""Scores of two months under each other's data and settings: what tells why a score moved."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.move_results import Rescored
from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.foundation.results import Analysis, Health, IndicatorColumn, Indicators
from retention_desk.foundation.review_results import EarlierMonth
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import NOTHING_SAID, Phrase, phrase
from retention_desk.health.measure_indicators import catalogue, measure_indicators
from retention_desk.health.score_health import score_health

Floats = npt.NDArray[np.float64]

_UNDATED: Final = phrase(
    "The data have no dates: what was corrected in them cannot be told from what changed, and counts as "
    "change."
)
_TABLE: Final = phrase(
    "Columns of the customer table have no history: what was corrected in them cannot be told from what "
    "changed, and counts as change."
)
_NOT_AGAIN: Final = phrase(
    "The data of then cannot be scored again with the settings of then: corrections count as change."
)


@dataclass(frozen=True, eq=False)
class _Past:
    """The indicators of then for the customers of now, and whether today's data measured them."""

    values: dict[str, Floats]
    is_measured: bool
    note: Phrase


def rescore(now: Analysis, earlier: EarlierMonth, progress: Progress = SILENT) -> Rescored:
    """Return the scores of today's customers under the data and settings of then and of now.

    Notes
    -----
    “Then, as known today” is measured on `CustomerData.until` the day of then: late rows, corrected amounts
    and merged customers are in it. What rests on columns of the customer table alone has no history there and
    is taken as it was saved.
    """
    data, scores = now.data, earlier.scores
    place = scores.index.get_indexer(data.customer_ids)
    past = _past(now, earlier, place, progress.part(0.0, 0.5))
    settings_then, settings_now = _of_then(earlier, now.indicators), now.settings
    columns_then = _columns(now, past, settings_then)
    corrected, of_then = _score(columns_then, settings_then)
    corrected_now, with_now = _score(_columns(now, past, settings_now), settings_now)
    progress.step(0.8)
    moved, of_moved = _score(_turned(now.indicators, settings_then), settings_then)
    saved = _taken(scores["health_score"].to_numpy(dtype=np.float64), place)
    progress.step(1.0)
    return Rescored(
        saved=saved,
        # Without data of then to measure on, the score of then is the one that was shown.
        corrected=corrected if past.is_measured else saved,
        corrected_now=corrected_now if past.is_measured else saved + (corrected_now - corrected),
        moved=moved,
        now=now.health.score,
        keys=now.health.keys,
        labels=tuple(column.label for column in now.indicators.columns),
        parts=_parts(now.health, (of_then, of_moved), (with_now, now.health)),
        was_there=place >= 0,
        separates_data=past.is_measured,
        note=past.note,
    )


def _past(now: Analysis, earlier: EarlierMonth, place: Any, progress: Progress) -> _Past:
    saved = {
        str(name).removeprefix("indicator."): _taken(earlier.scores[name].to_numpy(dtype=np.float64), place)
        for name in earlier.scores.columns
        if str(name).startswith("indicator.")
    }
    day = earlier.snapshot.as_of
    if day is None or now.data.as_of is None:
        return _Past(saved, is_measured=False, note=_UNDATED)
    if now.indicators.profile == "customers":
        return _Past(saved, is_measured=False, note=_TABLE)
    measured = _measured_then(now.data, earlier.settings, day, progress)
    if measured is None:
        return _Past(saved, is_measured=False, note=_NOT_AGAIN)
    static = _of_the_table(now.data)
    values = {key: column for key, column in measured.items() if key not in static}
    kept = {key: column for key, column in saved.items() if key not in values}
    used = {key for key, weight in zip(now.health.keys, now.health.weights, strict=True) if weight > 0}
    return _Past(values | kept, is_measured=True, note=_TABLE if used & set(kept) else NOTHING_SAID)


def _measured_then(
    data: CustomerData, settings: AnalysisSettings, day: dt.date, progress: Progress
) -> dict[str, Floats] | None:
    """Return each indicator of a past day for the customers of now; None where it cannot be measured."""
    past = data.until(day)
    if not past.n_customers:
        return None
    try:
        found = measure_indicators(past, order_book(past), settings, progress)
    except UserFacingError:  # a direction for a column that is no longer there
        return None
    place = past.customer_ids.get_indexer(data.customer_ids)
    return {column.key: _taken(column.values, place) for column in found.columns}


def _of_the_table(data: CustomerData) -> frozenset[str]:
    """Return the indicators that these data measure from columns of the customer table alone."""

    def has_events(needed: frozenset[str]) -> bool:
        kinds = {name.partition(".")[0] for name in needed} - {"customers"}
        return bool(kinds) and kinds <= set(data.events)

    return frozenset(
        key for key, indicator in catalogue().items() if not any(map(has_events, indicator.needs))
    )


def _taken(values: Floats, place: Any) -> Floats:
    """Return the values at some places, NaN at −1."""
    taken: Floats = np.append(values, np.nan)[place]
    return taken


def _columns(now: Analysis, past: _Past, settings: AnalysisSettings) -> Indicators:
    """Return today's indicator columns with the values of then, turned as the settings say."""
    unknown = np.full(now.data.n_customers, np.nan)
    columns = [
        replace(column, values=past.values.get(column.key, unknown)) for column in now.indicators.columns
    ]
    return _turned(replace(now.indicators, columns=tuple(columns)), settings)


def _turned(indicators: Indicators, settings: AnalysisSettings) -> Indicators:
    """Return the indicators with the better side that the settings name."""
    columns = tuple(_one_turned(column, settings) for column in indicators.columns)
    return replace(indicators, columns=columns)


def _one_turned(column: IndicatorColumn, settings: AnalysisSettings) -> IndicatorColumn:
    shipped = catalogue().get(column.key)
    side = settings.health.directions.get(column.key)
    if shipped is None:
        return column
    higher = shipped.higher_is_better if side is None else side == "higher"
    if higher == column.higher_is_better:
        return column
    cut = column.thresholds
    turned = type(cut)(cut.medium, cut.high)
    return replace(column, higher_is_better=higher, thresholds=turned)


def _of_then(earlier: EarlierMonth, indicators: Indicators) -> AnalysisSettings:
    """Return the settings of then with its weights as a whole set, as far as the indicators are there now.

    The weights shown then may rest on another profile, which the settings alone do not tell.
    """
    import msgspec

    known = {column.key for column in indicators.columns}
    weights = {key: weight for key, weight in earlier.headline.weights.items() if key in known}
    total = sum(weights.values())
    health = earlier.settings.health
    changed = msgspec.structs.replace(
        health,
        weights={key: weight * 100 / total for key, weight in weights.items()} if total > 0 else {},
        pinned={},
        thresholds={key: cut for key, cut in health.thresholds.items() if key in known},
    )
    return msgspec.structs.replace(earlier.settings, health=changed)


def _score(indicators: Indicators, settings: AnalysisSettings) -> tuple[Floats, Health | None]:
    """Return the scores under some settings; unknown where these settings cannot be used on them."""
    try:
        health = score_health(indicators, settings)
    except UserFacingError:
        return np.full(indicators.n_customers, np.nan), None
    return health.score, health


def _parts(shown: Health, *ends: tuple[Health | None, Health | None]) -> Floats:
    """Return the change of the score by each indicator through its value; shape (n_customers, k).

    `ends` are the scores of then and of now under the same settings. An indicator adds weight × points ÷
    known weight; its change is the mean of what it is under the settings of then and of now, where both give
    a score.
    """
    unknown = np.full(shown.points.shape, np.nan)
    changes = [unknown]
    changes += [_change(then, now) for then, now in ends if then is not None and now is not None]
    n_known = np.sum([~np.isnan(change) for change in changes], axis=0)
    total = np.sum([np.nan_to_num(change) for change in changes], axis=0)
    mean: Floats = np.divide(total, n_known, out=np.full(total.shape, np.nan), where=n_known > 0)
    return mean


def _change(then: Health, now: Health) -> Floats:
    unknown = np.isnan(now.score) | np.isnan(then.score)
    change: Floats = np.where(unknown[:, None], np.nan, _added(now) - _added(then))
    return change


def _added(health: Health) -> Floats:
    """Return what each indicator adds to the score, 0 where it is unknown; shape (n_customers, k)."""
    weights = np.array(health.weights)
    known = ~np.isnan(health.points)
    total = (known * weights).sum(axis=1, keepdims=True)
    added: Floats = np.where(known, np.nan_to_num(health.points) * weights, 0.0)
    shares: Floats = np.divide(added, total, out=np.zeros_like(added), where=total > 0)
    return shares
