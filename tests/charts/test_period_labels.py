"""Names of periods."""

from __future__ import annotations

import datetime as dt

import pytest

from retention_desk.charts.period_labels import axis_names, in_months
from retention_desk.foundation.wording import Words


@pytest.mark.parametrize(
    ("period", "language", "name"),
    [
        ("month", "en", "Jul 2011"),
        ("quarter", "en", "2011-Q3"),
        ("year", "en", "2011"),
        ("month", "zh_CN", "2011年7月"),
    ],
)
def test_a_period_by_itself_is_said_with_its_year(period, language, name):
    assert Words(language).period(dt.date(2011, 7, 1), period) == name


def test_on_an_axis_the_year_is_said_once():
    starts = [dt.date(2010, 7, 1), dt.date(2010, 10, 1), dt.date(2011, 1, 1), dt.date(2011, 4, 1)]
    assert axis_names(starts, "quarter", Words("en")) == ["2010-Q3", "Q4", "2011-Q1", "Q2"]


def test_a_year_has_twelve_months():
    assert in_months(365.25) == 12
