"""Data with every kind of table, so that every figure has something to count."""

from __future__ import annotations

import dataclasses
import datetime as dt

import numpy as np
import pandas as pd

from tests.forecast.builders import EPOCH, customer_data, orders_table, pareto_histories

DAYS = 700
N = 160


def dates(days):
    return pd.to_datetime(EPOCH) + pd.to_timedelta(np.asarray(days), unit="D")


def everything(seed=0, business="shop"):
    """Return customers with orders, subscriptions, activity, tickets, surveys and referrals."""
    rng = np.random.default_rng(seed)
    customer, day = pareto_histories(N, 0.8, 40.0, 0.6, 120.0, DAYS, seed)
    amount = np.round(rng.gamma(3.0, 15.0, len(customer)), 2) + 0.01
    orders = orders_table(customer, day, amount * np.where(rng.random(len(customer)) < 0.05, -1, 1))
    orders["order"] = (np.arange(len(orders)) // 2).astype(np.int32)  # two lines an order
    orders["order"] = orders.groupby(["customer", orders["ordered_on"]], sort=False).ngroup().astype("int32")
    orders["product"] = pd.Categorical(rng.choice(["tea", "cup", "pot", "tray"], len(orders)))
    orders["category"] = pd.Categorical(rng.choice(["food", "ware"], len(orders)))
    events = {
        "orders": orders,
        "activity": _activity(rng),
        "tickets": _tickets(rng),
        "surveys": _surveys(rng),
        "referrals": pd.DataFrame(
            {"customer": rng.integers(0, N, 30), "referred_on": dates(rng.integers(0, DAYS, 30))}
        ),
    }
    if business == "subscription":
        del events["orders"]
        events["subscriptions"] = subscriptions(rng)
    if business == "shop":
        events["subscriptions"] = subscriptions(rng)
    customers = pd.DataFrame(
        {
            "region": pd.Categorical(rng.choice(["north", "south", "east", None], N, p=[0.5, 0.3, 0.1, 0.1])),
            "churn_reason": pd.Categorical(rng.choice(["price", "moved", None], N, p=[0.2, 0.1, 0.7])),
        }
    )
    features = pd.DataFrame(
        {"size": rng.gamma(2.0, 50.0, N), "vip": pd.array(rng.random(N) < 0.3, dtype="boolean")}
    )
    return customer_data(customers, features, events, as_of=EPOCH + dt.timedelta(days=DAYS))


def subscriptions(rng):
    start = rng.integers(0, DAYS - 100, N)
    end = pd.Series(dates(start + rng.integers(30, DAYS, N)))
    end[(end > dates([DAYS])[0]) | (rng.random(N) < 0.3)] = pd.NaT
    table = pd.DataFrame(
        {
            "customer": np.arange(N),
            "started_on": dates(start),
            "ended_on": end,
            "mrr": np.round(rng.gamma(2.0, 20.0, N), 2),
            "plan": pd.Categorical(rng.choice(["basic", "pro"], N)),
            "billing_period": pd.Categorical(rng.choice(["monthly", "annual"], N)),
        }
    )
    again = table.sample(frac=0.3, random_state=1).assign(ended_on=pd.NaT)
    again["started_on"] = again["started_on"] + pd.Timedelta(days=60)
    again["mrr"] *= 1.5
    return pd.concat([table, again])


def _activity(rng):
    n = 3_000
    return pd.DataFrame(
        {
            "customer": rng.integers(0, N, n),
            "happened_on": dates(rng.integers(0, DAYS + 1, n)),
            "feature": pd.Categorical(rng.choice(["reports", "planner"], n)),
            "count": 1.0,
        }
    )


def _tickets(rng):
    n = 120
    opened = rng.integers(0, DAYS, n)
    return pd.DataFrame(
        {
            "customer": rng.integers(0, N, n),
            "opened_on": dates(opened),
            "closed_on": dates(opened + rng.integers(0, 5, n)),
            "first_response_on": dates(opened + rng.integers(0, 2, n)),
            "type": pd.Categorical(rng.choice(["Complaint", "Question"], n)),
            "satisfaction": rng.integers(1, 6, n).astype(float),
            "first_contact_resolved": pd.array(rng.random(n) < 0.6, dtype="boolean"),
        }
    )


def _surveys(rng):
    n = 240
    scale = rng.choice(["NPS", "CES", "CSAT 1-10"], n)
    return pd.DataFrame(
        {
            "customer": rng.integers(0, N, n),
            "answered_on": dates(rng.integers(DAYS - 85, DAYS + 1, n)),
            "score": np.where(scale == "CES", rng.integers(1, 8, n), rng.integers(1, 11, n)).astype(float),
            "scale": pd.Categorical(scale),
            "comment": rng.choice(["too expensive", "slow delivery", "great product", None], n),
        }
    )


def with_row_numbers(data):
    """Return data whose rows stand below each other in their file, a table after the other."""
    events, begin = {}, 2
    for kind, table in data.events.items():
        rows = np.arange(begin, begin + len(table), dtype=np.int32)
        events[kind], begin = table.assign(source_row=rows), begin + len(table)
    return dataclasses.replace(data, events=events)
