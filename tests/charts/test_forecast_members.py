"""Today's customers behind parts of a tested forecast, by hand."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from retention_desk.charts.forecast_members import as_likely, likeliest


@pytest.fixture
def analysis():
    calibration = pd.DataFrame({"predicted": [0.1, 0.5, 0.9], "begins": [0.05, 0.3, 0.8], "n": [5, 5, 5]})
    probability = np.array([0.01, 0.3, 0.79, 0.8, np.nan, 0.95])
    curve = SimpleNamespace(order=np.array([5, 3, 2, 1, 0]), n_today=5)
    return SimpleNamespace(
        churn=SimpleNamespace(calibration=calibration, probability=probability, contacts=curve)
    )


def test_a_tenth_goes_from_its_lowest_probability_to_that_of_the_next(analysis):
    keys = ("0.100", "0.500", "0.900")
    assert [as_likely(analysis, key).customers.tolist() for key in keys] == [[0], [1, 2], [3, 5]]
    assert as_likely(analysis, "0.700") is None


def test_the_likeliest_are_counted_among_those_who_can_be_contacted(analysis):
    assert likeliest(analysis, "0.4000").customers.tolist() == [3, 5]
    assert likeliest(analysis, "fifth").customers.tolist() == [5]
    assert likeliest(analysis, "nonsense") is None


def test_without_a_forecast_there_is_nobody():
    bare = SimpleNamespace(churn=SimpleNamespace(calibration=None, contacts=None))
    assert as_likely(bare, "0.1") is None
    assert likeliest(bare, "0.2") is None
