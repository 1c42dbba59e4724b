"""Fit the churn forecast that the data allow."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from retention_desk.forecast.activity_book import activity_book
from retention_desk.forecast.blind_spots import blind_spots
from retention_desk.forecast.churn_label import churn_label
from retention_desk.forecast.fit_labelled import fit_labelled
from retention_desk.forecast.fit_silence import fit_silence
from retention_desk.forecast.fit_subscriptions import fit_subscriptions
from retention_desk.forecast.fitted_churn import FittedChurn
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import OrderBook
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import phrase


def fit_churn(
    data: CustomerData, book: OrderBook | None, settings: AnalysisSettings, progress: Progress
) -> FittedChurn:
    """Return the fitted churn forecast, before it is compared with the health score.

    Parameters
    ----------
    data : CustomerData
    book : OrderBook or None
    settings : AnalysisSettings
        Reads ``general.*`` and ``churn.*`` only.
    progress : Progress

    Notes
    -----
    What is forecast, in this order: what a churn column says; the end of subscriptions; no order; no
    activity. Where the churn column teaches nothing (too few leavers, no pattern) and there are dated
    tables, these are tried next, and the definition says so.
    """
    fitted = _fit(data, book, settings, progress)
    return fitted if fitted.off else replace(fitted, cannot_know=blind_spots(data, book, fitted))


def _fit(
    data: CustomerData, book: OrderBook | None, settings: AnalysisSettings, progress: Progress
) -> FittedChurn:
    if settings.churn.model == "off":
        nothing = np.full(data.n_customers, np.nan)
        known = np.zeros(data.n_customers, dtype=bool)
        return FittedChurn(phrase("No forecast"), None, "off", nothing, known, off=True)
    labelled = None
    if churn_label(data) is not None:
        labelled = fit_labelled(data, settings, progress)
        if _teaches(labelled):
            return labelled
    dated = _fit_dated(data, book, settings, progress)
    if dated is not None and labelled is not None:
        dated = replace(dated, known=dated.known & labelled.known)
    if dated is None or (labelled is not None and dated.refusal is not None):
        dated = labelled
    if dated is not None:
        return dated
    why = phrase(
        "A churn forecast needs a column that says who left, or orders, activity or subscriptions with dates."
    )
    return FittedChurn(
        definition=phrase("No forecast"),
        horizon_days=None,
        method="refused",
        probability=np.full(data.n_customers, np.nan),
        known=np.ones(data.n_customers, dtype=bool),
        refusal=why,
    )


def _teaches(fitted: FittedChurn) -> bool:
    if fitted.refusal is not None or fitted.quality is None:
        return False
    return fitted.quality.intervals.get("roc_auc", (0.0, 1.0))[0] > 0.5


def _fit_dated(
    data: CustomerData, book: OrderBook | None, settings: AnalysisSettings, progress: Progress
) -> FittedChurn | None:
    if data.as_of is None:
        return None
    shop = settings.general.business_type == "shop"
    has_orders = book is not None and len(book.purchase_day) > 0
    if "subscriptions" in data.events and len(data.events["subscriptions"]) and not (shop and has_orders):
        return fit_subscriptions(data, settings, progress, book if has_orders else None)
    if book is not None and has_orders:
        return fit_silence(data, book, settings, progress, activity=False)
    days = activity_book(data)
    if days is not None:
        return fit_silence(data, days, settings, progress, activity=True)
    return None
