"""One customer over the months kept."""

from __future__ import annotations

import datetime as dt

import numpy as np

from retention_desk.foundation.customer_history import CustomerHistory


def test_months_are_counted_where_the_customer_was_there():
    unknown, codes = np.full(3, np.nan), np.full(3, -1, dtype=np.int8)
    days = tuple(dt.date(2024, month, 28) for month in (1, 2, 3))
    there = np.array([True, False, True])
    history = CustomerHistory("K1", days, there, unknown, codes, codes, codes, unknown, unknown, unknown)
    assert history.n_months == 2
