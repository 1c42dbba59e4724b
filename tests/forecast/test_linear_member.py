import numpy as np
import pytest

from retention_desk.forecast.feature_table import feature_table
from retention_desk.forecast.linear_member import fit_linear_member
from retention_desk.forecast.value_backtest import ranked_auc
from tests.forecast.made_features import category, number, pattern


def test_contributions_add_up_and_the_base_is_the_average_customer():
    table, left = pattern()
    member = fit_linear_member(table, left.astype(float))
    parts = member.contributions(table)
    assert parts.sum(axis=1) == pytest.approx(member.logit(table), abs=1e-9)
    assert parts[:, :-1].mean(axis=0) == pytest.approx(np.zeros(4), abs=1e-9)
    assert ranked_auc(left, member.logit(table)) > 0.75


def test_rare_and_unseen_categories_count_as_average():
    values = np.r_[np.zeros(60), np.ones(55), [2.0, 2.0]]
    left = np.r_[np.ones(50), np.zeros(67)]
    table = feature_table([category("plan", values, "abc"), number("x", np.arange(117))], 117)
    member = fit_linear_member(table, left)
    assert (0, 2) not in member.plan
    assert np.isfinite(member.logit(table)).all()


def test_beyond_what_training_saw_a_number_counts_as_the_nearest_seen():
    """A column that hardly varies in training gets a steep line, which would run away outside of it."""
    rng = np.random.default_rng(5)
    near, other = 0.3 + rng.normal(0, 1e-3, 400), rng.normal(0, 1, 400)
    left = (rng.random(400) < 1 / (1 + np.exp(-(near - 0.3) * 2_000))).astype(float)
    member = fit_linear_member(feature_table([number("near", near), number("other", other)], 400), left)
    far = feature_table([number("near", np.array([0.3, 0.9, near.max()])), number("other", np.zeros(3))], 3)
    middle, beyond, edge = member.logit(far)
    assert beyond == edge
    assert abs(beyond - middle) < 10
    assert member.contributions(far).sum(axis=1) == pytest.approx(member.logit(far), abs=1e-9)
