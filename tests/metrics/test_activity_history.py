"""Daily, weekly, monthly actives and the fading of use, against plain pandas."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.metrics.activity_history import activity_history, distinct_days, engagement_decay
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.kpis.mau import ENTRY as MAU
from retention_desk.metrics.kpis.stickiness import ENTRY as STICKINESS
from tests.forecast.builders import EPOCH, customer_data
from tests.metrics.builders import everything


def context_of(data):
    return MetricContext(data, order_book(data), AnalysisSettings())


def activity(rows, as_of=None):
    table = pd.DataFrame(rows, columns=["customer", "day"])
    table["happened_on"] = pd.to_datetime(EPOCH) + pd.to_timedelta(table.pop("day"), unit="D")
    return customer_data(events={"activity": table.assign(count=1.0)}, as_of=as_of)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 60)), min_size=1, max_size=80))
def test_rolling_actives_are_distinct_customers_of_the_window(rows):
    history = activity_history(context_of(activity(rows)))
    table = pd.DataFrame(rows, columns=["customer", "day"])
    first, last = table["day"].min(), table["day"].max()
    for name, window in (("dau", 1), ("wau", 7), ("mau", 30)):
        expected = [
            np.nan if day < first + window - 1
            else table.loc[table["day"].between(day - window + 1, day), "customer"].nunique()
            for day in range(first, last + 1)
        ]  # fmt: skip
        np.testing.assert_array_equal(getattr(history, name), expected)


def test_the_last_entries_are_the_figures():
    data = everything()
    history = activity_history(context_of(data))
    seen = pd.concat(
        [
            data.events["activity"][["customer", "happened_on"]],
            data.events["orders"].query("is_purchase")[["customer", "ordered_on"]]
            .rename(columns={"ordered_on": "happened_on"}),
        ]
    )  # fmt: skip
    for name, days in (("dau", 1), ("wau", 7), ("mau", 30)):
        after = pd.Timestamp(data.as_of) - pd.Timedelta(days=days)
        assert getattr(history, name)[-1] == seen.loc[seen["happened_on"] > after, "customer"].nunique()


def test_before_anybody_was_seen_the_history_is_unknown_though_subscriptions_reach_back():
    seen = activity([(0, 200), (1, 260)], as_of=EPOCH + dt.timedelta(days=300))
    table = pd.DataFrame(
        {
            "customer": [0],
            "started_on": pd.to_datetime([EPOCH]),
            "mrr": [10.0],
            "ended_on": pd.to_datetime([None]),
        }
    )
    data = customer_data(
        events={"activity": seen.events["activity"], "subscriptions": table}, as_of=seen.as_of
    )
    context = context_of(data)
    history = MAU.history(context)
    known = [period.end - 29 >= int(context.seen_days[1].min()) for period in context.periods]
    assert np.isfinite(history).tolist() == known
    assert True in known
    assert False in known


def test_stickiness_is_the_mean_of_the_daily_actives_of_the_monthly_ones():
    data = everything()
    context = context_of(data)
    history, metric = activity_history(context), STICKINESS.compute(context)
    assert metric.value == pytest.approx(history.dau[-30:].mean() / history.mau[-1])
    assert metric.n == history.mau[-1]
    every_day = activity([(customer, day) for customer in range(3) for day in range(60)])
    assert STICKINESS.compute(context_of(every_day)).value == 1.0
    nobody = customer_data(customers=pd.DataFrame({"region": ["a"]}))
    assert STICKINESS.compute(context_of(nobody)).value is None


def test_use_fades_as_counted_by_hand():
    rows = [(c, 0) for c in range(10)]
    rows += [(c, 1) for c in range(5)] + [(c, 7) for c in range(5)] + [(0, 8), (1, 14), (2, 15)]
    decay = engagement_decay(context_of(activity(rows, as_of=EPOCH + dt.timedelta(days=21))))
    assert decay.step_days == 7
    np.testing.assert_allclose(decay.share, [0.5, 0.2, 0.1])
    np.testing.assert_allclose(decay.days_active, [1.0, 0.2, 0.1])
    assert decay.reached.tolist() == [10, 10, 10]


def test_late_arrivals_do_not_look_like_leavers():
    rows = [(c, 0) for c in range(10)] + [(c, 8) for c in range(10)] + [(c, 18) for c in range(10, 30)]
    decay = engagement_decay(context_of(activity(rows, as_of=EPOCH + dt.timedelta(days=20))))
    assert decay.reached.tolist() == [10, 10]
    assert decay.share.tolist() == [0.0, 1.0]


def test_nothing_happens_without_events():
    data = customer_data(customers=pd.DataFrame({"region": ["a"]}))
    assert activity_history(context_of(data)) is None
    assert engagement_decay(context_of(data)) is None
    assert not len(distinct_days(context_of(data))[0])
