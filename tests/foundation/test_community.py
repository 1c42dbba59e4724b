"""Attendance at an event is told by the type of the contribution."""

from __future__ import annotations

import pandas as pd
import pytest

from retention_desk.foundation.community import attendance_flags, attendance_register, says_event


@pytest.mark.parametrize(
    "kind", ["Event", "attended workshop", "线下活动", "線下聚會", "Webinar", "活动签到"]
)
def test_events(kind):
    assert says_event(kind)


@pytest.mark.parametrize("kind", ["Post", "comment", "发帖", "評論", "Review"])
def test_other_contributions(kind):
    assert not says_event(kind)


def test_flags_by_row_and_none_without_a_type():
    table = pd.DataFrame({"type": ["Event", None, "Post"]})
    assert attendance_flags(table).tolist() == [True, False, False]
    assert attendance_flags(pd.DataFrame({"n": [1, 2]})).tolist() == [False, False]


def test_every_row_of_a_list_of_attendance_counts_unless_its_types_say_better():
    named = pd.DataFrame({"type": ["Spring table", "Candle making"]})
    assert attendance_register(named, "Event attendance shop.xlsx").tolist() == [True, True]
    assert attendance_register(named, "Community").tolist() == [False, False]
    mixed = pd.DataFrame({"type": ["Event", "Post"]})
    assert attendance_register(mixed, "attendance").tolist() == [True, False]
    assert attendance_flags(pd.DataFrame({"type": ["Post"], "is_attendance": [True]})).tolist() == [True]
