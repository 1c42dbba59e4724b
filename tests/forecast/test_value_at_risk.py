import numpy as np

from retention_desk.forecast.value_at_risk import value_at_risk
from retention_desk.foundation.results import (
    ChurnForecast,
    Indicators,
    LifetimeValue,
    Reasons,
    WarningColumn,
)
from retention_desk.foundation.wording import NOTHING_SAID, phrase


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


def tallied(reasons, warnings=()):
    """Five customers, four of them likely to leave, worth 10, 20, 30, 40 and 50."""
    nan = np.full(5, np.nan)
    churn = ChurnForecast(
        "model", NOTHING_SAID, NOTHING_SAID, 90, "stack",
        np.array([0.5, 0.9, 0.6, 0.8, 0.2]), np.array([True, True, True, False, True]), reasons=reasons,
    )  # fmt: skip
    value = LifetimeValue(
        "simple", NOTHING_SAID, {}, 90, 12, nan, nan, nan, nan, np.array([10.0, 20.0, 30.0, 40.0, 50.0])
    )
    return value_at_risk(churn, value, Indicators("orders", NOTHING_SAID, (), tuple(warnings), 5))


def test_first_reasons_of_those_likely_to_leave_are_tallied_with_their_value():
    top = np.array([[1, 0], [0, 1], [1, -1], [-1, -1], [0, 1]], dtype=np.int16)
    names = {"a": phrase("A"), "b": phrase("B"), "c": phrase("C")}
    reasons = Reasons(("a", "b", "c"), names, names, top, np.zeros((5, 2), np.float32), {}, {})
    found = tallied(reasons)
    assert found.likely == 4
    assert [(t.label.text, t.customers) for t in found.first_reasons] == [("B", 2), ("A", 1)]
    # 0.5 × 10 + 0.6 × 30, and 0.9 × 20; the fifth customer is likely to stay
    assert [t.amount for t in found.first_reasons] == [23.0, 18.0]


def test_without_reasons_the_warning_signals_are_tallied():
    raised = np.array([True, False, False, True, True])
    signal = WarningColumn("silent", phrase("Silent"), raised, np.zeros(5), NOTHING_SAID)
    quiet = WarningColumn("quiet", phrase("Quiet"), np.zeros(5, dtype=bool), np.zeros(5), NOTHING_SAID)
    (tally,) = tallied(None, [quiet, signal]).first_reasons
    assert (tally.label.text, tally.customers) == ("Silent", 3)
    assert tally.amount == 0.5 * 10 + 0.2 * 50
