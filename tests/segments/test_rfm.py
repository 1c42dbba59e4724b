"""RFM: quintiles by rank, cut points, and eleven groups over the whole grid."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.vocabulary import RFM_GROUPS
from retention_desk.segments.rfm import GROUP_GRID, cut_points, quintiles, rfm_groups, rfm_scores
from tests.forecast.builders import customer_data, orders_table


def test_five_distinct_values_are_the_five_quintiles():
    assert quintiles(np.array([30.0, 10, 50, 20, 40])).tolist() == [3, 1, 5, 2, 4]


def test_ties_share_their_average_rank():
    # ranks 2, 2, 2, 4, 5 of 5
    assert quintiles(np.array([1.0, 1, 1, 2, 3])).tolist() == [2, 2, 2, 4, 5]


def test_the_cut_points_are_the_lowest_values_of_the_upper_quintiles():
    values = np.arange(10.0)
    assert cut_points(values, quintiles(values)) == (2.0, 4.0, 6.0, 8.0)


@given(st.lists(st.integers(0, 30).map(float), min_size=1, max_size=80))
def test_quintiles_are_those_of_average_ranks_in_pandas(values):
    rank = pd.Series(values).rank(method="average")
    expected = np.clip(np.ceil((5 * rank / len(values)).round(9)), 1, 5)
    assert quintiles(np.array(values)).tolist() == expected.tolist()


def test_the_grid_uses_all_eleven_groups():
    assert {name for row in GROUP_GRID for name in row} == set(RFM_GROUPS)
    assert [len(row) for row in GROUP_GRID] == [5] * 5


def test_the_best_on_all_three_are_champions_and_the_unknown_have_no_group():
    best, unknown = np.array([5, 0], dtype=np.int8), -1
    assert rfm_groups(best, best, best).tolist() == [list(RFM_GROUPS).index("champions"), unknown]


def test_frequency_and_money_are_averaged_half_up():
    r, f, m = (np.array([x], dtype=np.int8) for x in (5, 3, 4))
    assert rfm_groups(r, f, m).tolist() == [list(RFM_GROUPS).index("champions")]


def test_customers_without_an_order_have_no_scores():
    table = orders_table([0, 0, 1], [0, 5, 9], [10, 10, 5])
    data = customer_data(events={"orders": table}, ids=["a", "b", "c"])
    scores = rfm_scores(order_book(data), 3, data.as_of)
    assert scores.recency.tolist() == [3, 5, 0]
    assert scores.group[2] == -1
    assert rfm_scores(None, 3, None).cuts == {}


def test_the_cut_points_of_recency_are_days_since_the_last_order():
    # one order each, 0, 10, 20, 30 and 40 days before the last day of the data
    data = customer_data(
        events={"orders": orders_table(range(5), [0, 10, 20, 30, 40], [10] * 5)}, ids=list("abcde")
    )
    scores = rfm_scores(order_book(data), 5, data.as_of)
    late = (data.as_of - data.events["orders"]["ordered_on"].max().date()).days
    assert scores.recency.tolist() == [1, 2, 3, 4, 5]
    assert scores.cuts["recency"] == tuple(late + days for days in (30, 20, 10, 0))
