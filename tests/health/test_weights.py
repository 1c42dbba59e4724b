"""Weights total 100, whatever is set."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.results import IndicatorColumn, Indicators
from retention_desk.foundation.settings_sections import HealthSettings, Thresholds
from retention_desk.foundation.wording import NOTHING_SAID
from retention_desk.health.weights import give_way, rebalance, resolve_weights, scaled_to_100

ORDERS = {
    "silence": 30.0,
    "frequency": 20.0,
    "amount": 20.0,
    "breadth": 10.0,
    "returns": 10.0,
    "tenure": 10.0,
}


def indicators(weights):
    return Indicators(
        "orders",
        NOTHING_SAID,
        tuple(
            IndicatorColumn(
                key,
                NOTHING_SAID,
                NOTHING_SAID,
                "count",
                np.zeros(1),
                True,
                Thresholds(1, 0),
                weight,
                NOTHING_SAID,
            )
            for key, weight in weights.items()
        ),
        (),
    )


def test_the_others_give_way_in_proportion():
    # the example of the picture: 30 → 36 leaves 18.3, 18.3 and 9.2, 9.1, 9.1
    assert rebalance(ORDERS, "silence", 36) == {
        "silence": 36.0, "frequency": 18.3, "amount": 18.3, "breadth": 9.2, "returns": 9.1, "tenure": 9.1,
    }  # fmt: skip


def test_to_the_ends():
    assert rebalance(ORDERS, "silence", 100) == {**dict.fromkeys(ORDERS, 0.0), "silence": 100.0}
    assert rebalance(ORDERS, "silence", 0)["frequency"] == 28.6
    alone = rebalance({"a": 100.0, "b": 0.0, "c": 0.0}, "a", 40)
    assert alone == {"a": 40.0, "b": 30.0, "c": 30.0}


def test_an_indicator_on_offer_takes_weight_from_the_others():
    found = rebalance(ORDERS | {"orders": 0.0}, "orders", 10)
    assert found["orders"] == 10.0
    assert found["silence"] == 27.0
    assert sum(found.values()) == pytest.approx(100)


@given(
    st.dictionaries(st.text("abcdef", min_size=1), st.integers(0, 1000), min_size=2, max_size=12).filter(
        lambda w: any(w.values())
    ),
    st.floats(0, 100),
    st.data(),
)
def test_the_total_stays_100(parts, new, data):
    weights = scaled_to_100({key: float(part) for key, part in parts.items()})
    assert round(sum(weights.values()), 6) == 100
    key = data.draw(st.sampled_from(sorted(weights)))
    found = rebalance(weights, key, new)
    assert found.keys() == weights.keys()
    assert round(sum(found.values()), 6) == 100
    assert found[key] == new
    assert min(found.values()) >= 0
    ranked = sorted((k for k in weights if k != key), key=lambda k: weights[k])
    assert all(found[a] <= found[b] + 0.11 for a, b in pairwise(ranked))


def test_defaults_whole_sets_and_pins():
    table = indicators(ORDERS)
    assert resolve_weights(table, HealthSettings()) == tuple(ORDERS.values())
    assert resolve_weights(table, HealthSettings(weights={"tenure": 60, "amount": 40})) == (
        0,
        0,
        40,
        0,
        0,
        60,
    )
    assert resolve_weights(table, HealthSettings(pinned={"silence": 36, "tenure": 0})) == (
        36.0, 21.3, 21.3, 10.7, 10.7, 0.0,
    )  # fmt: skip
    both = HealthSettings(weights={"tenure": 60, "amount": 40}, pinned={"silence": 50})
    assert resolve_weights(table, both) == (50, 0, 20, 0, 0, 30)


@pytest.mark.parametrize(
    ("settings", "code", "said"),
    [
        (HealthSettings(pinned={"tenur": 10}), "unknown_indicator", "“tenure”"),
        (HealthSettings(weights={"silense": 100}), "unknown_indicator", "“silence”"),
        (HealthSettings(weights={"silence": 60, "tenure": 30}), "weights_total", "90.00"),
        (HealthSettings(pinned={"silence": 60, "tenure": 50}), "weights_total", "110.00"),
    ],
)
def test_what_cannot_be_followed_is_refused(settings, code, said):
    with pytest.raises(UserFacingError) as refused:
        resolve_weights(indicators(ORDERS), settings)
    assert refused.value.code == code
    assert said in str(refused.value)


def test_a_pin_may_be_all_there_is():
    assert give_way({"a": 100.0}, {"a": 100.0}) == {"a": 100.0}
    with pytest.raises(UserFacingError):
        give_way({"a": 100.0}, {"a": 50.0})


def test_without_indicators_there_are_no_weights():
    assert resolve_weights(indicators({}), HealthSettings()) == ()
