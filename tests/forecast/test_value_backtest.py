import datetime as dt

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from retention_desk.forecast.order_value import PastForecasts
from retention_desk.forecast.value_backtest import (
    backtest_card,
    check_value,
    chosen_season,
    cut_offs,
    ranked_auc,
    season_of_last_year,
    window_totals,
)
from retention_desk.foundation.lifetime_results import ValueCheck
from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.progress import SILENT
from tests.forecast.builders import EPOCH, customer_data, orders_table, shop

START = int(np.datetime64(EPOCH, "D").astype(int))


def test_auc_agrees_with_scikit_learn_ties_and_all():
    rng = np.random.default_rng(0)
    left, score = rng.random(500) < 0.3, rng.integers(0, 20, 500).astype(float)
    assert ranked_auc(left, score) == pytest.approx(roc_auc_score(left, score))
    assert np.isnan(ranked_auc(np.zeros(3, dtype=bool), np.arange(3.0)))


def test_windows_hold_the_last_day_and_not_the_first():
    book = order_book(customer_data(events={"orders": orders_table([0, 0, 1], [10, 20, 20], [1, 2, 4])}))
    orders, spend = window_totals(book, START + 10, START + 20)
    assert orders.tolist() == [1, 1]
    assert spend.tolist() == [2, 4]


def test_each_cut_off_has_history_before_and_an_outcome_after():
    assert cut_offs(0, 400, 90) == (310, 220, 130)
    assert cut_offs(0, 2_000, 90, most=2) == (1_910, 1_820)
    assert cut_offs(0, 200, 90) == (110,)
    assert cut_offs(0, 100, 90) == ()


def test_the_card_counts_what_really_happened():
    data = shop(n=800, days=500, seed=2)
    book, today = order_book(data), START + 500
    checks = check_value(PastForecasts(book, 90), today, SILENT)
    card = backtest_card(checks)
    assert [(EPOCH + dt.timedelta(days=500) - check.day).days for check in checks] == [90, 180, 270, 360]
    assert card["cut_off_day"] == today - 90
    seen = book.purchase_customer[book.purchase_day <= today - 90]
    later = (book.purchase_day > today - 90) & np.isin(book.purchase_customer, seen)
    assert card["actual_orders"] == later.sum()
    assert card["actual"] == pytest.approx(book.purchase_amount[later].sum())
    assert 0 < card["capture_share_last_period"] < card["capture_share"] + 0.2 <= 1.2
    assert card["low_ratio"] <= card["actual"] / card["predicted"] <= card["high_ratio"]
    assert card["decile_10_predicted"] > card["decile_1_predicted"]


def seasonal_book(quiet_share=0.7):
    """Half of each year loses most of its orders."""
    data = shop(n=1_500, days=1_000, seed=3)
    table = data.events["orders"]
    day = (table["ordered_on"] - table["ordered_on"].min()).dt.days.to_numpy()
    quiet = (day % 365 > 180) & (np.random.default_rng(0).random(len(day)) < quiet_share)
    return order_book(customer_data(events={"orders": table[~quiet]}, ids=list(data.customer_ids)))


def test_a_season_that_comes_again_is_seen_and_corrects():
    past, today = PastForecasts(seasonal_book(), 90), START + 365 + 365 + 180
    now = season_of_last_year(past, today)
    assert now < 0.8
    checks = check_value(past, today)
    assert sum(check.season_ratio is not None for check in checks) >= 3
    assert chosen_season(now, checks) == now


def test_fifteen_months_are_needed_to_see_a_season():
    past = PastForecasts(seasonal_book(), 90)
    assert season_of_last_year(past, START + 365 + 89) is None
    assert season_of_last_year(past, START + 365 + 91) is not None


def check(actual, season):
    return ValueCheck(EPOCH, 10, 100.0, actual, 100.0, season_ratio=season)


def test_the_season_is_used_only_where_it_has_helped():
    assert chosen_season(0.8, [check(80, 0.85), check(120, 1.1)]) == 0.8
    assert chosen_season(0.8, [check(100, 0.7)]) is None  # it would have made it worse
    assert chosen_season(0.8, [check(80, None)]) is None  # never tried
    assert chosen_season(None, [check(80, 0.8)]) is None
    assert chosen_season(0.8, [check(0, 0.8)]) is None


def test_tenths_hold_everybody_once():
    book = order_book(shop(n=300, days=300, seed=2))
    (found,) = check_value(PastForecasts(book, 120), START + 300)
    predicted, actual = found.tenths[:, 0], found.tenths[:, 1]
    assert np.all(np.diff(predicted) >= 0)
    sizes = [len(part) for part in np.array_split(np.arange(found.customers), 10)]
    assert actual @ sizes == pytest.approx(found.actual_orders)
    assert found.tenths[:, 3] @ sizes == pytest.approx(found.actual)
