"""Plays that go out in waves: nested, stable, stopped by their rules."""

from __future__ import annotations

import math

import numpy as np
import pytest

from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import HoldoutSettings, PlaybookSettings
from retention_desk.foundation.wording import Words
from retention_desk.playbook.play_waves import staged_plays, wave_records
from tests.playbook.histories import history
from tests.playbook.test_plan_actions import complaining

KEY = "service_recovery"


def plan(made, wave, n=4000, rows=(), **more):
    settings = AnalysisSettings(
        playbook=PlaybookSettings(released={KEY: wave}, **more), holdout=HoldoutSettings(share=0.0)
    )
    return made.plan(settings.with_value("capacity.contacts_per_week", n), history=history(*rows))


def who(found):
    return set(found.table.loc[found.table["play"] == KEY, "customer"])


def answered(n, outcome):
    return [{"customer_id": f"X{i}", "play": KEY, "outcome": outcome, "status": "done"} for i in range(n)]


def test_each_wave_holds_those_before_it(world):
    made = complaining(world, 4000)
    pilot, part, everybody = (plan(made, wave) for wave in ("pilot", "part", "all"))
    assert who(pilot) < who(part) < who(everybody)
    assert len(who(pilot)) == pytest.approx(800, abs=100)
    assert len(who(part)) == pytest.approx(2000, abs=130)
    assert everybody.waves == ()
    (wave,) = pilot.waves
    assert (wave.play, wave.wave, wave.n_waiting) == (KEY, "pilot", 4000 - 800 - (len(who(pilot)) - 800))
    assert set(pilot.table.loc[pilot.table["play"] == KEY, "wave"]) == {"pilot"}
    fewer = complaining(world, 1000)
    assert who(plan(fewer, "pilot")) == {place for place in who(pilot) if place < 1000}


def test_whom_a_wave_leaves_out_gets_the_next_best_play_or_waits(world):
    made = complaining(world, 200)
    found = plan(made, "pilot")
    others = found.table.loc[found.table["play"] != KEY, "play"]
    assert len(others)
    made.tier, made.band = ["general"] * 200, ["healthy"] * 200
    found = plan(made, "pilot")
    assert found.fates()["waiting_wave"] > 100
    assert {found.play_of(who) for who in found.who("waiting_wave")} == {KEY}
    assert sum(found.fates().values()) == 200


def test_all_plays_may_wait_for_their_pilot(world):
    settings = PlaybookSettings(wave="pilot", released={KEY: "all"}, disabled=("check_in_call",))
    staged = staged_plays(settings)
    assert KEY not in staged
    assert "check_in_call" not in staged
    assert set(staged.values()) == {"pilot"}


@pytest.mark.parametrize(
    ("rows", "stopped", "said"),
    [
        ([], False, "so far 0"),
        (answered(19, "no_answer"), False, "so far 19"),
        (answered(20, "no_answer"), True, "0\u202f% of 20 answered"),
        (answered(18, "no_answer") + answered(2, "stays"), False, "so far 20"),
        (answered(14, "stays") + answered(6, "leaves"), False, "so far 20"),
        (answered(13, "stays") + answered(7, "leaves"), True, "35\u202f% of 20 contacted say they leave"),
    ],
)
def test_a_broken_rule_stops_the_wave(world, rows, stopped, said):
    made = complaining(world, 300)
    found = plan(made, "part", rows=rows)
    (wave,) = found.waves
    assert wave.is_stopped == stopped
    assert said in Words()(wave.note)
    assert (wave.n_listed == 0) == stopped
    assert wave.n_listed == len(who(found))


def test_shares_are_counted_over_contacts_with_an_outcome():
    rows = history(*answered(3, "stays"), *answered(1, "leaves"), *answered(1, "no_answer"), *answered(5, ""))
    record = wave_records(rows.rows, PlaybookSettings(released={KEY: "pilot"}))[KEY]
    assert (record.contacted, record.answered_share, record.leaving_share) == (5, 0.8, 0.2)
    assert wave_records(rows.rows, PlaybookSettings()) == {}
    none = wave_records(rows.rows[:0], PlaybookSettings(released={KEY: "pilot"}))[KEY]
    assert math.isnan(none.answered_share)
    assert not none.is_stopped


def test_what_is_out_to_all_is_stopped_by_no_rule(world):
    found = plan(complaining(world, 50), "all", rows=answered(40, "leaves"))
    assert len(who(found)) == 50
    assert np.isin(found.table["wave"], ["pilot", "part", "all"]).all()
