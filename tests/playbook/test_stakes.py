"""Churn probability × value, and what takes the place of either."""

from __future__ import annotations

import numpy as np
import pytest

from retention_desk.playbook.stakes import BAND_FACTORS, stakes_of

NAN = float("nan")


def stakes(made, gone):
    return stakes_of(made.churn(), made.value(), made.health(), np.array(gone))


def test_probability_times_value(world):
    made = world(4)
    made.probability = np.array([0.5, NAN, NAN, 0.9])
    made.worth = np.array([100.0, 200.0, 300.0, NAN])
    found = stakes(made, [False, False, True, False])
    # unknown: the base rate, or 1 for who has left; an unknown value counts as nothing
    assert found.amount == pytest.approx([50, 60, 300, 0])
    assert found.is_money
    assert found.is_forecast
    assert not found.note.text


def test_bands_in_place_of_a_forecast(world):
    made = world(5)
    made.probability[:] = NAN
    made.band = ["risk", "watch", "healthy", None, "healthy"]
    found = stakes(made, [False] * 4 + [True])
    assert found.amount == pytest.approx([1000, 500, 250, 500, 1000])
    assert not found.is_forecast
    assert BAND_FACTORS == (1.0, 0.5, 0.25)


def test_the_inputs_stay_as_they_are(world):
    made = world(2)
    made.probability = np.array([NAN, 0.2])
    stakes(made, [True, False])
    assert np.isnan(made.probability[0])


def test_neither_forecast_nor_value(world):
    made = world(2)
    made.probability[:] = NAN
    made.worth[:] = NAN
    made.band = ["risk", "healthy"]
    found = stakes(made, [False, False])
    assert found.amount.tolist() == [1.0, 0.25]
    assert not found.is_money
    assert "band alone" in found.note.text


def test_without_values_those_still_there_go_before_those_who_left(world):
    made = world(2)
    made.worth[:] = NAN
    made.probability = np.array([NAN, 0.5])
    assert stakes(made, [True, False]).amount.tolist() == [0.25, 0.5]
