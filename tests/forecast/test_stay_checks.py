import datetime as dt

import numpy as np
import pandas as pd
import pytest

from retention_desk.forecast.stay_checks import check_subscriptions, revenue_between
from tests.forecast.builders import EPOCH, customer_data


def day_number(date):
    return int(np.datetime64(date, "D").astype(int))


def subscriptions(started, ended, mrr):
    def at(days):
        return [pd.NaT if d is None else pd.Timestamp(EPOCH) + pd.Timedelta(days=int(d)) for d in days]

    return pd.DataFrame(
        {"customer": np.arange(len(mrr)), "started_on": at(started), "ended_on": at(ended), "mrr": mrr}
    )


def test_revenue_counts_the_days_running():
    table = subscriptions([0, 40, 0], [None, None, 20], [30.0, 30.0, 60.0])
    data = customer_data(events={"subscriptions": table}, as_of=EPOCH + dt.timedelta(days=100))
    start = day_number(EPOCH)
    month = 365.25 / 12
    assert revenue_between(data, start + 10, start + 50) == pytest.approx(
        [30 * 40 / month, 30 * 10 / month, 60 * 10 / month]
    )


def test_the_past_is_forecast_about_right_where_leaving_is_steady():
    rng = np.random.default_rng(4)
    n, days = 3_000, 900
    started = rng.integers(0, 850, n)
    ended = started + 30 * rng.geometric(0.05, n)
    table = subscriptions(started, np.where(ended <= days, ended, None), rng.gamma(5, 10, n))
    data = customer_data(events={"subscriptions": table}, as_of=EPOCH + dt.timedelta(days=days))
    checks = check_subscriptions(data, 90)
    assert len(checks) == 6
    assert checks[0].day == data.as_of - dt.timedelta(days=90)
    for found in checks:
        assert found.ratio == pytest.approx(1, abs=0.06)
        assert found.capture_share > 0.3
        assert found.tenths.shape == (10, 4)


def test_what_happens_later_does_not_change_the_promise():
    table = subscriptions([0] * 60, [None] * 30 + [380] * 30, [10.0] * 60)
    stays = subscriptions([0] * 60, [None] * 60, [10.0] * 60)
    found = [
        check_subscriptions(
            customer_data(events={"subscriptions": one}, as_of=EPOCH + dt.timedelta(days=400)), 90
        )[0]
        for one in (table, stays)
    ]
    assert found[0].predicted == found[1].predicted
    assert found[0].actual < found[1].actual


def test_without_subscriptions_there_is_nothing_to_check():
    assert check_subscriptions(customer_data(features=pd.DataFrame({"age": [1.0]})), 90) == ()
