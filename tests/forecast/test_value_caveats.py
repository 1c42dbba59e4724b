import numpy as np
import pytest

from retention_desk.forecast.contractual_value import MonthlyRevenue
from retention_desk.forecast.order_value import forecast_buyers
from retention_desk.forecast.stay_model import fit_stay_model
from retention_desk.forecast.value_caveats import contractual_caveats, order_caveats
from retention_desk.forecast.value_range import seasonal_range
from retention_desk.foundation.lifetime_results import ValueCheck
from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.wording import Words, phrase
from tests.forecast.builders import EPOCH, shop

START = int(np.datetime64(EPOCH, "D").astype(int))
WORDS = Words()


def plain(said):
    return " ".join(map(WORDS, said)).replace("\u202f", "").replace("\u2212", "-")


def revenue(months):
    left = np.arange(40) < 20
    days = np.where(left, 40.0, months * 365.25 / 12)
    stays = fit_stay_model(days, left, np.ones(40, dtype=bool))
    return MonthlyRevenue(np.ones(40), 0.1, phrase(""), stays)


@pytest.mark.parametrize(("months", "warned"), [(4, True), (5, True), (6, False), (20, False)])
def test_fewer_than_six_periods_are_warned_of(months, warned):
    said = [WORDS(line) for line in contractual_caveats(revenue(months), 12)]
    assert [line for line in said if "fewer than six" in line] == said
    assert bool(said) == warned


def test_a_curve_far_from_the_counted_one_is_said():
    """Nobody leaves for a year, then half at once: no mixture of steady chances does that."""
    left = np.arange(600) < 300
    days = np.where(left, 12.0, 24.0) * 365.25 / 12
    stays = fit_stay_model(days, left, np.ones(600, dtype=bool))
    (said,) = contractual_caveats(MonthlyRevenue(np.ones(600), 0.1, phrase(""), stays), 12)
    assert "fitted curve and the counted one" in WORDS(said)


def test_where_nobody_has_left_the_value_is_capped():
    (said,) = contractual_caveats(MonthlyRevenue(np.ones(3), 0.0, phrase("")), 12)
    assert "capped at the horizon of 12 months" in WORDS(said)


def test_what_is_said_of_orders():
    book = order_book(shop(n=300, days=300))
    forecast = forecast_buyers(book, START + 300, 90)
    checks = [ValueCheck(EPOCH, 9, 100.0, 80.0, 1.0), ValueCheck(EPOCH, 9, 100.0, 130.0, 1.0)]
    said = order_caveats(book, START + 300, forecast, None, checks, seasonal_range(1.0, checks, 90))
    text = plain(said)
    assert "too few to see the season" in text
    assert "At 2 earlier dates customers then spent between 80% and 130%" in text
    unchecked = order_caveats(book, START + 300, forecast, 0.8, [], seasonal_range(1.0, [], 365))
    text = plain(unchecked)
    assert "corrected for the season by -20" in text
    assert "could not be checked on the past: that takes 180 days" in text
    assert "between 49% and 204%" in text


def test_the_season_corrects_earlier_forecasts_where_it_corrects_this_one():
    book = order_book(shop(n=300, days=300))
    forecast = forecast_buyers(book, START + 300, 90)
    checks = [
        ValueCheck(EPOCH, 9, 100.0, 80.0, 1.0, season_ratio=0.8),
        ValueCheck(EPOCH, 9, 100.0, 130.0, 1.0),
    ]
    found = seasonal_range(1.0, checks, 90, with_season=True)
    assert "between 100% and 130%" in plain(order_caveats(book, START + 300, forecast, 0.8, checks, found))
    assert "between 80% and 130%" in plain(order_caveats(book, START + 300, forecast, None, checks, found))
