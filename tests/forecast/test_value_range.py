import datetime as dt

import numpy as np
import pytest
from scipy import stats

from retention_desk.forecast.value_range import seasonal_range, value_range
from retention_desk.foundation.lifetime_results import ValueCheck

DAY = dt.date(2024, 1, 1)


def checks(*ratios, season=None):
    return [ValueCheck(DAY, 5, 100.0, 100.0 * ratio, 0.0, season_ratio=season) for ratio in ratios]


def test_without_a_past_the_range_is_wide():
    found = value_range(1_000.0, [])
    reach = stats.t.ppf(0.95, 4) * 0.1 * np.sqrt(1.25)
    assert (found.low_ratio, found.high_ratio) == pytest.approx((np.exp(-reach), np.exp(reach)))
    assert (found.low, found.high) == pytest.approx((1_000 * found.low_ratio, 1_000 * found.high_ratio))
    assert found.checks == 0


def test_many_good_checks_make_it_narrow_and_one_does_not():
    one, many = value_range(1.0, checks(1.0)), value_range(1.0, checks(*[1.02, 0.98] * 10))
    assert one.high_ratio > 1.15
    assert many.high_ratio < 1.1


def test_errors_of_the_past_widen_it():
    assert (
        value_range(1.0, checks(0.6, 1.7, 0.5)).low_ratio < value_range(1.0, checks(0.9, 1.1, 1.0)).low_ratio
    )


def test_a_forecast_that_always_fell_short_reaches_further_up():
    found = value_range(1.0, checks(1.3, 1.35, 1.28, 1.32))
    assert np.log(found.high_ratio) > -2 * np.log(found.low_ratio)
    assert found.low_ratio <= 1 <= found.high_ratio


def test_a_season_that_explains_the_errors_narrows_it():
    found = checks(0.7, 0.72, 0.69, season=0.7)
    corrected = seasonal_range(1.0, found, 365, with_season=True)
    assert corrected.low_ratio > seasonal_range(1.0, found, 365).low_ratio


def test_seasons_never_seen_widen_it():
    good = checks(1.0, 1.0)
    all_seasons = seasonal_range(1.0, good, 183)
    assert (
        seasonal_range(1.0, good, 90).high_ratio > all_seasons.high_ratio > value_range(1.0, good).high_ratio
    )
    assert seasonal_range(1.0, good, 90, with_season=True).high_ratio == all_seasons.high_ratio
    none = seasonal_range(1.0, [], 90)
    assert none.low_ratio < 0.55


def test_checks_of_nothing_do_not_count():
    assert value_range(5.0, checks(0.0)).checks == 0


def test_it_holds_what_came_about_nine_times_in_ten():
    rng = np.random.default_rng(0)
    held = 0
    for _ in range(400):
        ratios = np.exp(rng.normal(0.1, 0.2, 5))
        found = seasonal_range(100.0, checks(*ratios[:4]), 365)
        held += found.low <= 100 * ratios[4] <= found.high
    assert 0.86 <= held / 400 <= 0.97
