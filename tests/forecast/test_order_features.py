import numpy as np
import pytest

from retention_desk.forecast.order_features import book_until, history_features
from retention_desk.foundation.order_book import order_book
from tests.forecast.builders import EPOCH, shop

START = int(np.datetime64(EPOCH, "D").astype(int))


def test_the_book_of_a_past_day_is_the_book_of_the_data_as_they_stood():
    data = shop(n=300, days=300, seed=2)
    day = START + 200
    cut = book_until(order_book(data), day)
    past = data.until(np.datetime64(day, "D").astype(object))
    again = order_book(past)
    mine = data.customer_ids.get_indexer(past.customer_ids)
    for name in ("order_count", "first_day", "last_day", "gross_total", "net_total"):
        assert np.array_equal(getattr(cut, name)[mine], getattr(again, name))


def test_features_do_not_see_later_orders():
    data = shop(n=300, days=300, seed=2)
    book, day = order_book(data), START + 200
    features = history_features(book, day, 90, 90)
    blind = history_features(book_until(book, day), day, 90, 90)
    assert np.array_equal(features.table.numbers, blind.table.numbers, equal_nan=True)
    silent = features.rule_score[features.seen]
    assert silent.min() >= 0
    assert np.array_equal(features.active, features.seen & (features.rule_score < 90))


def test_the_two_parts_of_the_purchase_model_add_up_to_it():
    data = shop(n=500, days=400, seed=4)
    features = history_features(order_book(data), START + 400, 90, 90)
    names = features.table.names
    parts = [
        features.table.numbers[features.seen, names.index(n)] for n in ("silence_effect", "fresh_chance")
    ]
    from retention_desk.forecast.purchase_counts import count_purchases
    from retention_desk.forecast.purchase_model import fit_purchase_model

    counts = count_purchases(order_book(data), START + 400)
    model = fit_purchase_model(counts)
    none = 1 - model.p_buy(counts, model.p_alive(counts), 90)
    none = np.clip(none, 1e-4, 1 - 1e-4)
    assert parts[0] + parts[1] == pytest.approx(np.log(none / (1 - none)))
