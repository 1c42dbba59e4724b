"""What an experiment takes."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.sample_size import means_power, proportions_power, proportions_sample_size
from retention_desk.foundation.wording import Words, phrase
from retention_desk.review.plan_experiment import Asked, plan_experiment

EN = Words("en")


def asked(**changes) -> Asked:
    usual = {"measure": "share", "base": 0.6, "base_by": phrase("as measured"), "effect": 0.1, "arms": 1,
             "held_share": 0.5, "per_week": 50}  # fmt: skip
    return Asked(**{**usual, **changes})


def test_two_equal_groups_need_the_published_size():
    # Fleiss, Levin, Paik (2003), table A.4 without the continuity correction: 60 % against 70 %, power 80 %
    plan = plan_experiment(asked())
    assert plan.control == plan.each_arm == math.ceil(proportions_sample_size(0.6, 0.7)) == 356
    assert (plan.total, plan.weeks) == (712, 15)
    assert EN(plan.note) == "712 customers, control and arms together: 15 weeks of lists of 50."


def test_a_small_holdout_costs_customers():
    small, half = plan_experiment(asked(held_share=0.1)), plan_experiment(asked())
    assert small.control is not None
    assert half.total is not None
    assert small.each_arm == pytest.approx(9 * small.control, abs=9)
    assert small.total > 2 * half.total


def test_arms_share_the_error():
    one, three = plan_experiment(asked(held_share=0.25)), plan_experiment(asked(held_share=0.25, arms=3))
    assert three.control is not None
    assert three.control == three.each_arm
    assert one.each_arm == pytest.approx(3 * one.control, abs=3)
    power = proportions_power(0.6, 0.7, three.control, three.each_arm, 0.05 / 3)
    assert 0.8 <= power < 0.81


@given(
    st.floats(0.05, 0.9), st.floats(0.02, 0.1), st.integers(1, 8), st.floats(0.1, 0.6), st.integers(5, 500)
)
def test_the_plan_reaches_its_power_and_no_list_less_would(base, effect, arms, held, per_week):
    plan = plan_experiment(asked(base=base, effect=effect, arms=arms, held_share=held, per_week=per_week))
    assert plan.control is not None
    assert plan.total == plan.control + arms * plan.each_arm
    assert proportions_power(base, base + effect, plan.control, plan.each_arm, 0.05 / arms) >= 0.8 - 1e-9
    assert (plan.weeks - 1) * per_week < plan.total <= plan.weeks * per_week
    told = [one.detectable for one in plan.by_weeks if one.detectable is not None]
    assert told == sorted(told, reverse=True)


def test_amounts_go_by_their_spread():
    plan = plan_experiment(asked(measure="amount", base=40.0, effect=10.0, spread=50.0))
    assert plan.control is not None
    assert (
        means_power(0.2, plan.control, plan.each_arm)
        >= 0.8
        > means_power(0.2, plan.control - 2, plan.each_arm - 2)
    )
    weeks = {one.weeks: one.detectable for one in plan.by_weeks}
    assert weeks[plan.weeks] == pytest.approx(10.0, rel=0.03)


def test_what_cannot_be_planned_is_said():
    assert "no room" in EN(plan_experiment(asked(base=0.97)).note)
    for impossible in (asked(held_share=0.0), asked(effect=0.0), asked(measure="amount", spread=math.nan)):
        plan = plan_experiment(impossible)
        assert (plan.control, plan.weeks) == (None, None)
        assert "No number of customers" in EN(plan.note)
    unlisted = plan_experiment(asked(per_week=0))
    assert (unlisted.weeks, unlisted.by_weeks, unlisted.total) == (None, (), 712)
