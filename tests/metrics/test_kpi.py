"""The forms of a figure, and what is said when it cannot be known."""

from __future__ import annotations

import pandas as pd
import pytest

from retention_desk.foundation.catalogue import load_catalogue
from retention_desk.foundation.wording import Words
from retention_desk.metrics import kpis
from retention_desk.metrics.kpi import GROUPS, Kpi, lacking, needs_column, ratio_metric, share_metric
from tests.forecast.builders import customer_data

WORDS = Words("en")


def test_a_share_has_an_interval_and_shows_its_numbers():
    metric = share_metric("churn_rate", 44, 178)
    assert metric.value == pytest.approx(44 / 178)
    assert (metric.low, metric.high) == pytest.approx((0.190, 0.315), abs=5e-4)
    assert WORDS(metric.formula) == "44 ÷ 178"


def test_nobody_to_count_is_unknown_and_not_zero():
    for metric in (share_metric("churn_rate", 0, 0), ratio_metric("arpu", "money", 0.0, 0)):
        assert metric.value is None
        assert WORDS(metric.missing)


def test_needs_are_columns_and_either_of_two_will_do():
    data = customer_data(customers=pd.DataFrame({"mrr": [1.0]}))
    assert lacking(("subscriptions.mrr|customers.mrr",), data) is None
    assert WORDS(lacking(("tickets.type",), data)) == "needs column “Type” (Tickets)"
    both = needs_column("orders.amount", "subscriptions.mrr")
    assert WORDS(both).startswith("needs column “Amount” (Orders) or ")


def test_every_figure_is_listed_under_a_heading_of_its_own_kind():
    entries = load_catalogue(kpis, Kpi)
    assert all(kpi.group is not GROUPS[0] for kpi in entries.values())
    assert WORDS(entries["retention_rate"].group) == "Retention"
    assert WORDS(entries["nps"].group) == "Satisfaction and referral"
