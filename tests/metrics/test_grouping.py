"""Values into groups: texts, flags, numbers, dates; hand-made."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.settings_sections import FigureSettings
from retention_desk.foundation.split_results import SplitColumn, plain_name
from retention_desk.foundation.wording import Words
from retention_desk.metrics.grouping import OTHER, UNKNOWN, Values, grouped, values_of

PLAIN = SplitColumn("customers.region", plain_name("Region"))
PERIODS = SplitColumn("cohort", plain_name("Cohort"), ordered=True)


def test_texts_flags_and_dates():
    text = values_of(pd.Series(["b", "a", None, "b"], dtype="str"))
    assert text.keys == ("a", "b")
    assert text.codes.tolist() == [1, 0, -1, 1]
    flags = values_of(pd.Series([True, None, False], dtype="boolean"))
    assert flags.codes.tolist() == [1, -1, 0]
    years = values_of(pd.Series(pd.to_datetime(["2023-02-01", None, "2024-01-01"])))
    assert years.keys == ("2023", "2024")
    assert years.codes.tolist() == [0, -1, 1]


def test_few_whole_numbers_are_values_many_are_ranges():
    few = values_of(pd.Series([1.0, 3.0, 3.0, np.nan]))
    assert few.keys == ("1", "3")
    many = values_of(pd.Series(np.arange(100.0)))
    assert np.bincount(many.codes).tolist() == [25, 25, 25, 25]
    said = [Words("en")(name) for name in many.names]
    assert said[0].startswith("up to 24")
    assert said[-1].startswith("over 74")


def test_a_value_on_a_cut_is_in_the_lower_range():
    values = values_of(pd.Series([0.5] * 6 + [1.5, 2.5]))
    assert values.codes.tolist() == [0] * 6 + [1, 1]


@pytest.mark.parametrize("column", [["x"] * 5, [None] * 5, [f"name {k}" for k in range(40)]])
def test_a_column_without_groups_is_none(column):
    assert values_of(pd.Series(column, dtype="str")) is None


def test_one_small_group_keeps_its_name():
    values = Values(np.array([0] * 20 + [1]), ("a", "b"), (plain_name("a"), plain_name("b")))
    assert grouped(PLAIN, values, np.ones(21), FigureSettings()).keys == ("a", "b")


def test_of_many_periods_the_latest_are_shown():
    names = tuple(f"{year}" for year in range(2000, 2020))
    values = Values(np.arange(20), names, tuple(map(plain_name, names)), ordered=True)
    groups = grouped(PERIODS, values, np.ones(20), FigureSettings(groups_shown=3))
    assert groups.keys == ("2017", "2018", "2019", OTHER)


@given(
    codes=st.lists(st.integers(-1, 7), min_size=1, max_size=60),
    shown=st.integers(2, 6), fewest=st.integers(1, 9),
)  # fmt: skip
def test_every_row_is_in_one_group(codes, shown, fewest):
    keys = tuple("abcdefgh")
    values = Values(np.array(codes), keys, tuple(map(plain_name, keys)))
    groups = grouped(PLAIN, values, np.ones(len(codes)), FigureSettings(shown, fewest))
    assert (groups.codes >= 0).all()
    assert groups.codes.max() < len(groups.keys) == len(groups.names)
    for row, code in enumerate(codes):
        key = groups.keys[groups.codes[row]]
        assert key == UNKNOWN if code < 0 else key in {keys[code], OTHER}
