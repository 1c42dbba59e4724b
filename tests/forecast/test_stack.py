import numpy as np
import pytest

from retention_desk.forecast.stack import RECIPES_OF, cross_fit, fit_ensemble, join
from retention_desk.forecast.twins import stratified_folds, twin_groups
from retention_desk.forecast.value_backtest import ranked_auc
from retention_desk.foundation.progress import SILENT
from tests.forecast.made_features import pattern


def fitted(method, n=900):
    table, left = pattern(n)
    fold = stratified_folds(left, twin_groups(table.numbers), 3, 1)
    return table, left, fold, cross_fit(method, table, left.astype(float), fold, 1, SILENT)


@pytest.mark.parametrize("method", RECIPES_OF)
def test_contributions_and_base_are_the_log_odds(method):
    table, left, fold, crossed = fitted(method)
    for k, ensemble in enumerate(crossed.ensembles):
        own = table.with_rows(fold == k)
        assert ensemble.contributions(own).sum(axis=1) == pytest.approx(crossed.logit[fold == k], abs=1e-9)
    assert ranked_auc(left, crossed.logit) > 0.72
    assert crossed.joined[1].min() >= 0


def test_same_seed_same_numbers():
    assert np.array_equal(fitted("stack", 500)[3].logit, fitted("stack", 500)[3].logit)


def test_a_row_is_not_in_the_training_of_its_own_members():
    table, left, fold, crossed = fitted("logistic", 400)
    turned = left.astype(float)
    turned[7] = 1 - turned[7]
    again = cross_fit("logistic", table, turned, fold, 1, SILENT)
    own = table.with_rows(np.array([7]))
    before, after = (c.ensembles[fold[7]].members[0].logit(own) for c in (crossed, again))
    assert before == after
    assert not np.array_equal(again.logit, crossed.logit)


def test_weights_do_not_make_skill_of_chance():
    table, _ = pattern(500)
    aucs = []
    for seed in range(6):
        left = np.random.default_rng(seed).random(500) < 0.3
        fold = stratified_folds(left, twin_groups(table.numbers), 5, seed)
        aucs.append(ranked_auc(left, cross_fit("logistic", table, left.astype(float), fold, 1, SILENT).logit))
    assert np.mean(aucs) < 0.53


def test_a_member_against_itself_is_dropped():
    rng = np.random.default_rng(0)
    good, bad = rng.normal(size=2_000), rng.normal(size=2_000)
    left = (rng.random(2_000) < 1 / (1 + np.exp(bad - good))).astype(float)
    intercept, weights = join(np.stack([good, bad], axis=1), left)
    assert weights[1] == 0
    assert weights[0] == pytest.approx(0.85, abs=0.15)
    assert intercept == pytest.approx(0, abs=0.15)


def test_an_ensemble_over_all_rows_uses_the_joint_weights():
    table, left, _, crossed = fitted("stack", 500)
    whole = fit_ensemble("stack", table, left.astype(float), crossed.joined, 1, SILENT)
    assert whole.intercept == crossed.joined[0]
    assert whole.contributions(table).sum(axis=1) == pytest.approx(whole.logit(table), abs=1e-9)
