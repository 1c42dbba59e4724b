"""A customer's own rhythm, by hand and against pandas."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.order_book import OrderBook
from retention_desk.foundation.rhythm import median_by_customer, own_rhythm_days


def book_of(days_by_customer: list[list[int]]) -> OrderBook:
    pairs = [(c, day) for c, days in enumerate(days_by_customer) for day in sorted(days)]
    customer = np.array([c for c, _ in pairs], dtype=np.int32)
    day = np.array([d for _, d in pairs], dtype=np.int32)
    n = len(days_by_customer)
    ones = np.ones(len(pairs))
    count = np.bincount(customer, minlength=n).astype(np.int32) if len(pairs) else np.zeros(n, np.int32)
    ends = np.array([max(d, default=-1) for d in days_by_customer], dtype=np.int32)
    starts = np.array([min(d, default=-1) for d in days_by_customer], dtype=np.int32)
    total = count.astype(float)
    return OrderBook(
        n, customer, day, ones, ones.astype(np.int32), customer, day, ones, customer, day, ones,
        ones.astype(bool), count, starts, ends, total, total,
    )  # fmt: skip


def test_the_rhythm_is_shrunk_towards_that_of_all_by_the_number_of_pauses():
    rhythm = own_rhythm_days(book_of([[0, 10, 20, 30], [0, 40], [5], []]))
    # pauses 10, 10, 10, 40: median of all 10
    assert rhythm[0] == pytest.approx((3 * 10 + 3 * 10) / 6)
    assert rhythm[1] == pytest.approx((1 * 40 + 3 * 10) / 4)
    assert rhythm[2] == pytest.approx(10)
    assert np.isnan(rhythm[3])


def test_without_any_pause_no_rhythm_is_known():
    assert np.isnan(own_rhythm_days(book_of([[3], [7, 7]]))).all()


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 50)), max_size=60))
def test_medians_by_customer_are_those_of_pandas(pairs):
    customer = np.array([c for c, _ in pairs], dtype=np.int32)
    values = np.array([float(v) for _, v in pairs])
    expected = pd.Series(values, dtype=float).groupby(customer).median().reindex(range(6)).to_numpy()
    np.testing.assert_allclose(median_by_customer(customer, values, 6), expected)
