"""What a trigger sees: indicators, signals, tiers, stages, and who has left."""

from __future__ import annotations

import numpy as np

from retention_desk.playbook.play_context import in_bands

NAN = float("nan")


def test_what_was_not_measured_is_none(world):
    made = world(1)
    context = made.context()
    assert context.indicator("tenure") is None
    assert context.raised("no_login") is None
    assert context.either_raised("no_login", "bill_overdue") is None
    assert context.days_since_first_order() is None


def test_the_first_raised_signal_gives_the_value(world):
    made = world(3)
    made.warnings = {"a": [1.0, NAN, NAN], "b": [5.0, 6.0, NAN]}
    flags, values = made.context().either_raised("a", "missing", "b")
    assert flags.tolist() == [True, True, False]
    assert values[:2].tolist() == [1.0, 6.0]


def test_an_unknown_tier_or_stage_fits_an_unknown_band_does_not(world):
    made = world(3)
    made.tier, made.stage, made.band = (
        ["high", "general", None],
        ["active", "lost", None],
        ["risk", "watch", None],
    )
    context = made.context()
    assert context.in_tiers({"high"}).tolist() == [True, False, True]
    assert context.in_stages({"active", "new"}).tolist() == [True, False, True]
    assert in_bands(made.health(), {"risk", "watch"}).tolist() == [True, True, False]


def test_tiers_by_health_say_nothing_about_worth(world):
    made = world(2)
    made.tier, made.tier_basis = ["high", "general"], "health_score"
    assert made.context().in_tiers({"high"}).tolist() == [True, True]


def test_who_has_left(world):
    made = world(4)
    made.stage = ["lost", "active", "active", "active"]
    made.customers = {"churned": [False, True, False, False]}
    made.known = np.array([True, True, False, True])
    assert made.context().gone.tolist() == [True, True, True, False]
    made.first_order = [1, 1, 1, 1]
    assert made.context().gone.tolist() == [True, True, False, False]
    made.first_order, made.status = None, "refused"
    assert made.context().gone.tolist() == [True, True, False, False]


def test_silence_in_rhythms(world):
    made = world(3)
    made.silent, made.rhythm = np.array([30.0, 5.0, NAN]), np.array([10.0, 0.2, 10.0])
    np.testing.assert_array_equal(made.context().silence_factor(), [3.0, 5.0, NAN])
