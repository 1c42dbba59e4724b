"""Nothing that comes after a day changes a feature of that day, whatever table it is in."""

import datetime as dt
from types import MappingProxyType

import numpy as np
import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from retention_desk.forecast.activity_book import activity_book
from retention_desk.forecast.fit_silence import silence_source
from retention_desk.forecast.fit_subscriptions import subscription_source
from retention_desk.foundation.columns import EVENT_DATES
from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.settings import DEFAULTS
from tests.forecast.many_tables import DAYS, START, every_table

LATER = {"ended_on", "closed_on", "paid_on"}


def changed_after(data, day, seed):
    """The same data with every row after `day` shuffled, changed or gone, and what was learned after it undone."""
    from dataclasses import replace

    rng = np.random.default_rng(seed)
    limit = np.datetime64(data.as_of - dt.timedelta(days=DAYS - day))
    events = {}
    for kind, table in data.events.items():
        date, table = EVENT_DATES[kind], table.copy()
        after = (table[date] > limit).to_numpy()
        table.loc[after, "customer"] = rng.integers(0, data.n_customers, after.sum()).astype(np.int32)
        for name in table.columns.intersection(["amount", "count", "score"]):
            table.loc[after, name] = table.loc[after, name] * 7 + 1
        for name in LATER & set(table):
            table.loc[(table[name] > limit).to_numpy(), name] = pd.NaT
        kept = ~after | (rng.random(len(table)) < 0.7)
        kept[np.argmax(~after)] = True
        events[kind] = table[kept].sort_values(["customer", date], kind="stable", ignore_index=True)
    return replace(data, events=MappingProxyType(events))


def sources(data):
    yield silence_source(data, order_book(data), DEFAULTS, activity=False)
    yield silence_source(data, activity_book(data), DEFAULTS, activity=True)
    yield subscription_source(data, DEFAULTS, order_book(data))


@given(st.integers(150, DAYS - 1), st.integers(0, 10**6))
@settings(max_examples=5, deadline=None, phases=[Phase.generate])
def test_what_comes_after_a_day_changes_no_feature_of_it(day, seed):
    data = every_table(n=80, seed=seed % 5)
    for before, after in zip(sources(data), sources(changed_after(data, day, seed)), strict=True):
        one, other = before.features_at(START + day), after.features_at(START + day)
        assert one.table.names == other.table.names
        for k, name in enumerate(one.table.names):
            pair = one.table.numbers[:, k], other.table.numbers[:, k]
            assert np.allclose(*pair, rtol=1e-9, atol=1e-9, equal_nan=True), name
        assert np.array_equal(one.seen, other.seen)
        assert np.array_equal(one.active, other.active)
        assert np.array_equal(one.rule_score, other.rule_score, equal_nan=True)


JOINED = {"tickets", "complaints", "open_cases", "last_score_nps", "last_score_csat", "late_bills", "contributions",
          "referrals", "segment", "industry", "size", "signup_date", "features_used"}  # fmt: skip


@pytest.mark.parametrize("place", range(3), ids=["orders", "activity", "subscriptions"])
def test_every_other_table_joins_in(place):
    source = list(sources(every_table()))[place]
    names = set(source.features_at(START + 400).table.names)
    assert names >= JOINED
    assert "points" not in names
    extra = [
        {"use_in_30_days", "products", "categories", "discounted", "spend_trend", "returns_share"},
        {"days_since_last_order", "orders"},
        {"use_in_30_days", "use_trend", "days_since_last_order", "recent_orders", "products", "mrr", "plan"},
    ]
    assert names >= extra[place]
    assert [column.column for column in source.left_out if column.is_state] == ["points"]
