"""Each edit of a play is settings to settings, and can be taken back."""

from __future__ import annotations

import pytest

from retention_desk.desktop.actions_page import play_edits
from retention_desk.foundation.settings import DEFAULTS
from retention_desk.foundation.written_plays import WrittenPlay
from retention_desk.playbook.plays_of import plays_of

KEY = "birthday_greeting"


def test_a_field_is_written_and_taken_back():
    changed = play_edits.with_field(DEFAULTS, KEY, channel="phone")
    assert changed.playbook.plays == {KEY: WrittenPlay(channel="phone")}
    assert play_edits.is_edited(changed, KEY)
    assert play_edits.with_field(changed, KEY, channel="") == DEFAULTS
    assert play_edits.taken_back(changed, KEY) == DEFAULTS


def test_cost_and_share_are_settings_of_their_own():
    changed = play_edits.with_save_share(play_edits.with_cost(DEFAULTS, KEY, 2.5), KEY, 0.4)
    assert (changed.playbook.costs, changed.playbook.save_shares) == ({KEY: 2.5}, {KEY: 0.4})
    assert play_edits.is_edited(changed, KEY)
    assert play_edits.taken_back(changed, KEY) == DEFAULTS


def test_switching_off_and_on():
    off = play_edits.switched(DEFAULTS, KEY, on=False)
    assert off.playbook.disabled == (KEY,)
    assert play_edits.switched(off, KEY, on=False) == off
    assert play_edits.switched(off, KEY, on=True) == DEFAULTS


def test_a_copy_takes_trigger_and_edits_along():
    edited = play_edits.with_cost(play_edits.with_field(DEFAULTS, KEY, channel="phone"), KEY, 3.0)
    copy, key = play_edits.copied(edited, KEY, "VIP birthdays")
    assert key == "VIP_birthdays"
    assert copy.playbook.plays[key] == WrittenPlay(label="VIP birthdays", like=KEY, channel="phone")
    assert copy.playbook.costs[key] == 3.0
    again, second = play_edits.copied(copy, key, "VIP birthdays")
    assert second == "VIP_birthdays_2"
    assert again.playbook.plays[second].like == KEY
    assert plays_of(again.playbook)[second].trigger is plays_of(again.playbook)[KEY].trigger


def test_a_play_of_ones_own_and_its_end():
    made, key = play_edits.added(DEFAULTS, "Mine")
    made = play_edits.with_customers(play_edits.switched(made, key, on=False), key, ["C1", "C2"])
    assert key in plays_of(made.playbook)
    assert made.playbook.added == {"C1": key, "C2": key}
    assert play_edits.taken_back(made, key) == DEFAULTS


def test_a_wrong_value_is_refused():
    with pytest.raises(ValueError, match="channel"):
        play_edits.with_field(DEFAULTS, KEY, channel="pigeon")


def test_a_pilot_turns_plays_on_for_the_pilot_wave():
    off = play_edits.switched(DEFAULTS, KEY, on=False)
    assert not play_edits.is_pilot(off, (KEY,))
    pilot = play_edits.as_pilot(off, (KEY, "second_order"))
    assert pilot.playbook.disabled == ()
    assert pilot.playbook.released == {KEY: "pilot", "second_order": "pilot"}
    assert play_edits.is_pilot(pilot, (KEY, "second_order"))
    assert not play_edits.is_pilot(pilot, (KEY, "nearly_there"))
