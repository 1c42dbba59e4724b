"""Churn of subscriptions: the last one ends within the next days."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from retention_desk.forecast.dated_features import DatedFeatures, DatedSource
from retention_desk.forecast.fit_dated import fit_dated
from retention_desk.forecast.fitted_churn import FittedChurn
from retention_desk.forecast.static_features import static_columns
from retention_desk.forecast.subscription_features import SubscriptionBook, subscription_features
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import OrderBook
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import phrase


def fit_subscriptions(
    data: CustomerData,
    settings: AnalysisSettings,
    progress: Progress,
    orders: OrderBook | None = None,
) -> FittedChurn:
    """Return the forecast that a subscriber has no running subscription `horizon_days` from now.

    Customers without a running subscription have already left, or never came: no forecast (`known` False).
    """
    return fit_dated(subscription_source(data, settings, orders), data, settings, progress)


def subscription_source(
    data: CustomerData, settings: AnalysisSettings, orders: OrderBook | None = None
) -> DatedSource:
    """Return features of all tables on any day, and whose subscriptions were over a horizon later."""
    book = SubscriptionBook.of(data)
    horizon = settings.general.horizon_days
    static = static_columns(data)
    by_activity = "activity" in data.events and len(data.events["activity"]) > 0

    def features_at(day: int) -> DatedFeatures:
        return subscription_features(data, book, day, settings.general.active_window_days, orders, static)

    def left_after(day: int) -> npt.NDArray[np.bool_]:
        return ~book.running(day + horizon)

    return DatedSource(
        features_at=features_at,
        left_after=left_after,
        first_day=int(book.start.min()),
        definition=phrase("Has no running subscription in {days:count} days", days=horizon),
        rule="days_since_last_activity" if by_activity else "days_as_subscriber",
        rule_label=(
            phrase("days since the last activity")
            if by_activity
            else phrase("days as a subscriber, fewest first")
        ),
        rule_feature="days_since_last_activity" if by_activity else "days_as_subscriber",
        candidates=("logistic", "boosting"),
        told_as_one=MappingProxyType({"use_trend": "use_in_30_days"}),
        static_names=static.names,
        left_out=static.left_out,
    )
