"""Sums of feedback results."""

import numpy as np

from retention_desk.foundation.feedback_results import DataRequest, LeavingReasons
from retention_desk.foundation.wording import phrase


def test_a_forecast_counts_for_five_figures():
    one = (phrase("a"),)
    assert DataRequest("orders", ("amount",), one * 2, one, one, phrase("")).gain == 8


def test_reasons_are_counted_over_all_groups():
    counts = np.array([[1, 2, 3], [0, 1, 0]])
    names = (phrase("a"), phrase("b"))
    assert LeavingReasons(("a", "b"), names, (), counts, np.zeros(3, dtype=int), ()).n == 7
