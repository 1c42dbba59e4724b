"""Indicators and warning signals of all customers."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from retention_desk.foundation.catalogue import load_catalogue
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import OrderBook, order_book
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.foundation.results import IndicatorColumn, Indicators, WarningColumn
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.health import indicators as indicator_folder
from retention_desk.health import signals as signal_folder
from retention_desk.health.context import Flags, HealthContext
from retention_desk.health.customer_columns import column_indicators
from retention_desk.health.indicator import Indicator, Profile, Signal
from retention_desk.health.profiles import choose_profile, profile_note
from retention_desk.health.weights import scaled_to_100

if TYPE_CHECKING:
    import pandas as pd

MEASURING: Final = phrase("Measuring indicators")
_ENDED: Final = phrase("Customers whose subscriptions have all ended get no score ({n:count}).")
DECIMALS: Final = 9


def catalogue() -> dict[str, Indicator]:
    """Return every indicator that ships, by key, in display order."""
    return dict(load_catalogue(indicator_folder, Indicator))


def signal_catalogue() -> dict[str, Signal]:
    """Return every warning signal that ships, by key, in display order."""
    return dict(load_catalogue(signal_folder, Signal))


def measure_indicators_at(
    data: CustomerData, day: dt.date, settings: AnalysisSettings
) -> tuple[pd.Index[str], Indicators]:
    """Return who was a customer on a day, and the indicators as they stood then; reads the same settings."""
    then = data.until(day)
    return then.customer_ids, measure_indicators(then, order_book(then), settings)


def measure_indicators(
    data: CustomerData, book: OrderBook | None, settings: AnalysisSettings, progress: Progress = SILENT
) -> Indicators:
    """Return the indicators and warning signals that the data allow, as of `data.as_of`.

    Reads only ``general.*``, ``health.profile`` and ``health.directions``: moving a weight or a threshold
    does not measure again.

    Returns
    -------
    Indicators
        First the columns of the profile (their default weights total 100), then, with weight 0, every
        other indicator that can be measured: on offer, and counted as soon as it is given a weight.
        Unknown for customers whose subscriptions have all ended: there is no health left to score.
    """
    context = HealthContext(data, book, settings.general.period, settings.general.active_window_days)
    ended = context.ended()
    profile, why = choose_profile(context, settings)
    measured: list[tuple[Indicator, IndicatorColumn]] = []
    missing: list[Indicator] = []
    entries = catalogue()
    for done, indicator in enumerate(entries.values()):
        progress.step(0.8 * done / len(entries), MEASURING)
        if profile not in indicator.weights and not indicator.offered:
            continue
        column = _column(indicator, context, ended, settings.health.directions.get(indicator.key))
        if column is not None:
            measured.append((indicator, column))
        elif profile in indicator.weights and profile != "customers":
            missing.append(indicator)
    more, left_out = column_indicators(data, settings, wanted=profile == "customers", known=entries.keys())
    columns = _weighted(profile, measured, more)
    note = profile_note(profile, why, any(c.weight for c in columns), missing)
    if left_out is not None:
        note = phrase("{note} {more}", note=note, more=left_out)
    if ended.any():
        note = phrase("{note} {more}", note=note, more=Phrase(_ENDED.text, {"n": int(ended.sum())}))
    progress.step(0.8, MEASURING)
    return Indicators(profile, note, columns, detect_warnings(context), data.n_customers)


def _column(
    indicator: Indicator, context: HealthContext, ended: Flags, side: str | None
) -> IndicatorColumn | None:
    """Return an indicator measured; with the other side chosen as better, its thresholds change places."""
    values = indicator.measured(context)
    if values is None:
        return None
    higher = indicator.higher_is_better if side is None else side == "higher"
    cut = indicator.thresholds
    return IndicatorColumn(
        key=indicator.key,
        label=indicator.label,
        note=_note(indicator, context),
        unit=indicator.unit,
        # Excel keeps fifteen digits: a last bit more would stand on the other side of a threshold there
        values=np.where(ended, np.nan, np.round(values, DECIMALS)),
        higher_is_better=higher,
        thresholds=cut if higher == indicator.higher_is_better else Thresholds(cut.medium, cut.high),
        weight=0.0,
        sentence=indicator.sentence,
    )


def _note(indicator: Indicator, context: HealthContext) -> Phrase:
    if indicator.period_note is None:
        return indicator.note
    return Phrase(indicator.period_note.text, {"days": context.period_days})


def _weighted(
    profile: Profile,
    measured: list[tuple[Indicator, IndicatorColumn]],
    more: tuple[IndicatorColumn, ...],
) -> tuple[IndicatorColumn, ...]:
    """Return all columns with their default weights, those that count first."""
    raw = {column.key: indicator.weights.get(profile, 0.0) for indicator, column in measured}
    if profile == "customers":
        raw = {column.key: column.weight for column in more} | raw
    weights = scaled_to_100(raw) if any(raw.values()) else raw
    columns = {column.key: column for _, column in measured} | {column.key: column for column in more}
    weighted = [replace(columns[key], weight=weight) for key, weight in weights.items()]
    weighted += [replace(column, weight=0.0) for key, column in columns.items() if key not in weights]
    return tuple(sorted(weighted, key=lambda column: column.weight == 0))


def detect_warnings(context: HealthContext) -> tuple[WarningColumn, ...]:
    """Return every warning signal that can be told, raised or not, in display order."""
    gone = context.gone()
    columns = []
    for signal in signal_catalogue().values():
        found = signal.detected(context)
        if found is None:
            continue
        raised, values = found
        if not signal.of_gone_too:
            raised = raised & ~gone
        columns.append(
            WarningColumn(signal.key, signal.label, raised, values.astype(np.float64), signal.sentence)
        )
    return tuple(columns)
