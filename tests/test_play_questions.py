"""Questions about plays on the samples that have community, attendance and incident lists beside them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from retention_desk.foundation.settings import DEFAULTS
from retention_desk.headless.strategy_record import strategy_record
from retention_desk.pipeline import analyse, import_files
from retention_desk.play_questions import event_effect, plan_what_if, plays_now

SAMPLES = Path(__file__).resolve().parents[1] / "sample_workbooks"


def analysed(*names):
    data = import_files([SAMPLES / f"{name}.xlsx" for name in names])
    return analyse(data, DEFAULTS.with_value("churn.model", "rules"))


@pytest.fixture(scope="module")
def shop():
    return analysed("shop_en", "shop_en_care")


@pytest.fixture(scope="module")
def service():
    return analysed("subscription_zh", "subscription_zh_incidents")


def truth(name):
    return json.loads((SAMPLES / "truth" / f"{name}.json").read_text(encoding="utf-8"))


def test_the_strategies_of_the_shop_reach_somebody(shop):
    found = {one.play.key: one.n_fits for one in plays_now(shop)}
    affected = truth("shop_en_care")["customers_with_incident_in_14_days"]
    assert 0 < found["incident_recovery"] <= affected
    for key in ("bought_next", "birthday_greeting", "nearly_there", "top_contributors", "event_invitation",
                "regular_follow_up", "leaving_interview", "first_72_hours", "ready_to_grow", "community_invitation"):  # fmt: skip
        assert found[key] > 0, key
    assert event_effect(shop) is not None
    assert plan_what_if(shop) is None
    assert (shop.plan.table["play"] == "incident_recovery").any()


def test_the_strategies_of_the_service_reach_somebody(service):
    found = {one.play.key: one.n_fits for one in plays_now(service)}
    affected = truth("subscription_zh_incidents")["customers_with_incident_in_14_days"]
    assert 0 < found["incident_recovery"] <= affected
    for key in ("plan_fit", "plan_upgrade", "streak_weeks", "advisory_circle", "referral_request",
                "usage_care_call", "lost_pool"):  # fmt: skip
        assert found[key] > 0, key
    assert event_effect(service) is None
    assert plan_what_if(service).customers > 500


def test_the_record_of_the_strategies(shop, service):
    record = strategy_record(shop)
    assert record["plays"]["incident_recovery"]["fits"] > 0
    assert record["plays"]["plan_fit"]["fits"] is None
    assert record["next_products"]["customers"] == shop.next_products.n_suggested
    pair = record["next_products"]["pairs"][0]
    assert pair["support"] >= record["next_products"]["least_support"]
    assert pair["chance"] >= record["next_products"]["least_lift"] * pair["base_rate"]
    assert record["events"]["attended"] > 0
    assert record["plans"] is None
    assert strategy_record(service)["plans"]["plans"][0]["name"] == "入门版"
    json.dumps(record)
