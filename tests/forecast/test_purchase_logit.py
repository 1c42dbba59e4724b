import numpy as np
import pytest

from retention_desk.forecast.order_features import history_features
from retention_desk.forecast.purchase_counts import count_purchases
from retention_desk.forecast.purchase_logit import purchase_contributions
from retention_desk.forecast.purchase_model import fit_purchase_model
from retention_desk.foundation.order_book import order_book
from tests.forecast.builders import EPOCH, shop

START = int(np.datetime64(EPOCH, "D").astype(int))


def test_contributions_add_up_to_the_models_own_probability():
    book, day = order_book(shop(n=400, days=400, seed=4)), START + 400
    features = history_features(book, day, 90, 90)
    rows = np.flatnonzero(features.seen)
    parts = purchase_contributions(features, rows)
    counts = count_purchases(book, day)
    model = fit_purchase_model(counts)
    none = np.clip(1 - model.p_buy(counts, model.p_alive(counts), 90), 1e-4, 1 - 1e-4)
    assert parts.sum(axis=1) == pytest.approx(np.log(none / (1 - none)))
    assert parts[:, :-1].mean(axis=0) == pytest.approx(np.zeros(parts.shape[1] - 1), abs=1e-9)
