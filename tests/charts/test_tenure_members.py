"""Months of tenure, by hand."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np

from retention_desk.charts.tenure_members import left_in_month, still_there
from retention_desk.foundation.wording import Words

MONTH = 365.25 / 12


def analysis_of(days, left):
    found = SimpleNamespace(
        customer=np.arange(len(days)) + 10, days=np.array(days, dtype=float), left=np.array(left)
    )
    return SimpleNamespace(intermediate={"figures_basis": SimpleNamespace(lifetimes=found)})


def test_a_month_counts_from_its_first_day_to_the_last_before_the_next():
    there = analysis_of([0, MONTH - 0.1, MONTH, 2 * MONTH], [True, True, True, False])
    assert left_in_month(there, "1").customers.tolist() == [10, 11]
    assert left_in_month(there, "2").customers.tolist() == [12]
    assert left_in_month(there, "3").customers.tolist() == []
    assert still_there(there, "1").customers.tolist() == [12, 13]
    assert Words("en")(still_there(there, "1").text) == "still there after 1 month"


def test_without_dates_nobody_stands_behind_a_month():
    bare = SimpleNamespace(intermediate={})
    assert left_in_month(bare, "1") is None
    assert still_there(bare, "x") is None
