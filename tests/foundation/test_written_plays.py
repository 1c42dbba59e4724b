"""What may be written of a play, what is refused with the key and what is allowed, and what travels."""

from __future__ import annotations

import pytest

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.settings import DEFAULTS, AnalysisSettings
from retention_desk.foundation.written_plays import (
    AS_DELIVERED,
    Condition,
    WrittenPlay,
    check_holiday,
    key_for,
    with_play,
    without_play,
)

TEXT = """
[playbook.plays.birthday_greeting]
script = "生日快乐，王总！"
tiers = ["high"]
due_days = 3

[playbook.plays.big_spenders]
label = "Big spenders, “quiet”"
conditions = [
  {column = "revenue", at_least = 500.0},
  {column = "column.Region", equals = ["华东", "North"]},
]

[playbook.holidays]
"Founding day" = "03-09"
"""


def test_what_is_written_travels_as_toml_and_comes_back():
    settings = AnalysisSettings.from_toml(TEXT)
    plays = settings.playbook.plays
    assert plays["birthday_greeting"] == WrittenPlay(script="生日快乐，王总！", tiers=("high",), due_days=3)
    assert plays["big_spenders"].conditions[1] == Condition("column.Region", equals=("华东", "North"))
    assert AnalysisSettings.from_toml(settings.to_toml()) == settings
    assert settings.playbook.holidays == {"Founding day": "03-09"}


def test_set_on_the_command_line():
    settings = DEFAULTS.with_value("playbook.plays.birthday_greeting.channel", "phone")
    settings = settings.with_value("playbook.plays.birthday_greeting.due_days", "2")
    settings = settings.with_value("playbook.plays.birthday_greeting.tiers", '["high", "potential"]')
    settings = settings.with_value("playbook.plays.mine.conditions", '[{column = "orders", at_least = 2}]')
    assert settings.playbook.plays["birthday_greeting"] == WrittenPlay(
        channel="phone", due_days=2, tiers=("high", "potential")
    )
    assert settings.playbook.plays["mine"].conditions == (Condition("orders", at_least=2.0),)


@pytest.mark.parametrize(
    ("text", "key", "said"),
    [
        (
            '[playbook.plays.a]\nchannel = "pigeon"',
            "playbook.plays.a",
            "channel: “pigeon” is none of phone, email",
        ),
        ('[playbook.plays.a]\ntiers = ["top"]', "playbook.plays.a", "high, potential, general"),
        (
            "[playbook.plays.ok]\ndue_days = 4\n[playbook.plays.b]\ndue_days = 0",
            "playbook.plays.b.due_days",
            ">= 1",
        ),
        (
            '[[playbook.plays.a.conditions]]\ncolumn = "shoe size"\nat_least = 1',
            "playbook.plays.a",
            "allowed: orders",
        ),
        (
            '[[playbook.plays.a.conditions]]\ncolumn = "orders"',
            "playbook.plays.a",
            "at_least, at_most or equals",
        ),
        (
            '[[playbook.plays.a.conditions]]\ncolumn = "orders"\nequals = ["3"]',
            "playbook.plays.a",
            "is a number",
        ),
        (
            '[[playbook.plays.a.conditions]]\ncolumn = "orders"\nat_least = 3\nat_most = 2',
            "playbook.plays.a",
            "at most",
        ),
        ("[playbook.plays.a]\nprice = 3", "playbook.plays.a", "unknown field"),
        ('[playbook.holidays]\n"Fair" = "31-12"', "playbook", "“Fair” has to be written MM-DD"),
    ],
)
def test_what_cannot_be_used_is_refused_with_key_and_range(text, key, said):
    with pytest.raises(UserFacingError) as refused:
        AnalysisSettings.from_toml(text, "plays.toml")
    assert refused.value.code == "bad_setting"
    assert f"“{key}" in str(refused.value)
    assert said in str(refused.value)


@pytest.mark.parametrize("day", ["03-09", "02-29", "2026-12-31"])
def test_days_of_holidays(day):
    check_holiday("x", day)


@pytest.mark.parametrize("day", ["", "3-9", "02-30", "2026-02-29", "20261231", "soon"])
def test_no_days_of_holidays(day):
    with pytest.raises(ValueError, match="MM-DD"):
        check_holiday("x", day)


def test_writing_and_taking_back():
    plays = with_play({}, "birthday_greeting", WrittenPlay(channel="phone"), ships=True)
    assert with_play(plays, "birthday_greeting", AS_DELIVERED, ships=True) == {}
    own = with_play(plays, "mine", WrittenPlay(like="second_order"), ships=False)
    assert list(own) == ["birthday_greeting", "mine"]
    assert list(without_play(own, "birthday_greeting")) == ["mine"]


def test_a_key_for_an_own_play():
    assert key_for("Call the VIPs", {}) == "Call_the_VIPs"
    assert key_for("大客户 回访 v2.0", {"大客户_回访_v2_0": 1}) == "大客户_回访_v2_0_2"
    assert key_for(" . ", {}) == "play"
