"""Arms are even within each tier, keep who was drawn before, and stay when customers are added."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import ExperimentArm, ExperimentSettings, HoldoutSettings
from retention_desk.playbook.earlier_actions import earlier_actions
from retention_desk.playbook.experiment_arms import DrawnBefore, arm_names, assign_arms, drawn_before
from tests.playbook.histories import history
from tests.playbook.test_plan_actions import complaining

TIERS = st.lists(st.sampled_from([-1, 0, 1, 2]), max_size=120)


def nothing_drawn(n, k):
    return DrawnBefore(np.full(n, -1, dtype=np.int8), np.zeros((4, k), dtype=np.int64))


def arms(*names, **more):
    return ExperimentSettings(arms=tuple(ExperimentArm(name=name) for name in names), **more)


@given(TIERS, st.integers(2, 8), st.integers(0, 2**31 - 1))
def test_within_a_tier_arms_differ_by_one_at_most(tiers, k, seed):
    codes = assign_arms(
        np.arange(len(tiers)), np.array(tiers, dtype=np.int8), nothing_drawn(len(tiers), k), seed
    )
    assert ((codes >= 0) & (codes < k)).all()
    for tier in set(tiers):
        sizes = np.bincount(codes[np.array(tiers) == tier], minlength=k)
        assert sizes.max() - sizes.min() <= 1


@given(TIERS, TIERS, st.integers(2, 8), st.integers(0, 99))
def test_further_customers_leave_those_before_as_they_are(tiers, more, k, seed):
    n = len(tiers) + len(more)
    drawn, all_tiers = nothing_drawn(n, k), np.array([*tiers, *more], dtype=np.int8)
    long = assign_arms(np.arange(n), all_tiers, drawn, seed)
    short = assign_arms(np.arange(len(tiers)), all_tiers[: len(tiers)], drawn, seed)
    assert short.tolist() == long[: len(tiers)].tolist()


@given(st.data())
def test_whoever_was_drawn_before_keeps_the_arm_whoever_comes_in_between(data):
    k, n = data.draw(st.integers(2, 8)), data.draw(st.integers(1, 60))
    tiers = np.array(data.draw(st.lists(st.sampled_from([-1, 0, 1, 2]), min_size=n, max_size=n)), np.int8)
    first = np.array(data.draw(st.permutations(range(n))))[: data.draw(st.integers(0, n))]
    codes = assign_arms(first, tiers[first], nothing_drawn(n, k), 3)
    arm, counts = np.full(n, -1, dtype=np.int8), np.zeros((4, k), dtype=np.int64)
    arm[first] = codes
    np.add.at(counts, (tiers[first], codes), 1)
    order = np.array(data.draw(st.permutations(range(n))))
    again = assign_arms(order, tiers[order], DrawnBefore(arm, counts), 3)
    known = arm[order] >= 0
    assert (again[known] == arm[order][known]).all()
    for tier in set(tiers.tolist()):
        sizes = np.bincount(again[tiers[order] == tier], minlength=k)
        assert sizes.max() - sizes.min() <= 1


def test_every_arm_is_as_likely():
    tiers = np.zeros(3, dtype=np.int8)
    drawn = np.array([assign_arms(np.arange(3), tiers, nothing_drawn(3, 3), seed) for seed in range(1500)])
    assert np.abs(np.bincount(drawn[:, 0], minlength=3) - 500).max() < 75  # four standard deviations


def test_who_was_drawn_is_read_from_earlier_lists(world):
    made = world(3)
    rows = [
        {"customer_id": "C00000", "arm": "B", "tier": 0},
        {"customer_id": "C00000", "arm": "A", "tier": 0, "list_id": "L2"},
        {"customer_id": "C00001", "arm": "contact"},
        {"customer_id": "elsewhere", "arm": "A", "tier": -1},
        {"customer_id": "C00002", "arm": "A", "tier": 2, "handed_out_on": "2024-03-01", "status": "done"},
    ]
    earlier = earlier_actions(made.data(), history(*rows), AnalysisSettings().playbook)
    drawn = drawn_before(earlier.rows, 3, arms("A", "B"))
    assert drawn.arm.tolist() == [1, -1, 0]
    assert drawn.counts.tolist() == [[0, 1], [0, 0], [1, 0], [1, 0]]
    later = drawn_before(earlier.rows, 3, arms("A", "B", since=dt.date(2024, 9, 1)))
    assert later.arm.tolist() == [1, -1, -1]
    assert drawn_before(earlier.rows, 3, ExperimentSettings()).counts.shape == (4, 0)


def test_names_of_arms():
    assert arm_names(np.array([1, -1, 0]), ["A", "B"], "contact").tolist() == ["B", "contact", "A"]


def test_the_list_is_drawn_into_arms_beside_the_holdout(world):
    made = complaining(world, 400)
    made.tier = ["high", "potential"] * 200
    experiment = ExperimentSettings(
        arms=(
            ExperimentArm(name="as ever"),
            ExperimentArm(name="by chat", channel="chat"),
            ExperimentArm(name="other play", play="check_in_call", script="How are you?"),
        )
    )
    settings = AnalysisSettings(experiment=experiment, holdout=HoldoutSettings(share=0.2)).with_value(
        "capacity.contacts_per_week", 300
    )
    table = made.plan(settings).table
    assert set(table["arm"]) == {"holdout", "as ever", "by chat", "other play"}
    sizes = table[table["arm"] != "holdout"].groupby(["tier", "arm"]).size().unstack()
    assert (sizes.max(axis=1) - sizes.min(axis=1) <= 1).all()
    by_arm = table.set_index("arm")
    assert set(by_arm.loc["by chat", "channel"]) == {"chat"}
    assert set(by_arm.loc["as ever", "channel"]) == {"phone"}
    assert set(by_arm.loc["other play", "play"]) == {"check_in_call"}
    assert set(by_arm.loc["other play", "second_play"]) == {"service_recovery"}
    assert (
        table["expected_saved"].sum() < made.plan(settings.with_value("experiment.arms", "[]")).expected_saved
    )


@pytest.mark.parametrize("budget", [0.0, 95.0, 1000.0])
def test_a_dearer_play_of_an_arm_keeps_to_the_budget(world, budget):
    arms_ = (ExperimentArm(name="A"), ExperimentArm(name="B", play="advisory_circle"))
    settings = AnalysisSettings(experiment=ExperimentSettings(arms=arms_)).with_value(
        "capacity.budget_amount", budget
    )
    plan = complaining(world, 60).plan(settings.with_value("playbook.costs.advisory_circle", 40.0))
    assert plan.cost <= budget
    assert sum(plan.fates().values()) == 60
    assert plan.fates()["contact"] == plan.listed


def test_an_experiment_may_be_made_on_some_plays_only(world):
    made = complaining(world, 40)
    made.warnings["open_complaint"][::2] = np.nan
    table = made.plan(AnalysisSettings(experiment=arms("A", "B", plays=("service_recovery",)))).table
    inside = table["play"] == "service_recovery"
    assert set(table.loc[inside, "arm"]) <= {"A", "B", "holdout"}
    assert set(table.loc[~inside, "arm"]) <= {"contact", "holdout"}
