"""Item to item by hand: order matters, support and lift have their floors, what one has is not suggested."""

from __future__ import annotations

import datetime as dt
from types import MappingProxyType

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retention_desk.forecast.next_product import LEAST_LIFT, LEAST_SUPPORT, next_products
from retention_desk.foundation.dataset import CustomerData


def data_of(rows, n):
    """Return data of (customer, days after the start, product) rows."""
    ids = pd.Index([f"C{i}" for i in range(n)], dtype=object)
    start = dt.date(2024, 1, 1)
    orders = pd.DataFrame(
        {
            "customer": np.array([row[0] for row in rows], np.int32),
            "ordered_on": pd.to_datetime([start + dt.timedelta(days=int(row[1])) for row in rows]),
            "product": pd.Categorical([row[2] for row in rows]),
            "is_purchase": [True] * len(rows),
        }
    )
    return CustomerData(
        ids, pd.DataFrame(index=ids), pd.DataFrame(index=ids), MappingProxyType({"orders": orders}), (),
        pd.DataFrame(), (), dt.date(2024, 12, 31), None, "made by hand",
    )  # fmt: skip


def tea_then_pot(n_both=12):
    """Forty customers: the first twenty buy tea, of whom `n_both` buy a pot later; others buy milk, two a pot."""
    rows = [(who, 0, "tea") for who in range(20)] + [(who, 9, "pot") for who in range(n_both)]
    rows += [(who, 0, "milk") for who in range(20, 40)] + [(38, 5, "pot"), (39, 5, "pot")]
    return rows


def test_what_buyers_of_the_same_took_later_is_suggested_with_its_chance():
    found = next_products(data_of(tea_then_pot(), 41))
    assert [found.name_of(who) for who in (12, 19, 0, 20, 40)] == ["pot", "pot", "", "", ""]
    assert found.reason_of(12) == "tea"
    assert found.chance[12] == pytest.approx(12 / 20)
    assert found.base_rate[12] == pytest.approx(14 / 40)
    assert found.lift[12] == pytest.approx((12 / 20) / (14 / 40))
    assert (found.support[12], found.support[0]) == (12, 0)
    assert found.n_suggested == 8
    assert np.isnan(found.chance[0])


def test_too_few_who_did_so_suggest_nothing():
    assert next_products(data_of(tea_then_pot(LEAST_SUPPORT - 1), 41)).n_suggested == 0
    assert next_products(data_of(tea_then_pot(LEAST_SUPPORT), 41)).n_suggested == 10


def test_the_same_day_and_the_other_order_are_not_next():
    same = [(who, 0, item) for who in range(30) for item in ("tea", "pot")] + [(30, 0, "tea")]
    assert next_products(data_of(same, 31)).n_suggested == 0
    before = (
        [(who, 0, "pot") for who in range(30)] + [(who, 5, "tea") for who in range(30)] + [(30, 0, "tea")]
    )
    assert next_products(data_of(before, 31)).name_of(30) == ""


def test_what_everybody_buys_has_no_lift():
    rows = [(who, 0, "tea") for who in range(30)] + [(who, 3, "bag") for who in range(28)]
    assert next_products(data_of(rows, 30)).n_suggested == 0


def test_without_products_nothing_can_be_told():
    data = data_of(tea_then_pot(), 41)
    bare = data.events["orders"].drop(columns="product")
    from dataclasses import replace

    assert next_products(replace(data, events=MappingProxyType({"orders": bare}))) is None
    assert next_products(replace(data, events=MappingProxyType({}))) is None
    assert next_products(data_of([(0, 0, "tea")], 1)) is None


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_as_counted_one_by_one(seed):
    rng = np.random.default_rng(seed)
    n, items = 60, [f"p{k}" for k in range(6)]
    rows = [
        (int(w), int(d), items[k])
        for w, d, k in zip(
            rng.integers(0, n, 500),
            rng.integers(0, 9, 500),
            rng.integers(0, 6, 500) // (1 + rng.integers(0, 2, 500)),
            strict=True,
        )
    ]
    data = data_of(rows, n)
    found = next_products(data)
    first: dict[tuple[int, str], int] = {}
    for who, day, item in rows:
        first[who, item] = min(day, first.get((who, item), 99))
    buyers = {item: {w for w, i in first if i == item} for item in items}
    everybody = len({w for w, _ in first})
    for who in np.flatnonzero(found.product >= 0).tolist():
        own, item = found.reason_of(who), found.name_of(who)
        assert (who, item) not in first
        assert (who, own) in first
        later = [w for w in buyers[own] & buyers[item] if first[w, item] > first[w, own]]
        assert found.support[who] == len(later) >= LEAST_SUPPORT
        assert found.chance[who] == pytest.approx(len(later) / len(buyers[own]))
        assert found.base_rate[who] == pytest.approx(len(buyers[item]) / everybody)
        assert found.lift[who] >= LEAST_LIFT - 1e-9
