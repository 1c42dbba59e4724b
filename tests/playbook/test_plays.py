"""Each play's trigger on customers made for it: whom it takes, whom it just does not."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from retention_desk.foundation.vocabulary import CHANNELS, STAGES, VALUE_TIERS
from retention_desk.foundation.wording import LANGUAGES, Money, Words
from retention_desk.playbook.play import ROLES
from retention_desk.playbook.plays_of import play_catalogue
from retention_desk.playbook.strategies import STRATEGIES

NAN = float("nan")
PLAYS = play_catalogue()


def fits(key, made):
    return made.fits(PLAYS[key])


def taken(key, made):
    found = fits(key, made)
    return None if found is None else found[0].tolist()


@pytest.mark.parametrize(
    ("key", "signal"),
    [
        ("service_recovery", "open_complaint"),
        ("complaint_review", "frequent_complaints"),
        ("detractor_call", "low_survey_answer"),
        ("usage_care_call", "no_login"),
        ("onboarding_call", "early_usage_drop"),
        ("first_login_help", "never_logged_in"),
        ("overdue_bill", "bill_overdue"),
        ("community_invitation", "community_silent"),
        ("downgrade_talk", "mrr_reduced"),
    ],
)
def test_a_warning_calls_for_its_play(world, key, signal):
    made = world(3)
    assert taken(key, made) is None
    made.warnings = {signal: [9.0, NAN, 9.0]}
    made.stage = ["active", "active", "lost"]
    assert taken(key, made) == [True, False, False]
    assert made.fits(PLAYS[key])[1][0] == 9.0


def test_the_care_message_goes_to_the_general_tier_and_the_call_to_the_others(world):
    made = world(4)
    made.tier = ["high", "potential", "general", None]
    made.warnings = {"no_login": [7.0] * 4}
    assert taken("usage_care_call", made) == [True, True, False, True]
    assert taken("usage_care_message", made) == [False, False, True, True]
    assert PLAYS["usage_care_message"].handling == "automated"


def test_check_in_call_above_one_and_a_half_rhythms(world):
    made = world(5)
    made.stage = ["slowing", "slowing", "at_risk", "active", "slowing"]
    made.silent = np.array([15.1, 15.0, 30.0, 16.0, 16.0])
    made.tier = ["high"] * 4 + ["general"]
    assert taken("check_in_call", made) == [True, False, True, False, False]


def test_likely_to_leave_call_takes_the_fifth_most_likely_above_the_base_rate(world):
    made = world(11)
    made.probability = np.array([*np.arange(10) / 10, NAN])
    assert taken("likely_to_leave_call", made) == [False] * 7 + [True] * 3 + [False]
    made.base_rate = 0.85
    assert taken("likely_to_leave_call", made) == [False] * 9 + [True, False]
    made.probability = np.full(11, NAN)
    assert taken("likely_to_leave_call", made) is None


def test_plan_fit_without_plans_needs_use_and_a_subscription(world):
    made = world(2)
    made.indicators = {"usage_frequency": [0.4, 0.5]}
    assert taken("plan_fit", made) is None
    made.indicators["mrr_trend"] = [0.0, 0.0]
    assert taken("plan_fit", made) == [True, False]
    assert fits("plan_fit", made)[1][0] == pytest.approx(12)


def test_renewal_talk_within_sixty_days(world):
    made = world(5)
    made.indicators = {"days_to_renewal": [60, 61, 0, -1, NAN]}
    assert taken("renewal_talk", made) == [True, False, True, False, False]


def test_amount_review_by_a_fifth_or_twice_running(world):
    made = world(3)
    made.indicators = {"order_amount": [-0.2, -0.19, NAN]}
    assert taken("amount_review", made) == [True, False, False]
    made.warnings = {"amount_down_twice": [NAN, -0.06, NAN]}
    assert taken("amount_review", made) == [True, True, False]
    made.indicators = {"purchase_amount": [0.0, 0.0, -0.5]}
    assert taken("amount_review", made) is None  # without orders it is the monthly amount
    made.first_order = [90, 90, 90]
    assert taken("amount_review", made) == [False, True, True]


def test_returns_follow_up(world):
    made = world(3)
    made.indicators = {"returns_share": [0.21, 0.2, NAN]}
    assert taken("returns_follow_up", made) == [True, False, False]


def test_first_72_hours(world):
    made = world(4)
    made.first_order = [0, 2, 3, 40]
    made.stage = ["new"] * 4
    assert taken("first_72_hours", made) == [True, True, False, False]
    made.first_order = None
    assert taken("first_72_hours", made) is None
    made.indicators = {"account_age": [2, 3, NAN, 0]}
    assert taken("first_72_hours", made) == [True, False, False, True]


def test_second_order_is_for_those_with_one(world):
    made = world(5)
    made.first_order, made.order_count = [14, 60, 61, 13, 30], [1, 1, 1, 1, 2]
    assert taken("second_order", made) == [True, True, False, False, False]


def test_nearly_there_within_fifteen_per_cent(world):
    made = world(4)
    made.loyalty_spend = np.array([850.0, 849.0, 2000.0, 0.0])
    made.loyalty_distance = np.array([150.0, 151.0, NAN, 0.0])
    assert taken("nearly_there", made) == [True, False, False, False]
    said = Words()(PLAYS["nearly_there"].sentence, value=Money(150.0, "GBP"))
    assert said == "£150 to the next loyalty tier"


def test_ready_to_grow_is_healthy_and_narrow(world):
    made = world(4)
    made.band = ["healthy", "healthy", "risk", "healthy"]
    made.indicators = {"product_breadth": [1, 9, 1, 8]}
    assert taken("ready_to_grow", made) == [True, False, False, False]


def test_promoters_are_asked_to_recommend(world):
    made = world(4)
    made.band = ["healthy", "healthy", "watch", "healthy"]
    made.stage = ["active", "active", "active", "slowing"]
    made.indicators = {"survey_score": [0.9, 0.8, 1.0, 1.0]}
    assert taken("referral_request", made) == [True, False, False, False]


def test_general_care_is_for_the_general_tier_on_watch_or_at_risk(world):
    made = world(4)
    made.tier = ["general", "general", "general", "high"]
    made.band = ["risk", "watch", "healthy", "risk"]
    assert taken("general_care", made) == [True, True, False, False]


def test_those_who_left_get_win_back_plays_only(world):
    made = world(5)
    made.stage = ["lost", "lost", "lost", "active", None]
    made.tier = ["high", "general", "potential", "high", "high"]
    made.silent = np.array([100.0, 100.0, 366.0, 5.0, NAN])
    made.customers = {"churned": [False, False, False, False, True]}
    made.warnings = {"no_login": [9.0] * 5, "open_complaint": [9.0] * 5}
    assert taken("win_back_call", made) == [True, False, False, False, True]
    said = [
        Words()(PLAYS["win_back_call"].said(value, None)) for value in fits("win_back_call", made)[1][[0, 4]]
    ]
    assert said == ["No order for 100 days", "Has left"]
    made.customers["churn_date"] = pd.to_datetime([made.day(d) for d in (95, 100, 360, 5, 1)])
    assert taken("lost_pool", made) == [True, False, True, False, True]
    assert taken("service_recovery", made) == [False, False, False, True, False]
    plan = made.plan()
    lost = plan.table[plan.table["customer"] != 3]
    assert set(lost["play"]) <= {"win_back_call", "leaving_interview", "lost_pool"}


@pytest.mark.parametrize("key", PLAYS)
def test_every_play_is_complete(world, key):
    play = PLAYS[key]
    assert play.channel in CHANNELS
    assert play.role in ROLES
    assert play.strategy in STRATEGIES
    assert play.tiers <= set(VALUE_TIERS)
    assert play.stages <= set(STAGES)
    assert 0 < play.save_share <= 0.5
    assert play.cost >= 0
    assert play.cost > 0.5 or play.handling == "automated"
    value = Money(3.0, "GBP") if play.is_money else 3.0
    for language in LANGUAGES:
        words = Words(language)
        for text in (play.label, play.description, play.sentence, play.script, play.success):
            assert words.knows(text.text), text.text
            assert "{" not in words(text, value=value)
    bare = world(2)
    bare.as_of = None
    found = bare.fits(play)
    assert found is None or found[0].shape == (2,)


def test_health_check_in_is_for_good_customers_with_a_low_score(world):
    made = world(4)
    made.tier = ["high", "potential", "general", "high"]
    made.band = ["risk", "watch", "risk", "healthy"]
    assert taken("health_check_in", made) == [True, True, False, False]


def test_an_unknown_value_has_words_of_its_own():
    play = PLAYS["win_back_call"]
    assert Words()(play.said(NAN, None)) == "Has left"
    assert Words()(play.said(40.0, None)) == "No order for 40 days"
