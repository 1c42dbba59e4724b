"""Kaplan–Meier against a published table, and what counts as leaving."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import GeneralSettings, SegmentSettings
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.survival import kaplan_meier, survival_curve
from tests.forecast.builders import EPOCH, customer_data, orders_table

# Weeks of remission under 6-mercaptopurine: Freireich et al. (1963), Blood 21, 699–716; + is censored.
# Estimates and standard errors as in Kleinbaum and Klein, Survival analysis, 3rd ed., table 2.3.
WEEKS = [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
ENDED = [True] * 9 + [False] * 12
PUBLISHED = {6: 0.8571, 7: 0.8067, 10: 0.7529, 13: 0.6902, 16: 0.6275, 22: 0.5378, 23: 0.4482}
AT_RISK = {6: 21, 7: 17, 10: 15, 13: 12, 16: 11, 22: 7, 23: 6}
GREENWOOD = {6: 0.0764, 7: 0.0869, 10: 0.0963, 13: 0.1068, 16: 0.1141, 22: 0.1282, 23: 0.1346}


def remission():
    return kaplan_meier(np.array(WEEKS, dtype=float), np.array(ENDED), phrase("relapse"))


def test_the_curve_is_the_published_one():
    curve = remission()
    at = {int(day): k for k, day in enumerate(curve.days)}
    for week, share in PUBLISHED.items():
        assert curve.share[at[week]] == pytest.approx(share, abs=5e-5)
        assert curve.at_risk[at[week]] == AT_RISK[week]
    assert curve.median_days == 23
    assert (curve.days[0], curve.share[0]) == (0.0, 1.0)


def test_the_band_is_log_log_of_greenwoods_error():
    curve = remission()
    for week, error in GREENWOOD.items():
        k = int(np.flatnonzero(curve.days == week)[0])
        share = PUBLISHED[week]
        spread = np.exp(1.96 * error / (share * abs(np.log(share))))
        assert curve.low[k] == pytest.approx(share**spread, abs=5e-4)
        assert curve.high[k] == pytest.approx(share ** (1 / spread), abs=5e-4)


@given(st.lists(st.tuples(st.integers(0, 40), st.booleans()), min_size=1, max_size=60))
def test_the_curve_falls_within_its_band(pairs):
    days, left = np.array([d for d, _ in pairs], dtype=float), np.array([b for _, b in pairs])
    curve = kaplan_meier(days, left, phrase("left"))
    assert (np.diff(curve.share) <= 1e-12).all()
    assert (curve.low <= curve.share + 1e-12).all()
    assert (curve.share <= curve.high + 1e-12).all()
    if not left.any():
        assert (curve.share == 1).all()


def test_without_censoring_it_is_the_share_still_there():
    curve = kaplan_meier(np.array([1.0, 2, 2, 5]), np.ones(4, dtype=bool), phrase("left"))
    assert curve.share.tolist() == [1.0, 0.75, 0.25, 0.0]


def test_a_silence_of_exactly_the_gap_is_not_leaving_yet():
    table = orders_table([0, 1, 1], [100, 0, 99], [1.0, 1, 1])
    data = customer_data(events={"orders": table}, as_of=EPOCH + dt.timedelta(days=190))
    curve = survival_curve(data, order_book(data), AnalysisSettings())
    # customer 1 is silent for 91 days and left on day 99 of its life; customer 0 for 90: censored at 90
    assert curve.days.tolist() == [0.0, 99.0]
    assert curve.share.tolist() == [1.0, 0.0]


def test_the_gap_is_a_setting():
    table = orders_table([0], [0], [1.0])
    data = customer_data(events={"orders": table}, as_of=EPOCH + dt.timedelta(days=50))
    settings = AnalysisSettings(segments=SegmentSettings(lost_after_days=40))
    assert survival_curve(data, order_book(data), settings).share[-1] == 0.0


def test_subscriptions_end_on_their_last_day():
    table = pd.DataFrame(
        {
            "customer": [0, 0, 1],
            "started_on": pd.to_datetime(["2023-01-01", "2023-03-01", "2023-01-01"]),
            "ended_on": pd.to_datetime(["2023-02-01", "2023-04-01", None]),
            "mrr": 5.0,
        }
    )
    data = customer_data(events={"subscriptions": table}, as_of=dt.date(2023, 7, 1))
    curve = survival_curve(data, None, AnalysisSettings(general=GeneralSettings()))
    assert curve.days.tolist() == [0.0, 90.0, 181.0]
    assert curve.share.tolist() == [1.0, 0.5, 0.5]


def test_a_customer_table_with_leaving_dates_is_followed():
    table = pd.DataFrame(
        {
            "signup_date": pd.to_datetime(["2023-01-01", "2023-01-01", None]),
            "churn_date": pd.to_datetime(["2023-01-11", None, None]),
        }
    )
    data = customer_data(customers=table, as_of=dt.date(2023, 2, 1))
    curve = survival_curve(data, None, AnalysisSettings())
    assert curve.n == 2
    assert curve.share.tolist() == [1.0, 0.5, 0.5]


def test_without_dates_there_is_no_curve():
    data = customer_data(customers=pd.DataFrame({"churned": pd.array([True], dtype="boolean")}))
    assert survival_curve(data, None, AnalysisSettings()) is None
