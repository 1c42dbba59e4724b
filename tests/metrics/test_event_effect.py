"""Those who came against others like them: by hand, and on a sample whose evenings change nothing."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pandas as pd
import pytest

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import order_book
from retention_desk.metrics.event_effect import WINDOW_DAYS, event_effect

SAMPLES = Path(__file__).resolve().parents[2] / "sample_workbooks"
EVENT = dt.date(2024, 6, 1)


def data_of(orders, came, n, kind="Event", as_of=dt.date(2024, 12, 31), event=EVENT):
    """Return data of orders (customer, days after the event) of 10 each, and who came."""
    ids = pd.Index([f"C{i:03}" for i in range(n)], dtype=object)
    lines = pd.DataFrame(
        {
            "customer": [who for who, _ in orders],
            "ordered_on": [event + dt.timedelta(days=d) for _, d in orders],
        }
    )
    lines = lines.sort_values(["customer", "ordered_on"], kind="stable").reset_index(drop=True)
    lines["ordered_on"] = pd.to_datetime(lines["ordered_on"])
    lines = lines.assign(
        customer=lines["customer"].astype(np.int32), order=np.arange(len(lines), dtype=np.int32), amount=10.0,
        quantity=1.0, is_purchase=True, is_return=False,
    )  # fmt: skip
    community = pd.DataFrame(
        {
            "customer": np.array(came, np.int32),
            "happened_on": pd.to_datetime([event] * len(came)),
            "type": kind,
        }
    )
    events = MappingProxyType({"orders": lines, "community": community})
    return CustomerData(
        ids,
        pd.DataFrame(index=ids),
        pd.DataFrame(index=ids),
        events,
        (),
        pd.DataFrame(),
        (),
        as_of,
        None,
        "x",
    )


def two_kinds():
    """Ten seldom buyers (one order before), ten often buyers (five); two and six of them come.

    After the event both seldom guests buy and one in four of the other seldom ones; three of six often guests
    and two of four others.
    """
    orders = [(who, -20) for who in range(20)] + [
        (who, -20 - 20 * k) for who in range(10, 20) for k in (1, 2, 3, 4)
    ]
    came = [0, 1, *range(10, 16)]
    buyers = [0, 1, 2, 3, 10, 11, 12, 16, 17]
    return data_of(orders + [(who, 30) for who in buyers], came, 20)


def effect_of(data, **options):
    return event_effect(data, order_book(data), **options)


def test_differences_of_the_classes_weighted_by_who_came():
    found = effect_of(two_kinds())
    mine, others = [2 / 2, 3 / 6], [2 / 8, 2 / 4]
    weight = [2 / 8, 6 / 8]
    assert found.bought_share == pytest.approx(sum(w * x for w, x in zip(weight, mine, strict=True)))
    assert found.others_share == pytest.approx(sum(w * x for w, x in zip(weight, others, strict=True)))
    assert found.difference == pytest.approx(0.75 * 0.25)
    pooled = [4 / 10, 5 / 10]
    variance = sum(
        w**2 * p * (1 - p) * (1 / a + 1 / b)
        for w, p, a, b in zip(weight, pooled, (2, 6), (8, 4), strict=True)
    )
    assert found.high - found.difference == pytest.approx(1.959964 * variance**0.5, rel=1e-6)
    assert found.naive_difference == pytest.approx(5 / 8 - 4 / 12)
    assert found.spend_difference == pytest.approx(10 * found.difference)
    assert (found.attended, found.matched, found.others, found.too_recent) == (8, 8, 12, 0)
    assert not found.can_tell
    (day,) = found.events
    assert (day.day, day.attended, day.matched) == (EVENT, 8, 8)


def test_an_event_whose_window_is_not_over_is_left_out():
    data = two_kinds()
    last = EVENT + dt.timedelta(days=WINDOW_DAYS)
    from dataclasses import replace

    assert effect_of(replace(data, as_of=last)) is not None
    assert effect_of(replace(data, as_of=last - dt.timedelta(days=1))) is None
    assert effect_of(data, window_days=30).bought_share == found_share(data, 30)
    assert effect_of(data, window_days=29).bought_share == 0


def found_share(data, days):
    return effect_of(data, window_days=days).bought_share


def test_nothing_to_tell_without_events_or_orders():
    data = two_kinds()
    from dataclasses import replace

    assert event_effect(data, None) is None
    assert effect_of(replace(data, events=MappingProxyType({"orders": data.events["orders"]}))) is None
    assert effect_of(data_of([(0, -5)], [0], 1, kind="Post")) is None
    assert effect_of(data_of([(0, -5)], [0], 1)) is None  # nobody to compare with


def test_the_evenings_of_the_sample_change_nothing_and_only_matching_sees_it():
    from retention_desk.pipeline import import_files

    truth = json.loads((SAMPLES / "truth" / "shop_en_care.json").read_text(encoding="utf-8"))
    data = import_files([SAMPLES / "shop_en.xlsx", SAMPLES / "shop_en_care.xlsx"])
    found = effect_of(data)
    assert found.attended + found.too_recent == truth["attendances"]
    assert found.low <= truth["true_effect_of_an_evening"] <= found.high
    assert found.spend_low <= 0 <= found.spend_high
    assert found.naive_difference > 0.3
