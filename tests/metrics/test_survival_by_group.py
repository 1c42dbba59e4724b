"""Kaplan–Meier and log-rank against the leukaemia data of Freireich et al. (1963).

Weeks of remission of 42 children, 21 on 6-mercaptopurine and 21 on placebo, as given in Cox and Oakes (1984),
Analysis of survival data, table 1.1; log-rank chi-square 16.79 (Kleinbaum and Klein, Survival analysis, ch. 2).
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import FigureSettings, GeneralSettings
from retention_desk.foundation.wording import Words, phrase
from retention_desk.metrics.survival import kaplan_meier
from retention_desk.metrics.survival_by_group import log_rank, survival_by_group
from tests.forecast.builders import customer_data, orders_table
from tests.metrics.builders import everything

DRUG = [6, 6, 6, 7, 10, 13, 16, 22, 23]
DRUG_CENSORED = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
DAYS = np.array(DRUG + DRUG_CENSORED + PLACEBO, dtype=float)
LEFT = np.array([True] * 9 + [False] * 12 + [True] * 21)
GROUP = np.array([0] * 21 + [1] * 21)


def test_log_rank_of_freireich():
    chi, df, p = log_rank(DAYS, LEFT, GROUP, 2)
    assert chi == pytest.approx(16.79, abs=0.005)
    assert df == 1
    assert p == pytest.approx(4.17e-5, rel=0.01)


def test_kaplan_meier_of_freireich():
    curve = kaplan_meier(DAYS[:21], LEFT[:21], phrase("relapse"))
    published = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
    share = dict(zip(curve.days, curve.share, strict=True))
    assert {day: round(share[day], 3) for day in published} == published
    assert curve.median_days == 23
    assert kaplan_meier(DAYS[21:], LEFT[21:], phrase("relapse")).median_days == 8


@given(st.permutations(range(42)), st.integers(2, 5))
def test_it_does_not_depend_on_order_or_on_empty_groups(order, groups):
    chi, df, _ = log_rank(DAYS[order], LEFT[order], GROUP[order], groups)
    assert chi == pytest.approx(16.793, abs=0.001)
    assert df == 1


def test_equal_groups_do_not_differ():
    chi, _, p = log_rank(np.tile(DAYS, 2), np.tile(LEFT, 2), np.repeat([0, 1], 42), 2)
    assert chi == pytest.approx(0.0)
    assert p == pytest.approx(1.0)


def test_one_group_cannot_be_compared():
    assert log_rank(DAYS, LEFT, np.zeros(42, dtype=int), 1) == (None, 0, None)
    assert log_rank(DAYS, np.zeros(42, bool), GROUP, 2) == (None, 0, None)


def test_groups_of_customers_have_the_curve_of_their_own():
    data = everything()
    settings = AnalysisSettings(general=GeneralSettings(business_type="shop"))
    found = survival_by_group("customers.region", data, order_book(data), settings)
    assert "north" in found.keys
    bought = data.events["orders"].query("is_purchase").groupby("customer")["ordered_on"].agg(["min", "max"])
    region = data.customers["region"].astype(object).to_numpy()
    own = bought[[region[c] == "north" for c in bought.index]]
    lost = (pd.Timestamp(data.as_of) - own["max"]).dt.days > 90
    end = own["max"].where(lost, pd.Timestamp(data.as_of))
    days = (end - own["min"]).dt.days.to_numpy(dtype=float)
    alone = kaplan_meier(days, lost.to_numpy(), phrase("x"))
    np.testing.assert_allclose(found.curves[found.keys.index("north")].share, alone.share)
    assert "log-rank" in Words("en")(found.verdict)
    assert len(found.curves) == len(found.keys) == len(found.names)


def test_groups_too_small_for_a_curve_are_named_with_their_size():
    data = everything()
    buyers = data.events["orders"].query("is_purchase")["customer"].unique()
    vip = int(data.features["vip"].to_numpy(dtype=bool)[buyers].sum())
    general = GeneralSettings(business_type="shop")

    def found(fewest):
        settings = AnalysisSettings(general=general, figures=FigureSettings(fewest_customers=fewest))
        return survival_by_group("features.vip", data, order_book(data), settings)

    assert found(vip).too_few == ()
    small = found(vip + 1)
    assert [(Words("en")(name), n) for name, n in small.too_few] == [("yes", vip)]
    assert small.keys == ("no",)
    assert Words("en")(small.verdict) == "too few to tell whether the groups differ"


def test_order_lines_and_single_groups_have_none():
    data = customer_data(events={"orders": orders_table([0, 1], [1, 2], [1.0, 2.0])})
    assert survival_by_group("customers.region", data, order_book(data), AnalysisSettings()) is None
    more = everything()
    assert survival_by_group("orders.product", more, order_book(more), AnalysisSettings()) is None
