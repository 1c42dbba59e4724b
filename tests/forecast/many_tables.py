"""A business with every kind of table, random but fixed, for tests of what a past day may see."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from tests.forecast.builders import EPOCH, customer_data, orders_table

DAYS = 500
START = int(np.datetime64(EPOCH, "D").astype(int))


def dates(day):
    return pd.to_datetime(EPOCH) + pd.to_timedelta(np.asarray(day), unit="D")


def later_than(rng, day, most):
    """Return dates some days after `day`, a third of them unknown."""
    later = pd.Series(dates(day + rng.integers(0, most, len(day))))
    return later.mask(rng.random(len(day)) < 1 / 3)


def every_table(n=120, seed=0, subscriptions=True):
    """Return customers with orders, activity, tickets, surveys, payments, community and referrals."""
    rng = np.random.default_rng(seed)

    def rows(count):
        return rng.integers(0, n, count), rng.integers(0, DAYS, count)

    who, day = rows(1_500)
    orders = orders_table(
        who, day, np.round(rng.gamma(2, 20, len(who)), 2) * rng.choice([1, 1, 1, 1, -1], len(who))
    )
    orders["product"] = pd.Categorical(rng.choice(list("pqrst"), len(who)))
    orders["category"] = pd.Categorical(rng.choice(list("xy"), len(who)))
    orders["discount"] = rng.choice([0.0, 5.0], len(who))
    who, day = rows(2_000)
    activity = {"happened_on": dates(day), "count": rng.integers(1, 5, len(who)).astype(float),
                "feature": pd.Categorical(rng.choice(list("abc"), len(who)))}  # fmt: skip
    events = {"orders": orders, "activity": pd.DataFrame({"customer": who, **activity})}
    who, day = rows(300)
    events["tickets"] = pd.DataFrame(
        {"customer": who, "opened_on": dates(day), "closed_on": later_than(rng, day, 60),
         "type": pd.Categorical(rng.choice(["complaint", "question"], len(who)))}
    )  # fmt: skip
    who, day = rows(300)
    events["surveys"] = pd.DataFrame(
        {"customer": who, "answered_on": dates(day), "score": rng.integers(0, 11, len(who)).astype(float),
         "scale": pd.Categorical(rng.choice(["nps", "csat"], len(who)))}
    )  # fmt: skip
    who, day = rows(300)
    events["payments"] = pd.DataFrame(
        {"customer": who, "due_on": dates(day), "paid_on": later_than(rng, day, 40), "amount": 10.0}
    )
    for kind, date in (("community", "happened_on"), ("referrals", "referred_on")):
        who, day = rows(200)
        events[kind] = pd.DataFrame({"customer": who, date: dates(day)})
    if subscriptions:
        begun = rng.integers(0, 300, n)
        events["subscriptions"] = pd.DataFrame(
            {"customer": np.arange(n), "started_on": dates(begun), "ended_on": later_than(rng, begun, 400),
             "mrr": rng.choice([10.0, 20.0], n), "plan": pd.Categorical(rng.choice(["basic", "pro"], n))}
        )  # fmt: skip
    customers = pd.DataFrame(
        {"segment": pd.Categorical(rng.choice(["big", "small"], n)), "signup_date": dates(rng.integers(-90, 400, n)),
         "points": rng.random(n)}
    )  # fmt: skip
    features = pd.DataFrame(
        {"industry": pd.Categorical(rng.choice(["a", "b", "c"], n)), "size": rng.gamma(2, 30, n)}
    )
    return customer_data(customers, features, events, as_of=EPOCH + dt.timedelta(days=DAYS))
