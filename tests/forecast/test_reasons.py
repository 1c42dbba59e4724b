import numpy as np
import pytest

from retention_desk.forecast.feature_table import feature_table
from retention_desk.forecast.reasons import (
    change_of_probability,
    explained_rows,
    merge_contributions,
    top_reasons,
)
from retention_desk.foundation.wording import Words
from tests.forecast.made_features import number


def test_change_is_what_the_probability_would_lose():
    change = change_of_probability(np.array([[1.0, -2.0, 0.5]]))
    full = 1 / (1 + np.exp(0.5))
    assert change[0] == pytest.approx([full - 1 / (1 + np.exp(1.5)), full - 1 / (1 + np.exp(-1.5))])


def test_merging_keeps_the_sum():
    parts = np.array([[1.0, 2.0, 3.0, 0.5]])
    merged = merge_contributions(("a", "b", "c"), parts, {"b": "a", "x": "a"})
    assert merged.tolist() == [[3.0, 0.0, 3.0, 0.5]]
    assert parts.tolist() == [[1.0, 2.0, 3.0, 0.5]]


def test_strongest_push_first_and_only_pushes_towards_leaving():
    table = feature_table([number("a", [1.0, 2.0, 3.0]), number("b", [5.0, 6.0, 7.0])], 3)
    parts = np.array([[0.2, 0.9, 0.0], [-1.0, 0.5, 0.0]])
    reasons = top_reasons(table, np.array([0, 2]), parts, 3)
    assert reasons.top[0, :3].tolist() == [1, 0, -1]
    assert reasons.top[1].max() == -1
    assert reasons.top[2, :2].tolist() == [1, -1]
    signed = reasons.signed(2)
    assert [(reason.feature, reason.change_share > 0) for reason in signed] == [("a", False), ("b", True)]
    assert reasons.signed(1) == ()
    full = 1 / (1 + np.exp(0.5))
    assert signed[0].change_share == pytest.approx(full - 1 / (1 + np.exp(-0.5)), abs=1e-6)
    said = Words("en")(reasons.of(0)[0].sentence)
    assert said == "b: 5 (typical: 6)"


def test_of_a_large_table_the_best_customers_have_half_of_the_reasons():
    rng = np.random.default_rng(4)
    probability, worth = rng.uniform(0, 1, 60_000), rng.lognormal(3, 1, 60_000)
    rows = explained_rows(probability, worth=worth)
    assert len(np.unique(rows)) == len(rows) == 10_000
    best = np.flatnonzero(worth >= np.quantile(worth, 0.8))
    likeliest_of_best = best[np.argsort(-probability[best])[:5_000]]
    assert np.isin(likeliest_of_best, rows).all()
    others = np.setdiff1d(rows, likeliest_of_best)
    left_out = np.setdiff1d(np.arange(60_000), rows)
    assert probability[others].min() >= probability[left_out].max()
    nobody_paid = explained_rows(probability, worth=np.zeros(60_000))
    assert np.array_equal(nobody_paid, explained_rows(probability))


def test_only_the_likeliest_are_explained_in_a_large_table():
    probability = np.linspace(0, 1, 12_000)
    probability[-5:] = np.nan
    rows = explained_rows(probability)
    assert len(rows) == 10_000
    assert rows.min() == 12_000 - 5 - 10_000
