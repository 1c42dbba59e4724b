"""How long the customer has been signed up."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Floats, HealthContext
from retention_desk.health.indicator import Indicator, needs


def measure(context: HealthContext) -> Floats | None:
    """Return days since the sign-up."""
    if not context.is_dated:
        return None
    age = context.customer_days("signup_date")
    return np.where(age >= 0, age, np.nan)


ENTRY = Indicator(
    key="account_age",
    label=phrase("Age of the account"),
    note=phrase("days since sign-up"),
    sentence=phrase("Days since sign-up: {value:count}"),
    unit="days",
    higher_is_better=True,
    thresholds=Thresholds(480.0, 180.0),
    needs=needs("customers.signup_date"),
    measure=measure,
    weights={"customers": 10.0},
    order=410,
)
