import datetime as dt

from retention_desk.foundation.lifetime_results import ValueCheck


def test_the_ratio_of_what_came_needs_something_on_both_sides():
    day = dt.date(2024, 1, 1)
    assert ValueCheck(day, 3, 80.0, 100.0, 90.0).ratio == 1.25
    assert ValueCheck(day, 3, 0.0, 100.0, 90.0).ratio is None
    assert ValueCheck(day, 3, 80.0, 0.0, 90.0).ratio is None
