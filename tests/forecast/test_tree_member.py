import numpy as np
import pytest

from retention_desk.forecast.tree_member import RECIPES, fit_tree_member
from retention_desk.forecast.value_backtest import ranked_auc
from retention_desk.foundation.errors import Cancelled
from retention_desk.foundation.progress import SILENT, Progress
from tests.forecast.made_features import pattern


@pytest.mark.parametrize("recipe", RECIPES)
def test_contributions_add_up_and_come_again(recipe):
    table, left = pattern(700)
    member = fit_tree_member(recipe, table, left.astype(float), 3, SILENT)
    logit = member.logit(table)
    assert member.contributions(table).sum(axis=1) == pytest.approx(logit, abs=1e-9)
    again = fit_tree_member(recipe, table, left.astype(float), 3, SILENT)
    assert np.array_equal(again.logit(table), logit)
    assert ranked_auc(left, logit) > 0.75


def test_a_forest_gives_log_odds_not_their_sum():
    table, left = pattern(700)
    member = fit_tree_member("forest", table, left.astype(float), 3, SILENT)
    chance = 1 / (1 + np.exp(-member.logit(table)))
    assert chance.mean() == pytest.approx(left.mean(), abs=0.05)


def test_training_stops_when_asked():
    table, left = pattern(300)
    heard = []

    def listener(done, _doing):
        heard.append(done)
        if done > 0.2:
            raise Cancelled

    with pytest.raises(Cancelled):
        fit_tree_member("soft", table, left.astype(float), 3, Progress(listener))
    assert max(heard) < 0.4
