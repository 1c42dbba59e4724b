"""Planning an experiment: sizes as published, more arms take more, fewer customers show less."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.experiment_plan import (
    ExperimentQuestion,
    plan_experiment,
    smallest_difference,
)
from retention_desk.foundation.sample_size import proportions_power

HALVES = ExperimentQuestion(base=0.6, difference=0.1, control_share=0.5, customers_per_week=50)


def test_two_equal_groups_are_as_in_the_textbook():
    # Fleiss, Levin, Paik (2003), chapter 4: 0.6 against 0.7 at 5 %, power 80 %, without correction: 356 each.
    plan = plan_experiment(HALVES)
    assert plan.n_control == plan.n_arm == 356
    assert plan.total == 712
    assert plan.weeks == 15
    assert plan.error_share == 0.05


def test_the_size_has_the_power_asked_for_and_one_less_has_not():
    plan = plan_experiment(HALVES)
    assert proportions_power(0.6, 0.7, plan.n_control, plan.n_arm) >= 0.8
    assert proportions_power(0.6, 0.7, plan.n_control - 1, plan.n_arm - 1) < 0.8


def test_more_arms_are_corrected_for_and_take_more():
    one, four = plan_experiment(HALVES), plan_experiment(replace(HALVES, arms=4))
    assert four.error_share == pytest.approx(0.05 / 4)
    assert four.total > one.total
    assert four.total == four.n_control + 4 * four.n_arm


def test_what_cannot_be_reached_is_not_planned():
    plan = plan_experiment(replace(HALVES, base=0.95))
    assert (plan.total, plan.weeks, plan.curve) == (None, None, ())


def test_money_goes_by_its_spread():
    # Cohen (1988), table 2.4.1: d = 0.5, 5 %, power 80 %: 64 in each group.
    plan = plan_experiment(replace(HALVES, measure="money", base=100.0, difference=50.0, spread=100.0))
    assert plan.n_control == plan.n_arm == 64


@given(st.floats(0.1, 0.85), st.floats(0.02, 0.1), st.floats(0.05, 0.9), st.integers(1, 8))
def test_the_curve_falls_and_passes_through_the_plan(base, difference, control, arms):
    question = ExperimentQuestion(base=base, difference=difference, control_share=control, arms=arms)
    plan = plan_experiment(question)
    shown = [value for _customers, value in plan.curve]
    assert all(one >= other - 1e-9 for one, other in pairwise(shown))
    at_plan = smallest_difference(question, plan.total, plan.error_share)
    assert at_plan is not None
    assert math.isclose(at_plan, difference, rel_tol=0.06)
