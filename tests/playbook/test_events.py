"""Who did what when: windows leave out the day exactly their length ago."""

from __future__ import annotations

import numpy as np
import pandas as pd

from retention_desk.playbook.events import NEVER, Events, days_of, days_since


def test_windows_count_today_and_not_the_day_their_length_ago():
    events = Events(np.array([0, 0, 0, 1]), np.array([100, 94, 93, 101], dtype=np.int32), 3)
    assert events.count(100, 7).tolist() == [2, 0, 0]
    assert events.first().tolist() == [93, 101, NEVER]
    assert events.last().tolist() == [100, 101, NEVER]
    assert events.where(np.array([False, True, False, False])).count(100, 7).tolist() == [1, 0, 0]


def test_missing_dates_are_never():
    days = days_of(pd.Series(pd.to_datetime(["1970-01-03", None])))
    assert days.tolist() == [2, NEVER]
    assert days_of(pd.Series(pd.to_datetime([None, None]))).tolist() == [NEVER, NEVER]
    since = days_since(days, 5)
    assert since[0] == 3
    assert np.isnan(since[1])
