import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.forecast.purchase_counts import (
    count_purchases,
    distinct_rows,
    group_rows,
    sample_rows,
)
from retention_desk.foundation.order_book import order_book
from tests.forecast.builders import EPOCH, customer_data, orders_table

START = int(np.datetime64(EPOCH, "D").astype(int))


def test_counts_by_hand():
    orders = orders_table([0, 0, 0, 1, 2, 2], [0, 10, 40, 20, 30, 31], [5, 15, 10, 8, 6, -6])
    book = order_book(customer_data(events={"orders": orders}))
    counts = count_purchases(book, START + 50)
    assert counts.customer.tolist() == [0, 1, 2]
    assert counts.repeats.tolist() == [2, 0, 0]  # a day with a return only is no purchase
    assert counts.last_days.tolist() == [40, 0, 0]
    assert counts.age_days.tolist() == [50, 30, 20]
    assert counts.mean_spend.tolist() == [10, 8, 6]


def test_nothing_after_the_last_day_is_seen():
    orders = orders_table([0, 0, 1], [0, 30, 40], [1, 1, 1])
    book = order_book(customer_data(events={"orders": orders}))
    counts = count_purchases(book, START + 29)
    assert counts.customer.tolist() == [0]
    assert counts.repeats.tolist() == [0]
    assert len(count_purchases(book, START - 1)) == 0


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 5), st.integers(5, 9)), max_size=60))
def test_rows_hold_every_customer_once(triples):
    x, last, age = (np.array([t[k] for t in triples], dtype=float) for k in range(3))
    rows = group_rows(x, last, age)
    found = dict(zip(zip(rows.repeats, rows.last_age, rows.age, strict=True), rows.weight, strict=True))
    assert found == {t: triples.count(t) for t in set(triples)}
    assert rows.customers == len(triples)


def test_a_sample_is_the_same_every_time():
    rows = group_rows(np.arange(100.0), np.arange(100.0), np.arange(100.0))
    assert sample_rows(rows, 10).repeats.tolist() == sample_rows(rows, 10).repeats.tolist()
    assert sample_rows(rows, 200) is rows


def test_rows_of_weeks_and_of_days_are_the_same():
    rng = np.random.default_rng(0)
    x, last, age = (rng.integers(0, 5, 300).astype(float) for _ in range(3))
    days, place = distinct_rows(x, last, age)
    weeks, same_place = distinct_rows(x, last / 7, age / 7)
    assert np.array_equal(place, same_place)
    assert np.array_equal(days.weight, weeks.weight)
    assert np.array_equal(days.repeats[place], x)
    assert np.array_equal(days.age[place], age)


def test_a_sample_draws_customers_not_rows():
    rows = group_rows(np.r_[np.zeros(900), np.arange(100.0)], np.zeros(1_000), np.zeros(1_000))
    sample = sample_rows(rows, 50)
    assert sample.customers == 50
    assert sample.weight[0] > 35
