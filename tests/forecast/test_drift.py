import numpy as np
import pytest

from retention_desk.forecast.drift import find_drift, stability_index
from retention_desk.forecast.feature_table import feature_table
from retention_desk.foundation.wording import Words
from tests.forecast.made_features import category, number

EN = Words("en")


def tables(then, now, levels=()):
    def table(values):
        made = category("plan", values, levels) if levels else number("age", values)
        return feature_table([made], len(values))

    return table(then), table(now)


def kinds(then, now, levels=()):
    return [one.kind for one in find_drift(*tables(then, now, levels), {})]


def test_index_by_hand():
    then, now = np.array([0.0] * 50 + [1.0] * 50), np.array([0.0] * 80 + [1.0] * 20)
    psi, moved, bins = stability_index(then, now, 2)
    assert psi == pytest.approx(0.3 * np.log(1.6) - 0.3 * np.log(0.4))
    assert moved == pytest.approx(0.3)
    assert bins == 2


def test_the_same_population_is_no_drift():
    for seed in range(20):
        rng = np.random.default_rng(seed)
        assert kinds(rng.normal(size=2_000), rng.normal(size=60)) == []
        assert kinds(rng.integers(0, 12, 400), rng.integers(0, 12, 100), "abcdefghijkl") == []


def test_a_moved_number_is_told_with_its_direction():
    rng = np.random.default_rng(1)
    (found,) = find_drift(*tables(rng.normal(size=900), rng.normal(1.2, 1, 500)), {"age": 0.4})
    assert found.kind == "shift"
    assert found.psi > 0.5
    assert found.weight_share == 0.4
    assert "higher today than in training" in EN(found.sentence)


def test_values_never_seen_are_named_and_counted():
    then, now = np.array([0, 1] * 40), np.array([0, 1] * 40 + [2] * 20)
    found = find_drift(*tables(then, now, ("basic", "plus", "pro")), {})
    assert found[0].kind == "unseen"
    assert found[0].share == pytest.approx(0.2)
    assert "(pro): 20 customers (20\u202f%)" in EN(found[0].sentence)


def test_columns_missing_then_or_now():
    rng = np.random.default_rng(2)
    values, nothing = rng.normal(size=200), np.full(200, np.nan)
    assert kinds(values, nothing) == ["missing_now"]
    assert kinds(nothing, values) == ["missing_then"]
    assert kinds(nothing, nothing) == []
    half = np.where(np.arange(200) < 100, values, np.nan)
    assert kinds(values, half) == ["coverage"]


def test_nobody_to_compare():
    assert kinds(np.zeros(0), np.zeros(5)) == []


def test_the_heaviest_column_comes_first():
    values, moved = np.arange(200.0), np.arange(200.0) + 150
    then = feature_table([number("a", values), number("b", values)], 200)
    now = feature_table([number("a", moved), number("b", moved)], 200)
    assert [one.feature for one in find_drift(then, now, {"a": 0.1, "b": 0.9})] == ["b", "a"]
