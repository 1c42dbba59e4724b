"""Pauses between purchases, against plain pandas."""

from __future__ import annotations

import pandas as pd

from retention_desk.desktop.import_wizard.pauses import pauses_of
from tests.desktop.factory import make_analysis


def test_quantiles_are_those_of_the_gaps_between_order_days():
    data = make_analysis(200).data
    orders = data.events["orders"]
    bought = orders[orders["is_purchase"]]
    days = bought[["customer", "ordered_on"]].drop_duplicates().sort_values(["customer", "ordered_on"])
    gaps = days.groupby("customer")["ordered_on"].diff().dt.days.dropna()
    pauses = pauses_of(data)
    assert pauses is not None
    assert pauses.n == len(gaps)
    assert pauses.median_days == gaps.median()
    assert pauses.ninety_days == gaps.quantile(0.9)
    assert isinstance(gaps, pd.Series)
