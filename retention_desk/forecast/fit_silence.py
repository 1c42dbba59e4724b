"""Churn without a contract: no order (or activity) in the next days."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from retention_desk.forecast.care_features import care_features
from retention_desk.forecast.dated_candidates import BLEND
from retention_desk.forecast.dated_features import DatedFeatures, DatedSource
from retention_desk.forecast.event_columns import days_since
from retention_desk.forecast.feature_table import Feature
from retention_desk.forecast.fit_dated import fit_dated
from retention_desk.forecast.fitted_churn import FittedChurn
from retention_desk.forecast.order_features import TOLD_AS_ONE, history_features
from retention_desk.forecast.purchase_features import amount_features
from retention_desk.forecast.purchase_logit import PURCHASE_MODEL
from retention_desk.forecast.static_features import StaticColumns, static_columns
from retention_desk.forecast.use_features import breadth_of_use, use_features
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import OrderBook
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import phrase


def fit_silence(
    data: CustomerData, book: OrderBook, settings: AnalysisSettings, progress: Progress, *, activity: bool
) -> FittedChurn:
    """Return the forecast that a customer orders nothing (is not active) in the next `horizon_days`.

    Parameters
    ----------
    data : CustomerData
    book : OrderBook
        Orders, or active days as `activity_book` puts them; with at least one purchase.
    settings : AnalysisSettings
    progress : Progress
    activity : bool
        Which of the two the book holds.
    """
    return fit_dated(silence_source(data, book, settings, activity=activity), data, settings, progress)


def silence_source(
    data: CustomerData, book: OrderBook, settings: AnalysisSettings, *, activity: bool
) -> DatedSource:
    """Return features of all tables on any day, and who ordered nothing (was not active) after it."""
    horizon, active = settings.general.horizon_days, settings.general.active_window_days
    static = static_columns(data)

    def features_at(day: int) -> DatedFeatures:
        more = _other_tables(data, book, static, day, activity)
        return history_features(book, day, horizon, active, activity=activity, more=more)

    def left_after(day: int) -> npt.NDArray[np.bool_]:
        later = (book.purchase_day > day) & (book.purchase_day <= day + horizon)
        stays_away = np.ones(book.n_customers, dtype=bool)
        stays_away[book.purchase_customer[later]] = False
        return stays_away

    if activity:
        definition = phrase("No activity in the next {days:count} days", days=horizon)
        rule, label = "days_since_last_activity", phrase("days since the last activity")
    else:
        definition = phrase("No order in the next {days:count} days", days=horizon)
        rule, label = "days_since_last_order", phrase("days since the last order")
    return DatedSource(
        features_at=features_at,
        left_after=left_after,
        first_day=int(book.purchase_day.min()),
        definition=definition,
        rule=rule,
        rule_label=label,
        rule_feature="days_since_last_order",
        candidates=(PURCHASE_MODEL, "logistic", BLEND),
        told_as_one=TOLD_AS_ONE,
        static_names=static.names,
        left_out=static.left_out,
    )


def _other_tables(
    data: CustomerData, book: OrderBook, static: StaticColumns, day: int, activity: bool
) -> Iterator[Feature]:
    """Return what the other tables said of every customer at the end of a day."""
    if activity:
        yield from breadth_of_use(data, day)
    else:
        yield from amount_features(data, book, day)
        first = np.where(book.first_day >= 0, book.first_day, np.inf).astype(np.float64)
        silent = days_since(data, "activity", "happened_on", day)
        yield from use_features(data, day, silent, first)
    yield from care_features(data, day)
    yield from static.at(day)
