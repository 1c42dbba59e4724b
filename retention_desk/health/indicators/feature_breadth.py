"""How much of what the product offers the customer uses."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Floats, HealthContext
from retention_desk.health.indicator import Indicator, needs

WINDOW_DAYS = 30


def measure(context: HealthContext) -> Floats:
    """Return distinct features used in ``(D − 30, D]`` ÷ features anybody used in that time."""
    codes = context.codes("activity", "feature")
    on_offer = len(np.unique(codes[context.within("activity", WINDOW_DAYS) & (codes >= 0)]))
    if on_offer == 0:
        return np.full(context.n_customers, np.nan)
    return context.distinct("activity", "feature", WINDOW_DAYS) / on_offer


ENTRY = Indicator(
    key="feature_breadth",
    label=phrase("Breadth of features"),
    note=phrase("share of features used, 30 days"),
    sentence=phrase("Uses {value:share0} of the features"),
    unit="share",
    higher_is_better=True,
    thresholds=Thresholds(0.5, 0.2),
    needs=needs("activity+activity.feature"),
    measure=measure,
    weights={"subscription": 15.0},
    order=220,
    looks_back_days=WINDOW_DAYS,
)
