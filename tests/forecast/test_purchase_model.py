import numpy as np
import pytest

from retention_desk.forecast.purchase_counts import PurchaseCounts, count_purchases
from retention_desk.forecast.purchase_model import fit_purchase_model
from retention_desk.foundation.order_book import order_book
from tests.forecast.builders import EPOCH, shop

START = int(np.datetime64(EPOCH, "D").astype(int))


def counts_of(repeats, last, age):
    n = len(repeats)
    columns = (np.asarray(c, dtype=float) for c in (repeats, last, age))
    return PurchaseCounts(np.arange(n), *columns, np.ones(n))


@pytest.mark.parametrize("name", ["auto", "bg_nbd"])
def test_both_models_agree_on_a_well_behaved_book(name):
    counts = count_purchases(order_book(shop(n=2_000, days=500)), START + 500)
    model = fit_purchase_model(counts, name)
    p_alive = model.p_alive(counts)
    total = model.expected_orders(counts, p_alive, 90).sum()
    other = fit_purchase_model(counts, "bg_nbd" if name == "auto" else "auto")
    assert total == pytest.approx(other.expected_orders(counts, other.p_alive(counts), 90).sum(), rel=0.15)
    p_buy = model.p_buy(counts, p_alive, 90)
    assert ((p_buy >= 0) & (p_buy <= p_alive + 1e-12)).all()


def test_a_pooled_rate_where_hardly_anybody_came_back():
    model = fit_purchase_model(counts_of([0] * 30 + [2], [0] * 30 + [40], [100.0] * 31))
    assert model.method == "pooled_rate"
    assert model.parameters["rate_per_day"] == pytest.approx(2.5 / 3_100)
    counts = counts_of([0, 2], [0, 40], [100, 100])
    expected = model.expected_orders(counts, model.p_alive(counts), 90)
    assert expected[1] > expected[0] > 0
    assert np.isnan(model.p_alive(counts)).all()


def test_no_time_no_model():
    assert fit_purchase_model(counts_of([0, 0], [0, 0], [0, 0])) is None
