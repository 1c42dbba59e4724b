"""Rows: runners-up, owners in turn with open actions counted, the customer's own owner."""

from __future__ import annotations

import numpy as np
import pytest

from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import CapacitySettings, HoldoutSettings, PlaybookSettings
from retention_desk.foundation.wording import Words
from retention_desk.playbook.plays_of import play_catalogue
from tests.playbook.histories import history
from tests.playbook.test_plan_actions import complaining, settings


def test_runners_up_are_the_next_best_plays_that_fit(world):
    made = world(2)
    made.warnings = {"open_complaint": [4.0, np.nan], "bill_overdue": [9.0, np.nan], "no_login": [9.0, 9.0]}
    rows = made.plan(settings()).table.set_index("customer")
    worth = {
        key: 500 * play.save_share - play.cost
        for key, play in play_catalogue().items()
        if (found := made.fits(play)) is not None and found[0][0]
    }
    best = sorted((amount for amount in worth.values() if amount > 0), reverse=True)
    row = rows.loc[0]
    assert [row["expected_saved"], row["second_saved"], row["third_saved"]] == pytest.approx(best[:3])
    for column in ("second", "third"):
        assert worth[row[f"{column}_play"]] == pytest.approx(row[f"{column}_saved"])
    assert len({row["play"], row["second_play"], row["third_play"]}) == 3


def test_without_a_further_play_there_is_no_runner_up(world):
    made = complaining(world, 1)
    others = tuple(key for key in play_catalogue() if key != "service_recovery")
    row = made.plan(settings(disabled=others)).table.iloc[0]
    assert (row["second_play"], row["third_play"]) == ("", "")
    assert np.isnan(row["second_saved"])
    made.worth[:] = np.nan
    row = made.plan(settings()).table.iloc[0]
    assert row["second_play"] != ""
    assert np.isnan(row["second_saved"]), "no money is known"


def test_open_actions_count_when_new_ones_are_shared_out(world):
    made = complaining(world, 10)
    rows = history(
        {"customer_id": "C00000", "owner": "Ines"},
        {"customer_id": "C00001", "owner": "Ines"},
        {"customer_id": "C00002", "owner": "somebody else"},
        {"customer_id": "C00003", "owner": ""},
    )
    chosen = AnalysisSettings(
        capacity=CapacitySettings(contacts_per_week=9, owners=("Ines", "Tom", "Bo")),
        holdout=HoldoutSettings(share=0.0),
    )
    table = made.plan(chosen, rows).table
    assert len(table) == 9
    assert table["owner"].value_counts().to_dict() == {"Ines": 3, "Tom": 3, "Bo": 2, "somebody else": 1}
    assert table["owner"].tolist()[:3] == ["Ines", "Ines", "somebody else"]


def test_without_names_each_customers_own_owner_takes_the_call(world):
    made = complaining(world, 3)
    made.customers = {"owner": ["Ada", None, "Lin"]}
    assert made.plan(settings()).table.set_index("customer")["owner"].to_dict() == {2: "Lin", 1: "", 0: "Ada"}
    assert set(made.plan(settings(owners=("Bo",))).table["owner"]) == {"Bo"}


def test_people_times_contacts_is_the_capacity_and_open_actions_take_it(world):
    made = complaining(world, 50)
    chosen = AnalysisSettings(
        capacity=CapacitySettings(people=3, contacts_per_week=4), holdout=HoldoutSettings(share=0.0)
    )
    assert made.plan(chosen).listed == made.plan(chosen).contacts_per_week == 12
    rows = [{"customer_id": f"C{i:05d}"} for i in range(5)]
    plan = made.plan(chosen, history(*rows))
    assert plan.listed == 12
    assert plan.open_actions.carried == 5
    assert plan.open_actions.overdue == 5
    assert "5 open actions of earlier lists are overdue" in Words()(plan.warnings[0])
    many = [{"customer_id": f"C{i:05d}"} for i in range(20)]
    assert made.plan(chosen, history(*many)).listed == 20, "open ones are never dropped"


def test_who_was_contacted_not_long_ago_is_skipped_and_counted(world):
    made = complaining(world, 6)
    rows = [{"customer_id": f"C{i:05d}", "status": "done", "contacted_on": "2024-09-25"} for i in (5, 4)]
    plan = made.plan(settings(contacts=2), history(*rows))
    assert plan.table["customer"].tolist() == [3, 2]
    assert plan.fates()["cooling_off"] == 2
    assert made.plan(settings(contacts=2, cooling_off_days=3), history(*rows)).fates()["cooling_off"] == 0


def test_a_customer_with_an_open_action_and_added_by_hand_has_one_row(world):
    made = complaining(world, 3)
    chosen = AnalysisSettings(playbook=PlaybookSettings(added={"C00001": "check_in_call"}))
    table = made.plan(chosen, history({"customer_id": "C00001", "owner": "Ines"})).table
    assert (table["customer"] == 1).sum() == 1
    assert table.set_index("customer").loc[1, "owner"] == "Ines"
