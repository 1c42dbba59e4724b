"""A comparison without one side has no change."""

import datetime as dt

from retention_desk.foundation.history_results import Comparison

DAYS = (dt.date(2023, 10, 1), dt.date(2023, 12, 31))


def test_changes_need_both_sides():
    whole = Comparison("mau", *DAYS, 5.0, 3.0, 8.0)
    assert (whole.change, whole.change_on_year) == (2.0, -3.0)
    young = Comparison("mau", *DAYS, 5.0, None, None)
    assert (young.change, young.change_on_year) == (None, None)
