"""The pool of lost customers by cadence, and the samples for interviews."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from retention_desk.foundation.wording import Words
from retention_desk.playbook.plays_of import play_catalogue

PLAYS = play_catalogue()


@pytest.mark.parametrize(
    ("ago", "due"), [(90, True), (96, True), (97, False), (89, False), (180, True), (0, True)]
)
def test_lost_pool_comes_round_every_ninety_days(world, ago, due):
    made = world(1)
    made.stage = ["lost"]
    made.customers = {"churn_date": pd.to_datetime([made.day(ago)])}
    assert made.fits(PLAYS["lost_pool"])[0].tolist() == [due]


def test_lost_pool_of_unknown_time_comes_round_in_thirteen_weeks(world):
    made = world(300)
    made.stage = ["lost"] * 300
    times = np.zeros(300, dtype=int)
    start = made.as_of
    for week in range(13):
        made.as_of = start + pd.Timedelta(weeks=week)
        times += made.fits(PLAYS["lost_pool"])[0]
    assert times.tolist() == [1] * 300


def gone(world, n):
    made = world(n)
    made.stage = ["lost"] * n
    made.customers = {
        "signup_date": pd.to_datetime([made.day(400)] * n),
        "churn_date": pd.to_datetime([made.day(30)] * n),
    }
    made.tier = ["general"] * n
    return made


def test_ten_of_each_group_are_drawn_and_drawn_again_alike(world):
    made = gone(world, 60)
    made.tier = ["high"] * 25 + ["general"] * 35
    began = [made.day(400)] * 45 + [made.day(60)] * 15
    made.customers["signup_date"] = pd.to_datetime(began)
    flags, values = made.fits(PLAYS["leaving_interview"])
    assert np.bincount(values[flags].astype(int)).tolist() == [10, 10, 10]
    assert made.fits(PLAYS["leaving_interview"])[0].tolist() == flags.tolist()
    said = PLAYS["leaving_interview"].told_of(made.context(), 59, 1.0)
    assert Words()(said) == "Sample for interviews: New customers (left within 90 days)"


def test_a_known_reason_and_one_long_gone_are_not_asked(world):
    made = gone(world, 4)
    made.customers["churn_reason"] = ["price", None, None, None]
    made.customers["churn_date"] = pd.to_datetime([made.day(d) for d in (30, 180, 181, 1)])
    assert made.fits(PLAYS["leaving_interview"])[0].tolist() == [False, True, False, True]
