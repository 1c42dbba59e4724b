"""What a holdout could show, against the formulas asked independently, and in words."""

from __future__ import annotations

import numpy as np
import pytest

from retention_desk.foundation.sample_size import proportions_power
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import LANGUAGES, Words
from retention_desk.playbook.list_power import (
    Leaving,
    earlier_draws,
    experiment_power,
    holdout_power,
    leaving_of,
)
from tests.playbook.histories import history
from tests.playbook.test_plan_actions import complaining

HALF = Leaving(0.5, False, 0.1)


def test_the_smallest_difference_has_a_power_of_four_fifths():
    found = holdout_power(300, 100, (0, 0), HALF, 0.25)
    assert proportions_power(0.5, 0.5 - found.detectable_share, 100, 300) == pytest.approx(0.8, abs=1e-6)
    assert found.detectable_share == pytest.approx(0.1579, abs=0.0001)
    assert "100 held out beside 300 contacted show a difference of 15.8 points" in Words()(found.note)
    assert "The plays promise 10.0 points." in Words()(found.note)


def test_how_many_lists_show_what_the_plays_promise():
    found = holdout_power(300, 100, (0, 0), HALF, 0.25)
    powers = [proportions_power(0.5, 0.4, 100 * k, 300 * k) for k in range(1, 10)]
    assert found.lists_needed == 1 + next(k for k, power in enumerate(powers) if power >= 0.8)
    assert f"{found.lists_needed} lists like this one would show it" in Words()(found.note)
    earlier = holdout_power(300, 100, (600, 200), HALF, 0.25)
    assert earlier.detectable_share < found.detectable_share
    assert earlier.lists_needed <= found.lists_needed


def test_too_small_to_tell_and_what_share_would():
    found = holdout_power(9, 1, (0, 0), Leaving(0.3, False, 0.05), 0.1)
    assert found.detectable_share is None
    assert "Too small to tell" in Words()(found.note)
    assert found.lists_needed is None
    assert found.share_needed is None
    more = holdout_power(95, 5, (0, 0), Leaving(0.4, False, 0.1), 0.05)
    assert more.share_needed == pytest.approx(0.17, abs=0.03)
    n = 1300
    assert proportions_power(0.4, 0.3, more.share_needed * n, (1 - more.share_needed) * n) >= 0.8
    lower = more.share_needed - 0.01
    assert proportions_power(0.4, 0.3, lower * n, (1 - lower) * n) < 0.8


def test_nobody_held_out_measures_nothing():
    assert "cannot be measured" in Words()(holdout_power(30, 0, (0, 0), HALF, 0.0).note)
    assert "By chance nobody" in Words()(holdout_power(3, 0, (0, 0), HALF, 0.1).note)


def test_who_is_expected_to_leave(world):
    made = world(4)
    made.probability = np.array([0.2, 0.4, np.nan, 0.9])
    churn, shares = made.churn(), np.array([0.5, 0.25, 0.1])
    known = leaving_of(churn, np.array([0, 1, 2]), shares)
    assert known == Leaving(pytest.approx(0.3), False, pytest.approx(0.1))
    assert leaving_of(churn, np.array([2]), shares[:1]) == Leaving(0.3, False, pytest.approx(0.15))
    made.probability[:], made.base_rate = np.nan, None
    assert leaving_of(made.churn(), np.array([0]), shares[:1]) == Leaving(0.5, True, None)


def test_earlier_draws_count_each_customer_once_and_nobody_added_by_hand():
    rows = history(
        {"customer_id": "a"},
        {"customer_id": "a", "list_id": "L2"},
        {"customer_id": "b", "arm": "holdout"},
        {"customer_id": "c", "arm": "added"},
        {"customer_id": "d", "is_manual": True},
        {"customer_id": "e", "arm": "B"},
    ).rows
    assert earlier_draws(rows) == (2, 1)
    assert earlier_draws(rows[:0]) == (0, 0)


def test_arms_share_the_error():
    arms = [("A", 200, 0), ("B", 150, 50), ("C", 200, 0)]
    against = experiment_power(arms, 200, HALF)
    assert (against.compared_with, against.comparisons) == ("holdout", 3)
    assert proportions_power(0.5, 0.5 - against.detectable_share, 200, 200, 0.05 / 3) == pytest.approx(0.8)
    without = experiment_power(arms, 0, HALF)
    assert (without.compared_with, without.comparisons) == ("A", 2)
    assert without.detectable_share < against.detectable_share
    assert experiment_power([], 10, HALF) is None
    few = experiment_power([("A", 3, 0), ("B", 3, 0)], 3, HALF)
    assert few.detectable_share is None
    assert "to see leaving halved it takes" in Words()(few.note)
    nobody = experiment_power([("A", 3, 0), ("B", 3, 0)], 3, Leaving(0.0, False, None))
    assert "Nobody is expected to leave" in Words()(nobody.note)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plan_says_what_its_holdout_could_show(world, language):
    plan = complaining(world, 400).plan(AnalysisSettings().with_value("capacity.contacts_per_week", 300))
    power = plan.holdout
    assert (power.n_contacted, power.n_held) == (plan.listed, plan.held_out)
    assert power.leaving_share == 0.5
    assert power.expected_share == pytest.approx(0.5 * 0.25)
    said = Words(language)(power.note)
    assert str(plan.held_out) in said
    assert "{" not in said
