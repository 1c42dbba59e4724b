from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retention_desk.desktop.table.columns import ColumnSpec
from retention_desk.desktop.table.frame_model import FrameModel
from retention_desk.desktop.table.selection import SelectionSums, lines_in, selection_of, sums_of
from retention_desk.foundation.wording import Words

MONEY = ColumnSpec("value", "Value", "money", currency="GBP")
SHARE = ColumnSpec("share", "Share", "share")


@pytest.fixture
def model(qapp, words):
    model = FrameModel(words)
    model.set_table(
        [ColumnSpec("name", "Name"), MONEY, SHARE],
        {"name": list("abcdef"), "value": [1, 2, np.nan, 4, 5, 6], "share": [0.1, 0.3, np.nan, 0, 0, np.nan]},
    )
    return model


@pytest.mark.parametrize(
    ("rows", "column", "sums"),
    [
        ([0, 1, 2], 1, SelectionSums(3, MONEY, 3.0, 1.5)),
        ([0, 1], 2, SelectionSums(2, SHARE, None, pytest.approx(0.2))),
        ([2, 5], 2, SelectionSums(2, SHARE)),
        ([0, 1], 0, SelectionSums(2)),
        ([0], 1, SelectionSums(1)),
        ([0, 1], -1, SelectionSums(2)),
    ],
)
def test_sums_leave_out_the_unknown(model, rows, column, sums):
    assert sums_of(model, np.array(rows), column) == sums


def test_sums_are_said_in_the_language(model):
    sums = sums_of(model, np.array([0, 1]), 1)
    assert model.words(sums.said(model.words)) == "2 rows selected · Value: sum £3, mean £2"
    chinese = Words("zh_TW")
    assert "£3" in chinese(sums.said(chinese))
    assert model.words(SelectionSums(5).said(model.words)) == "5 rows selected"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.integers(0, 5)), st.permutations(["name", "value", "share"]), st.sets(st.integers(0, 5)))
def test_the_same_rows_are_selected_whatever_the_order(model, rows, order, hidden):
    model.set_order([(key, place == 1) for place, key in enumerate(order)])
    model.set_filter("some", ~np.isin(np.arange(6), list(hidden)))
    selection = selection_of(model, np.array(sorted(rows), dtype=np.intp))
    assert set(model.sources(lines_in(selection)).tolist()) == rows - hidden


def test_rows_that_are_gone_are_passed_over(model):
    assert selection_of(model, np.array([7, 99])).isEmpty()
