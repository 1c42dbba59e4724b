"""Groups of order lines: amounts add up, customers are in every group they bought from."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.line_groups import line_groups
from tests.forecast.builders import customer_data, orders_table
from tests.metrics.builders import everything


def test_a_customer_is_in_every_group_of_which_there_is_a_line():
    orders = orders_table([0, 0, 1], [1, 2, 3], [5.0, 7.0, 11.0])
    data = customer_data(events={"orders": orders})
    whole = MetricContext(data, order_book(data), AnalysisSettings())
    tea, cup = line_groups(whole, np.array([0, 1, 1], dtype=np.int16), 2)
    assert tea.n_customers == 1
    assert cup.n_customers == 2
    assert cup.book.gross_total.tolist() == [7.0, 11.0]
    assert tea.data.customer_ids.tolist() == ["c000000"]
    assert tea.presence.first_seen.tolist() == [whole.book.day[0]]
    assert cup.event_range == whole.event_range


def test_the_book_of_a_group_is_that_of_its_lines_alone():
    data = everything(1)
    whole = MetricContext(data, order_book(data), AnalysisSettings())
    orders = data.events["orders"]
    codes = orders["product"].cat.codes.to_numpy().astype(np.int16)
    for code, group in enumerate(line_groups(whole, codes, 4)):
        own = orders[codes == code]
        bought = own[own["is_purchase"]]
        assert group.book.n_orders == bought["order"].nunique()
        assert group.book.gross_total.sum() == pytest.approx(bought["amount"].sum())
        assert group.book.net_total.sum() == pytest.approx(own["amount"].sum())
        assert group.n_customers == own["customer"].nunique()
        assert (group.data.events["tickets"]["customer"] < group.n_customers).all()
        assert len(group.answer_scales) == len(group.data.events["surveys"])
        assert group.currency is None
        assert group.as_of_day == whole.as_of_day


def test_lines_that_do_not_count_are_in_no_group():
    orders = orders_table([0, 1], [1, 2], [5.0, 0.0])
    data = customer_data(events={"orders": orders}, customers=pd.DataFrame({"region": ["a", "b"]}))
    whole = MetricContext(data, order_book(data), AnalysisSettings())
    (everyone,) = line_groups(whole, np.zeros(2, dtype=np.int16), 1)
    assert everyone.n_customers == 1
    assert everyone.origin is whole
