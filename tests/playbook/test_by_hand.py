"""Customers added by hand: on the list with the play chosen, beyond capacity, apart from the holdout."""

from __future__ import annotations

import numpy as np
import pytest

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import CapacitySettings, HoldoutSettings, PlaybookSettings
from retention_desk.playbook.by_hand import added_customers, plays_for


def settings(added, contacts=2, share=0.0, **playbook):
    return AnalysisSettings(
        capacity=CapacitySettings(contacts_per_week=contacts),
        holdout=HoldoutSettings(share=share),
        playbook=PlaybookSettings(added=added, **playbook),
    )


@pytest.fixture
def complaining(world):
    """Six customers who all wait for a complaint to be settled, the last worth most."""
    made = world(6)
    made.warnings = {"open_complaint": np.full(6, 4.0)}
    made.worth = 1000.0 + 100 * np.arange(6)
    return made


def test_an_added_customer_comes_first_and_takes_no_capacity(complaining):
    ids = complaining.ids
    before = complaining.plan(settings({}))
    assert before.table["customer"].tolist() == [5, 4]
    plan = complaining.plan(settings({ids[0]: "check_in_call"}))
    assert plan.table["customer"].tolist() == [0, 5, 4]
    assert plan.table["play"].tolist()[0] == "check_in_call"
    assert plan.table["arm"].tolist() == ["added", "contact", "contact"]
    assert plan.table["priority"].tolist() == [1, 2, 3]
    assert plan.listed == 3
    assert np.isnan(plan.table["trigger_value"].iloc[0])
    assert "check_in_call" in plan.plays


def test_one_who_was_on_the_list_keeps_a_single_row_and_leaves_room(complaining):
    ids = complaining.ids
    plan = complaining.plan(settings({ids[5]: "general_care"}))
    assert plan.table["customer"].tolist() == [5, 4, 3]
    assert plan.table["arm"].tolist() == ["added", "contact", "contact"]


def test_one_who_was_held_out_is_contacted_and_not_counted_as_drawn(complaining):
    ids = complaining.ids
    held = complaining.plan(settings({}, contacts=6, share=0.5))
    someone = int(held.table.loc[held.table["arm"] == "holdout", "customer"].iloc[0])
    plan = complaining.plan(settings({ids[someone]: "check_in_call"}, contacts=6, share=0.5))
    assert plan.table.set_index("customer").loc[someone, "arm"] == "added"
    assert plan.held_out == held.held_out - 1


def test_cost_and_what_is_saved_follow_the_play_chosen(complaining):
    ids = complaining.ids
    added = settings(
        {ids[0]: "check_in_call"},
        contacts=0,
        costs={"check_in_call": 5.0},
        save_shares={"check_in_call": 0.5},
    )
    plan = complaining.plan(added)
    stake = float(plan.table["value_at_stake"].iloc[0])
    assert plan.cost == 5
    assert plan.expected_saved == pytest.approx(0.5 * stake - 5)


def test_a_customer_that_the_data_do_not_have_is_left_out(complaining):
    assert complaining.plan(settings({"nobody": "check_in_call"})).listed == 2
    assert added_customers(complaining.data(), {"nobody": "x"}).tolist() == []


def test_an_unknown_play_is_refused_with_the_nearest(complaining):
    ids = complaining.ids
    with pytest.raises(UserFacingError) as caught:
        complaining.plan(settings({ids[0]: "check_in_cal"}))
    assert caught.value.code == "unknown_play"


def test_the_reach_never_passes_everything(complaining):
    ids = complaining.ids
    plan = complaining.plan(settings(dict.fromkeys(ids, "general_care"), contacts=6))
    assert plan.reach_share == pytest.approx(1.0)


def test_plays_are_parted_into_those_that_fit_and_all_others(complaining):
    fitting, others = plays_for(complaining.context(), complaining.health(), 0, PlaybookSettings())
    assert "service_recovery" in [play.key for play in fitting]
    assert {play.key for play in fitting}.isdisjoint(play.key for play in others)


def test_several_added_stand_in_the_order_of_what_they_save_whatever_the_order_of_adding(complaining):
    ids = complaining.ids
    one = complaining.plan(settings({ids[1]: "general_care", ids[3]: "general_care"}, contacts=0))
    other = complaining.plan(settings({ids[3]: "general_care", ids[1]: "general_care"}, contacts=0))
    assert one.table["customer"].tolist() == other.table["customer"].tolist() == [3, 1]
