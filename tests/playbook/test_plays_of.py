"""Plays as edited and one's own: what changes, what stays, what is refused."""

from __future__ import annotations

import numpy as np
import pytest

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import HoldoutSettings, PlaybookSettings
from retention_desk.foundation.wording import Words
from retention_desk.foundation.written_plays import Condition, WrittenPlay
from retention_desk.playbook.plays_of import play_catalogue, plays_of

BIG = Condition("revenue", at_least=100)


def settings_of(**plays):
    return PlaybookSettings(plays=plays)


def test_nothing_written_is_the_catalogue():
    assert plays_of(PlaybookSettings()) == play_catalogue()


def test_an_edited_play_keeps_what_was_left_out():
    written = WrittenPlay(
        label="Mine", script="嗨", tiers=(), stages=("new",), bands=("risk",), channel="chat", handling="personal",
        role="service", strategy="events", due_days=9, of_lost=True,
    )  # fmt: skip
    before, after = play_catalogue()["birthday_greeting"], plays_of(settings_of(birthday_greeting=written))
    play = after["birthday_greeting"]
    assert list(after) == list(play_catalogue())
    for language in ("en", "zh_CN", "zh_TW"):
        assert Words(language)(play.label) == "Mine"
        assert Words(language)(play.script) == "嗨"
    assert (play.tiers, play.stages, play.bands) == (frozenset(), {"new"}, {"risk"})
    assert (play.channel, play.handling, play.role, play.strategy) == (
        "chat",
        "personal",
        "service",
        "events",
    )
    assert (play.due_days, play.is_due_in_value, play.of_lost) == (9, False, True)
    assert (play.trigger, play.success, play.order) == (before.trigger, before.success, before.order)


def test_conditions_narrow_the_trigger_of_a_play_that_ships(world):
    made = world(3)
    made.warnings = {"open_complaint": [3.0, 3.0, float("nan")]}
    made.first_order = [9, 9, 9]
    context = made.context()
    context.book.net_total[:] = [100.0, 99.0, 500.0]
    play = plays_of(settings_of(service_recovery=WrittenPlay(conditions=(BIG,))))["service_recovery"]
    flags, values = play.fits(context)
    assert flags.tolist() == [True, False, False]
    assert values[0] == 3


def test_an_own_play_like_one_that_ships(world):
    made = world(2)
    made.warnings = {"open_complaint": [3.0, float("nan")]}
    play = plays_of(settings_of(vip=WrittenPlay(like="service_recovery", channel="in_person")))["vip"]
    assert play.key == "vip"
    assert Words("zh_CN")(play.label) == "vip"
    assert play.fits(made.context())[0].tolist() == [True, False]
    assert play.script == play_catalogue()["service_recovery"].script


def test_an_own_play_by_conditions_says_them(world):
    made = world(3)
    made.first_order, made.features = [9, 9, 9], {"Region": ["华东", "North", "华东"]}
    made.stage = ["active", "active", "lost"]
    context = made.context()
    context.book.net_total[:] = [100.0, 500.0, 500.0]
    where = Condition("column.Region", equals=("华东",))
    play = plays_of(settings_of(east=WrittenPlay(label="East", conditions=(BIG, where))))["east"]
    flags, values = play.fits(context)
    assert flags.tolist() == [True, False, False]
    said = Words()(play.told_of(context, 0, values[0]))
    assert said == "Net revenue so far ≥ 100; Region = 华东 (here: 100.0)"
    assert play.fits(world(3).context()) is None


def test_own_plays_get_onto_the_list_with_their_cost_and_share(world):
    made = world(3)
    made.worth = np.array([1e6, 1e6, 1e6])
    conditions = (Condition("churn_probability", at_least=0.5),)
    playbook = PlaybookSettings(
        plays={"mine": WrittenPlay(label="Mine", conditions=conditions, due_days=4)},
        costs={"mine": 7.0}, save_shares={"mine": 0.9},
    )  # fmt: skip
    plan = made.plan(AnalysisSettings(playbook=playbook, holdout=HoldoutSettings(share=0.0)))
    assert set(plan.table["play"]) == {"mine"}
    assert plan.table["cost"].tolist() == [7.0] * 3
    assert plan.table["expected_saved"].iloc[0] == pytest.approx(0.9 * 5e5 - 7)
    assert Words()(plan.plays["mine"]) == "Mine"
    assert (plan.table["due"].iloc[0] - made.as_of).days == 4


@pytest.mark.parametrize(
    ("plays", "code", "where"),
    [
        ({"mine": WrittenPlay(label="x")}, "bad_setting", "playbook.plays.mine"),
        ({"mine": WrittenPlay(like="win_bak_call")}, "unknown_play", "playbook.plays.mine.like"),
        ({"mine": WrittenPlay(conditions=(BIG,), role="boss")}, "bad_setting", "playbook.plays.mine.role"),
        (
            {"mine": WrittenPlay(conditions=(BIG,), strategy="luck")},
            "bad_setting",
            "playbook.plays.mine.strategy",
        ),
        (
            {"second_order": WrittenPlay(like="nearly_there")},
            "bad_setting",
            "playbook.plays.second_order.like",
        ),
    ],
)
def test_what_cannot_be_is_refused(plays, code, where):
    with pytest.raises(UserFacingError) as refused:
        plays_of(PlaybookSettings(plays=plays))
    assert (refused.value.code, refused.value.where) == (code, where)
    if code == "bad_setting" and "role" in where:
        assert "account, service" in str(refused.value)
