"""What customers brought, without any model."""

from __future__ import annotations

import pandas as pd

from retention_desk.forecast.worth import worth_so_far
from tests.forecast.builders import customer_data


def test_orders_count_net_of_returns_and_nothing_of_failed_payments():
    orders = pd.DataFrame(
        {
            "customer": [0, 0, 1, 2], "ordered_on": pd.to_datetime(["2024-01-01"] * 4), "order": [0, 1, 2, 3],
            "amount": [10.0, -4.0, 7.0, 99.0], "is_purchase": [True, False, True, False],
            "is_return": [False, True, False, False],
        }
    )  # fmt: skip
    assert worth_so_far(customer_data(events={"orders": orders})).tolist() == [6.0, 7.0, 0.0]


def test_a_monthly_amount_in_the_customer_table_will_do_and_without_amounts_nothing_is_known():
    table = pd.DataFrame({"mrr": [5.0, None]})
    assert worth_so_far(customer_data(customers=table)).tolist() == [5.0, 0.0]
    assert worth_so_far(customer_data(customers=pd.DataFrame({"region": ["a"]}))) is None
