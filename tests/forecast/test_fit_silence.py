import numpy as np
import pytest

from retention_desk.forecast.fit_silence import fit_silence
from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.progress import SILENT
from retention_desk.foundation.settings import DEFAULTS
from tests.forecast.builders import EPOCH, customer_data, shop

START = int(np.datetime64(EPOCH, "D").astype(int))


def fitted(data):
    return fit_silence(data, order_book(data), DEFAULTS, SILENT, activity=False)


def test_the_last_window_is_never_trained_on():
    """Turning what happened in the test window upside down leaves the tested probabilities as they were."""
    data = shop(n=700, days=500, seed=1)
    table = data.events["orders"]
    inside = (table["ordered_on"] > table["ordered_on"].max() - np.timedelta64(80, "D")).to_numpy()
    dropped = customer_data(events={"orders": table[~inside]}, ids=list(data.customer_ids), as_of=data.as_of)
    first, second = fitted(data).evaluation, fitted(dropped).evaluation
    assert np.array_equal(first.probability, second.probability)
    assert second.left.mean() > first.left.mean()


def test_the_rule_is_an_honest_frequency():
    found = fitted(shop(n=1_500, days=600, seed=2))
    evaluation = found.evaluation
    assert evaluation.rule_probability.mean() == pytest.approx(evaluation.left.mean(), abs=0.06)
    assert np.corrcoef(evaluation.rule_score, evaluation.rule_probability)[0, 1] > 0.5
    said = found.rule_reasons.of(int(np.nanargmax(found.rule_probability)))
    assert said[0].feature == "days_since_last_order"


def test_the_same_every_time():
    data = shop(n=400, days=400, seed=3)
    assert np.array_equal(fitted(data).probability, fitted(data).probability, equal_nan=True)
