import numpy as np

from retention_desk.forecast.value_at_risk import value_at_risk
from retention_desk.foundation.results import ChurnForecast, LifetimeValue
from retention_desk.foundation.wording import NOTHING_SAID


def test_product_over_the_customers_still_there():
    nan = np.full(4, np.nan)
    churn = ChurnForecast(
        "model", NOTHING_SAID, NOTHING_SAID, 90, "stack",
        np.array([0.5, 0.1, np.nan, 0.9]), np.array([True, True, True, False]),
    )  # fmt: skip
    value = LifetimeValue(
        "simple", NOTHING_SAID, {}, 90, 12, nan, nan, nan, nan, np.array([100.0, np.nan, 7.0, 50.0])
    )
    found = value_at_risk(churn, value)
    assert found.total == 50
    assert found.n == 1
    assert np.isnan(found.amounts[1:]).all()
