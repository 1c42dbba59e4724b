import numpy as np

from retention_desk.forecast.feature_table import feature_table
from retention_desk.forecast.leaks import find_leaks
from tests.forecast.made_features import category, number, pattern


def scan(*extra, n=1_500):
    table, left = pattern(n)
    features = [*table.features, *(make(left) for make in extra)]
    found = find_leaks(feature_table(features, n), left, np.arange(n) % 5)
    return found, left


def test_honest_columns_raise_no_alarm():
    found, _ = scan()
    assert found.listed == ()
    assert found.best == "tenure"


def test_planted_leaks_are_left_out():
    rng = np.random.default_rng(1)
    found, _ = scan(
        lambda left: number("Churn Label", left),
        lambda left: number("Churn Score", np.where(left, 70, 40) + rng.normal(0, 12, len(left))),
        lambda left: category("closing_note", np.where(left & (rng.random(len(left)) < 0.5), 0, np.nan), "a"),
        lambda left: category(
            "state", np.where(left & (rng.random(len(left)) < 0.2), 2, rng.integers(0, 2, len(left))), "abc"
        ),
    )
    assert found.dropped == {"Churn Label", "Churn Score", "closing_note", "state"}


def test_a_telling_name_alone_is_kept_with_a_warning():
    rng = np.random.default_rng(2)
    found, _ = scan(lambda left: number("cancelled_orders", rng.poisson(1, len(left))))
    assert [(c.column, c.kept) for c in found.listed] == [("cancelled_orders", True)]
    assert found.dropped == frozenset()


def test_a_strong_column_with_a_plain_name_is_kept_with_a_warning():
    rng = np.random.default_rng(3)
    found, _ = scan(lambda left: number("visits", np.where(left, 0, 2.2) + rng.normal(0, 1, len(left))))
    assert [(c.column, c.kept) for c in found.listed] == [("visits", True)]
