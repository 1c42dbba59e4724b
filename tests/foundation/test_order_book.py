"""Orders condensed: hand-made lines, and plain pandas over random ones."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import order_book


def data_of(lines, customers=3):
    """Return data from (customer, day of January 2024, order, amount, kind)."""
    table = pd.DataFrame(lines, columns=["customer", "day", "order", "amount", "kind"])
    table = table.sort_values(["customer", "day"], kind="stable")
    ids = pd.Index([f"C{k}" for k in range(customers)], name="customer_id")
    orders = pd.DataFrame(
        {
            "customer": table["customer"].astype("int32"),
            "ordered_on": (pd.Timestamp("2024-01-01") + pd.to_timedelta(table["day"], unit="D")).astype(
                "datetime64[s]"
            ),
            "order": table["order"].astype("int32"),
            "amount": table["amount"].astype(float),
            "is_purchase": table["kind"] == "purchase",
            "is_return": table["kind"] == "return",
        }
    )
    return CustomerData(
        customer_ids=ids,
        customers=pd.DataFrame(index=ids),
        features=pd.DataFrame(index=ids),
        events={"orders": orders},
        sources=(),
        set_aside=pd.DataFrame({"source": [], "source_row": [], "code": []}),
        findings=(),
        as_of=dt.date(2024, 1, 31),
        currency=None,
        fingerprint="x",
    )


def test_lines_of_one_order_are_one_order_and_returns_lower_net_only():
    book = order_book(
        data_of(
            [
                (0, 1, 7, 10.0, "purchase"),
                (0, 1, 7, 5.0, "purchase"),
                (0, 9, 8, -4.0, "return"),
                (2, 3, 9, 0.0, "gift"),
            ]
        )
    )
    assert book.n_orders == 1
    assert book.lines.tolist() == [2]
    assert book.gross_total.tolist() == [15.0, 0.0, 0.0]
    assert book.net_total.tolist() == [11.0, 0.0, 0.0]
    assert book.order_count.tolist() == [1, 0, 0]
    assert book.first_day[1] == -1


def test_a_day_whose_returns_outweigh_it_is_no_purchase_day():
    book = order_book(
        data_of([(0, 1, 1, 10.0, "purchase"), (0, 1, 1, -10.0, "return"), (0, 5, 2, 3.0, "purchase")])
    )
    assert book.purchase_amount.tolist() == [3.0]
    assert book.n_orders == 2


def test_pauses_are_between_order_days_of_one_customer():
    lines = [
        (0, 1, 1, 1.0, "purchase"),
        (0, 1, 2, 1.0, "purchase"),
        (0, 6, 3, 1.0, "purchase"),
        (1, 2, 4, 1.0, "purchase"),
    ]
    customer, length = order_book(data_of(lines)).gaps()
    assert customer.tolist() == [0]
    assert length.tolist() == [5.0]


def test_without_orders_there_is_no_book_and_without_lines_an_empty_one():
    empty = data_of([])
    assert order_book(empty).n_orders == 0
    assert order_book(empty).gross_total.tolist() == [0.0, 0.0, 0.0]


lines = st.lists(
    st.tuples(
        st.integers(0, 4),
        st.integers(0, 20),
        st.integers(0, 6),
        st.integers(1, 50),
        st.sampled_from(["purchase", "return", "gift"]),
    ),
    max_size=60,
)


@given(lines)
def test_totals_agree_with_plain_pandas(drawn):
    signed = [(c, d, 10 * c + o, -float(a) if k == "return" else float(a), k) for c, d, o, a, k in drawn]
    book = order_book(data_of(signed, customers=5))
    frame = pd.DataFrame(signed, columns=["customer", "day", "order", "amount", "kind"])
    frame = frame.astype({"amount": float})
    bought = frame[frame["kind"] == "purchase"]
    counted = frame[frame["kind"] != "gift"]
    assert book.n_orders == bought["order"].nunique()
    assert np.allclose(
        book.gross_total, bought.groupby("customer")["amount"].sum().reindex(range(5), fill_value=0)
    )
    assert np.allclose(
        book.net_total, counted.groupby("customer")["amount"].sum().reindex(range(5), fill_value=0)
    )
    days = counted.groupby(["customer", "day"])["amount"].sum()
    assert sorted(book.purchase_amount.tolist()) == pytest.approx(sorted(days[days > 0].tolist()))
