"""Customers more at the end of the horizon."""

import numpy as np

from retention_desk.foundation.value_results import ProfitScenario


def test_the_difference_at_the_end():
    path, none = np.array([10.0, 8.0]), np.zeros(2)
    found = ProfitScenario(
        0.05, 0.8, 0.85, path, path + np.array([0.0, 1.0]), none, none, none, none, *(0.0,) * 7
    )
    assert found.customers_extra == 1.0
