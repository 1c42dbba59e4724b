"""Who moved from which group to which."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.vocabulary import VALUE_TIERS
from retention_desk.foundation.wording import phrase
from retention_desk.review.migrate_groups import NOT_THERE, codes_then, migrate_groups, migration_of
from tests.review.histories import data_of
from tests.review.months import analysed, kept_month


def of(then: dict[str, int], now: dict[str, int]):
    series = pd.Series(then, dtype="int8")
    series.index = series.index.astype("str")
    ids = sorted(now)
    data = data_of(ids, dt.date(2024, 1, 1))
    codes = np.array([now[name] for name in ids], dtype=np.int8)
    return migration_of("value_tier", phrase("Value tier"), VALUE_TIERS, True, series, data, codes)


def test_each_customer_is_in_one_place():
    found = of({"a": 0, "b": 0, "c": 1, "d": -1, "gone": 2}, {"a": 0, "b": 1, "c": -1, "d": 2, "new": 1})
    assert found.counts.tolist() == [[1, 1, 0], [0, 0, 0], [0, 0, 0]]
    assert found.gone.tolist() == [0, 0, 1]
    assert found.lost_sight.tolist() == [0, 1, 0]
    assert found.found.tolist() == [0, 0, 1]
    assert found.new.tolist() == [0, 1, 0]
    assert (found.improved, found.worsened) == (0, 1)
    assert found.members(NOT_THERE, 1).tolist() == [4]


codes = st.dictionaries(st.sampled_from([f"c{k}" for k in range(12)]), st.integers(-1, 2), max_size=12)


@given(codes, codes)
def test_openings_and_closings_are_the_counts_of_each_month(then, now):
    found = of(then, now)
    assert found.opening.tolist() == [sum(code == k for code in then.values()) for k in range(3)]
    assert found.closing.tolist() == [sum(code == k for code in now.values()) for k in range(3)]


def test_codes_of_customers_not_known_then():
    then = pd.Series([2], index=pd.Index(["b"], dtype="str"))
    assert codes_then(then, data_of(["a", "b"], None)).tolist() == [NOT_THERE, 2]
    assert codes_then(then.iloc[:0], data_of(["a"], None)).tolist() == [NOT_THERE]


def test_two_months_of_a_shop_add_up_in_tiers_stages_and_bands():
    now, then = analysed(0), analysed(60)
    found = {migration.of: migration for migration in migrate_groups(now, kept_month(then))}
    assert set(found) == {"value_tier", "stage", "health_band"}
    assert found["stage"].opening.sum() == (then.segments.stage >= 0).sum()
    assert (
        found["stage"].closing.tolist()
        == np.bincount(now.segments.stage[now.segments.stage >= 0], minlength=6).tolist()
    )
    same = migrate_groups(now, kept_month(now))
    for migration in same:
        assert migration.counts.sum() == np.trace(migration.counts)
    assert found["value_tier"].improved + found["value_tier"].worsened > 0
    assert found["stage"].improved == 0
    assert found["stage"].best_first is None
    with pytest.raises(AttributeError):
        found["stage"].of = "x"
