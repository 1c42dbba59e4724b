"""Reasons for leaving by new, established and best customers."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import numpy as np
import pandas as pd

from retention_desk.foundation.leaving_taxonomy import merged
from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import FigureSettings
from retention_desk.foundation.wording import Words
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.leaving import leaving_reasons
from tests.forecast.builders import customer_data
from tests.metrics.builders import everything


def subscribed(reasons, ends):
    n = len(reasons)
    table = pd.DataFrame(
        {
            "customer": np.arange(n),
            "started_on": pd.to_datetime(["2023-01-01"] * n),
            "ended_on": pd.to_datetime(ends),
            "mrr": 1.0,
            "cancel_reason": pd.Categorical(reasons),
        }
    )
    return customer_data(events={"subscriptions": table}, as_of=dt.date(2024, 1, 1))


def of(data, segments=None, **figures):
    settings = AnalysisSettings(figures=FigureSettings(**figures))
    return leaving_reasons(MetricContext(data, order_book(data), settings), segments)


DATA = subscribed(
    ["Too expensive", "Too expensive", "price rise", None, "gone fishing", "Too expensive"],
    ["2023-02-01", "2023-12-01", "2023-12-01", "2023-12-01", "2023-12-01", None],
)


def test_by_hand():
    found = of(DATA)
    assert found.keys == ("price", "other")
    assert found.counts.sum(axis=1).tolist() == [3, 1]
    assert found.counts[:, 1].tolist() == [1, 0]
    assert found.without.sum() == 1
    assert found.told_as[0] == ("Too expensive", "price", 2)
    assert all(Words("zh_CN")(name) for name in found.groups)


def test_the_best_are_those_who_brought_in_most():
    events = dict(DATA.events)
    events["subscriptions"] = events["subscriptions"].assign(mrr=[900.0, 1.0, 1.0, 1.0, 1.0, 1.0])
    found = of(customer_data(events=events, as_of=DATA.as_of))
    # A month at 900 is more than a year at 1; the next by revenue, running still, gave no reason.
    assert found.counts.tolist() == [[1, 0, 2], [0, 0, 1]]


def test_without_revenue_the_value_tier_tells():
    customers = pd.DataFrame({"churn_reason": ["price", "price", None, "moved"]})
    tiers = SimpleNamespace(value_tier=np.array([0, 2, 2, 0]))
    found = of(customer_data(customers=customers), tiers)
    assert found.counts.sum(axis=0).tolist() == [2, 0, 1]


def test_the_taxonomy_can_be_edited():
    found = of(DATA, leaving_reasons={"gone fishing": "no_need", "price rise": "Price rise of May"})
    assert set(found.keys) == {"price", "no_need", "Price rise of May"}
    assert "Price rise of May" in {Words("zh_CN")(name) for name in found.names}


def test_reasons_of_the_customer_table():
    data = everything()
    found = of(data)
    counted = data.customers["churn_reason"].value_counts()
    assert found.n == counted.sum()
    assert {text: n for text, _, n in found.told_as} == counted.to_dict()


def test_without_such_a_column_there_is_nothing():
    assert of(customer_data(customers=pd.DataFrame({"region": ["a"]}))) is None


def test_who_gave_a_reason_is_told():
    found = of(DATA)
    assert [who.tolist() for who in found.customers] == [[0, 1, 2], [4]]
    assert [len(who) for who in found.customers] == found.counts.sum(axis=1).tolist()


def test_merged_reasons_count_together():
    figures = merged(FigureSettings(), "price", "other")
    found = of(DATA, leaving_taxonomy=figures.leaving_taxonomy)
    assert found.keys == ("other",)
    assert found.counts.sum() == 4
    assert found.counts[0].tolist() == of(DATA).counts.sum(axis=0).tolist()
