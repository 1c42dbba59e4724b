"""The strategies by cost, skill and evidence; own results go before the article's cases."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from retention_desk.foundation.lift_results import ArmCount, Lift
from retention_desk.foundation.settings_sections import PlaybookSettings
from retention_desk.foundation.strategy_results import EventEffect
from retention_desk.foundation.wording import Words, phrase
from retention_desk.playbook.choose_strategy import choose_strategies
from retention_desk.playbook.plays_now import plays_now
from retention_desk.playbook.strategies import STRATEGIES
from retention_desk.playbook.strategy_cards import CARDS


@pytest.fixture
def now(world):
    made = world(4)
    made.warnings = {"open_complaint": [3.0] * 4}
    made.rows("community", "happened_on", *[(0, 5)] * 4, type=["Event"] * 4)
    return plays_now(made.context(), made.health(), made.plan(), PlaybookSettings())


def lift(verdict, low, high):
    arm = ArmCount(100, 80, 0, 0.8)
    return Lift(
        "service_recovery",
        phrase("Mine"),
        arm,
        arm,
        (low + high) / 2,
        low,
        high,
        low,
        high,
        verdict,
        phrase("x"),
    )


def by_key(choices):
    return {one.key: one for one in choices}


def test_all_fourteen_have_a_place_and_a_card(now):
    choices = choose_strategies(now)
    assert {one.key for one in choices} == set(STRATEGIES) == set(CARDS)
    known = [one.score for one in choices if not math.isnan(one.score)]
    assert known == sorted(known, reverse=True)
    assert [math.isnan(one.score) for one in choices] == sorted(math.isnan(one.score) for one in choices)


def test_a_score_by_hand(now):
    found = by_key(choose_strategies(now))["service_recovery"]
    costs = [one.play.cost for one in now if one.play.strategy == "service_recovery" and one.fits is not None]
    assert costs == [10.0]
    assert found.cost_points == 0
    assert found.score == pytest.approx(0.4 * 30 + 0.3 * 0 + 0.3 * 60)
    assert found.fits == 4
    assert Words()(found.start) == "Begin with a pilot of a fifth, with a holdout"
    assert len(found.waiting) == 3


def test_without_data_there_is_no_score_but_what_is_needed(now):
    found = by_key(choose_strategies(now))["pricing"]
    assert math.isnan(found.score)
    assert Words()(found.data).startswith("Needs the table “Activity”")
    assert Words()(found.start) == "Import what it needs first"


@pytest.mark.parametrize(
    ("verdict", "points", "start"),
    [
        ("helps", 100, "It works here: roll it out to all"),
        ("too_small", 50, "Begin with a pilot of a fifth, with a holdout"),
        ("no_effect", 10, "It has not worked here: stop it, or change it and pilot again"),
        ("harms", 0, "It has not worked here: stop it, or change it and pilot again"),
    ],
)
def test_own_results_go_before_cases(now, verdict, points, start):
    found = by_key(choose_strategies(now, lifts={"service_recovery": lift(verdict, -0.02, 0.1)}))
    one = found["service_recovery"]
    assert (one.evidence_points, one.is_own) == (points, True)
    assert Words()(one.start) == start
    assert Words()(one.evidence) == "Own result of “Mine”: −2.0 points to +10.0 points, n = 200"


def test_own_events_are_evidence(now):
    effect = EventEffect(90, 50, 40, 200, 0, 0.6, 0.5, 0.1, 0.02, 0.18, 0.4, 0.0, 0.0, 0.0, ())
    assert by_key(choose_strategies(now, events=effect))["events"].evidence_points == 100
    unsure = replace(effect, low=-0.1)
    assert by_key(choose_strategies(now, events=unsure))["events"].evidence_points == 50
    assert by_key(choose_strategies(now))["events"].evidence_points == 30


def test_costs_are_said_in_the_currency_of_the_data(now):
    found = by_key(choose_strategies(now, 5.0, "CNY"))["service_recovery"]
    assert Words("zh_CN").money(50, "CNY") in Words("en")(found.cost)
    cheap = by_key(choose_strategies(now))["tiered_membership"]
    assert Words()(cheap.cost) == "Less than 1 a contact"
    assert np.isfinite(cheap.cost_points)
