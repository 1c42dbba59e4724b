import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from retention_desk.forecast.order_value import PastForecasts
from retention_desk.forecast.value_backtest import (
    backtest_value,
    cut_offs,
    ranked_auc,
    season_ratio,
    window_totals,
)
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
    assert cut_offs(0, 200, 90) == (110,)
    assert cut_offs(0, 100, 90) == ()


def test_the_card_counts_what_really_happened():
    data = shop(n=800, days=500, seed=2)
    book, today = order_book(data), START + 500
    card = backtest_value(PastForecasts(book, 90), today, SILENT)
    assert card["cut_off_day"] == today - 90
    seen = book.purchase_customer[book.purchase_day <= today - 90]
    later = (book.purchase_day > today - 90) & np.isin(book.purchase_customer, seen)
    assert card["actual_orders"] == later.sum()
    assert card["actual"] == pytest.approx(book.purchase_amount[later].sum())
    assert 0 < card["capture_share_last_period"] < card["capture_share"] + 0.2 <= 1.2
    assert card["low_ratio"] <= card["actual"] / card["predicted"] <= card["high_ratio"]
    assert card["decile_10_predicted"] > card["decile_1_predicted"]


def test_a_season_that_comes_again_is_seen_and_a_short_book_has_none():
    data = shop(n=1_500, days=900, seed=3)
    table = data.events["orders"]
    day = (table["ordered_on"] - table["ordered_on"].min()).dt.days.to_numpy()
    quiet = (day % 365 > 180) & (np.random.default_rng(0).random(len(day)) < 0.7)
    seasonal = order_book(customer_data(events={"orders": table[~quiet]}, ids=list(data.customer_ids)))
    ratio = season_ratio(PastForecasts(seasonal, 90), START + 365 + 365 + 180)
    assert ratio is None or ratio < 0.9
    assert season_ratio(PastForecasts(seasonal, 90), START + 400) is None
