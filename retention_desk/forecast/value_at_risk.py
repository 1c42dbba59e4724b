"""What may be lost: the probability to leave times what a customer is worth."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.results import ChurnForecast, LifetimeValue, ValueAtRisk


def value_at_risk(churn: ChurnForecast, value: LifetimeValue) -> ValueAtRisk:
    """Return the value at risk of every customer who has not left, and its total.

    Parameters
    ----------
    churn : ChurnForecast
    value : LifetimeValue

    Returns
    -------
    ValueAtRisk
        `amounts` is NaN where the probability or the value is unknown or the customer has already left.

    Notes
    -----
    ``value_at_risk`` = churn probability × lifetime value, both over the horizon shown.
    """
    amounts = np.where(churn.known, churn.probability * value.lifetime_value, np.nan)
    found = np.isfinite(amounts)
    return ValueAtRisk(amounts, float(amounts[found].sum()), int(found.sum()))
