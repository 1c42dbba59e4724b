import numpy as np
import pytest

from retention_desk.foundation.churn_results import ContactCurve
from retention_desk.foundation.intervals import wilson_interval


def curve() -> ContactCurve:
    return ContactCurve(
        tested_probability=np.array([0.9, 0.8, 0.4, 0.2]),
        tested_found=np.array([0.0, 1.0, 2.0, 2.0, 2.0]),
        order=np.array([3, 0], dtype=np.intp),
        probability=np.array([0.8, 0.3]),
        expected=np.array([0.0, 1.0, 1.5]),
    )


def test_the_interval_of_tested_contacts_is_the_score_interval_of_their_share():
    point = curve().tested(3)
    low, high = wilson_interval(2, 3)
    assert (point.leavers, point.false_alarms) == (2.0, 1.0)
    assert (point.leavers_low, point.leavers_high) == pytest.approx((3 * low, 3 * high))


def test_contacts_of_today_rest_on_tested_customers_of_at_least_that_probability():
    assert curve().today(1).tested_on == 2
    assert curve().today(0).tested_on == 0
    assert curve().summed(np.array([5.0, 1.0, 1.0, 2.0])).tolist() == [0.0, 2.0, 7.0]
