"""Source rows: as a table, counted by sheet, and the data that they alone make."""

from __future__ import annotations

import numpy as np
import pandas as pd

from retention_desk.foundation.trace_results import Members, RowSet
from retention_desk.foundation.trace_rows import (
    all_rows_of,
    data_of_rows,
    merged,
    of_customers,
    rows_table,
    sheet_counts,
)
from tests.metrics.builders import everything, with_row_numbers

DATA = with_row_numbers(everything())


def places(*numbers):
    return np.array(numbers, dtype=np.int64)


def test_a_row_stands_once_for_each_thing_it_does_and_counts_once():
    sets = [RowSet("orders", "opening", places(4, 2)), RowSet("orders", "closing", places(4))]
    table = rows_table(DATA, sets)
    orders = DATA.events["orders"]
    assert table["row"].tolist() == [*orders["source_row"].iloc[[2, 4]], orders["source_row"].iloc[4]]
    assert table["role"].tolist() == ["opening", "opening", "closing"]
    assert [count.rows for count in sheet_counts(DATA, sets)] == [2]
    np.testing.assert_array_equal(table["amount"], orders["amount"].iloc[[2, 4, 4]])


def test_ends_of_subscriptions_and_cases_stand_beside_their_beginning():
    table = rows_table(DATA, [RowSet("subscriptions", "counted", np.arange(20))])
    known = DATA.events["subscriptions"].iloc[:20]
    pd.testing.assert_series_equal(
        table["until"], known["ended_on"].reset_index(drop=True), check_names=False, check_dtype=False
    )
    assert rows_table(DATA, [RowSet("orders", "counted", places(1))])["until"].isna().all()


def test_members_say_what_a_customer_counts_for():
    whose = DATA.events["orders"]["customer"].to_numpy()
    first = places(*[int(np.flatnonzero(whose == one)[0]) for one in (5, 6, 7)])
    members = Members(places(5, 6), places(6))
    table = rows_table(DATA, [RowSet("orders", "counted", first)], members)
    assert table.set_index("customer")["counts"].to_dict() == {
        DATA.customer_ids[5]: "numerator",
        DATA.customer_ids[6]: "both",
        DATA.customer_ids[7]: "",
    }


def test_rows_of_some_customers_alone():
    chosen = np.zeros(DATA.n_customers, dtype=bool)
    chosen[[1, 9]] = True
    everybody = [RowSet("orders", "counted", np.arange(len(DATA.events["orders"])))]
    (own,) = of_customers(DATA, everybody, chosen)
    assert set(DATA.events["orders"]["customer"].iloc[own.places]) == {1, 9}
    assert {one.kind for one in all_rows_of(DATA, chosen)} <= set(DATA.events)


def test_data_of_some_rows_keep_everybody_and_lose_the_rest():
    alone = data_of_rows(DATA, [RowSet("orders", "counted", places(3, 1, 3))])
    assert alone.n_customers == DATA.n_customers
    assert alone.events["orders"]["source_row"].tolist() == (
        DATA.events["orders"]["source_row"].iloc[[1, 3]].tolist()
    )
    assert not len(alone.events["surveys"])


def test_nothing_is_a_table_without_rows():
    assert not len(rows_table(DATA, []))
    assert sheet_counts(DATA, []) == ()


def test_rows_that_do_the_same_stand_once():
    sets = [RowSet("orders", "opening", places(1, 2)), RowSet("orders", "opening", places(2, 3))]
    (one,) = merged(sets)
    assert one.places.tolist() == [1, 2, 3]
