import datetime as dt
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from retention_desk.forecast.conclude_churn import conclude_churn
from retention_desk.forecast.fit_churn import fit_churn
from retention_desk.foundation.errors import Cancelled
from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.foundation.settings import DEFAULTS
from retention_desk.foundation.wording import Words
from tests.forecast.builders import customer_data, orders_table, shop
from tests.forecast.made_features import pattern

WORDS = Words("en")


def forecast(data, settings=DEFAULTS):
    health = SimpleNamespace(score=np.full(data.n_customers, np.nan))
    return conclude_churn(fit_churn(data, order_book(data), settings, SILENT), health, settings)


def labelled(n=500, blanks=0, seed=0):
    table, left = pattern(n, seed)
    label = pd.array(left, "boolean")
    label[:blanks] = pd.NA
    plan = pd.Categorical.from_codes(table.features[2].values.astype(int), ["basic", "plus", "pro"])
    features = pd.DataFrame(
        {"tenure": table.features[0].values, "price": table.features[1].values, "plan": plan}
    )
    return customer_data(pd.DataFrame({"churned": label}), features), left


def test_a_labelled_table_is_forecast_for_every_row():
    data, left = labelled(blanks=60)
    found = forecast(data)
    assert found.status == "model"
    assert found.method == "stack"
    assert np.isfinite(found.probability).all()
    assert found.train_rows == 440
    assert found.quality.validation == "cross-validation"
    assert found.quality.roc_auc > found.baseline.roc_auc
    assert found.known[:60].all()
    assert np.array_equal(found.known[60:], ~left[60:])
    from retention_desk.forecast.value_backtest import ranked_auc

    assert ranked_auc(left[:60], found.probability[:60]) > 0.7
    likeliest = int(np.argmax(np.where(found.known, found.probability, 0)))
    reasons = found.reasons.of(likeliest)
    assert reasons[0].change_share > 0
    assert "typical" in WORDS(reasons[0].sentence)
    assert sum(share for *_, share in found.drivers) == pytest.approx(1)


def test_same_data_same_settings_same_numbers():
    data, _ = labelled(300)
    first, second = forecast(data), forecast(data)
    assert np.array_equal(first.probability, second.probability)
    assert first.quality == second.quality
    assert np.array_equal(first.reasons.top, second.reasons.top)


@pytest.mark.parametrize("model", ["logistic", "boosting", "random_forest"])
def test_each_model_can_be_chosen(model):
    found = forecast(labelled(500)[0], DEFAULTS.with_value("churn.model", model))
    assert found.method == model
    assert found.quality.roc_auc > 0.7


def test_too_few_leavers_are_refused_with_what_is_missing():
    customers = pd.DataFrame({"churned": pd.array(np.arange(400) < 12, "boolean")})
    found = forecast(customer_data(customers, pd.DataFrame({"x": np.arange(400.0) % 7})))
    assert found.status == "refused"
    assert WORDS(found.reason) == (
        "Only 12 customers who left are known; a model needs 50. It becomes possible once 38 more have left."
    )


def test_chance_is_refused():
    rng = np.random.default_rng(0)
    customers = pd.DataFrame({"churned": pd.array(rng.random(500) < 0.25, "boolean")})
    features = pd.DataFrame(rng.normal(size=(500, 4)), columns=list("abcd"))
    assert forecast(customer_data(customers, features)).status == "refused"


def test_twins_do_not_flatter():
    """Every row doubled under another ID, labels by chance: memory would look like skill."""
    rng = np.random.default_rng(1)
    features = pd.DataFrame(rng.normal(size=(200, 3)), columns=list("abc"))
    label = rng.random(200) < 0.4
    doubled = customer_data(
        pd.DataFrame({"churned": pd.array(np.r_[label, label], "boolean")}),
        pd.concat([features, features], ignore_index=True),
    )
    assert fit_churn(doubled, None, DEFAULTS, SILENT).quality.roc_auc < 0.6


@pytest.mark.parametrize(
    "features",
    [
        pd.DataFrame(index=range(200)),
        pd.DataFrame({"same": np.ones(200)}),
        pd.DataFrame({"text": [f"a longer text {k}" for k in range(200)]}),
    ],
)
def test_tables_without_anything_to_learn_from(features):
    customers = pd.DataFrame({"churned": pd.array(np.arange(200) % 2 == 0, "boolean")})
    found = forecast(customer_data(customers, features))
    assert found.status == "refused"
    assert found.reason.text


def test_orders_are_forecast_by_silence_and_tested_later():
    found = forecast(shop(n=1_500, days=720, seed=1))
    assert found.status == "model"
    assert WORDS(found.definition) == "No order in the next 90 days"
    assert found.quality.validation == "time split"
    assert found.quality.roc_auc > found.baseline.roc_auc
    assert found.quality_active.roc_auc > found.baseline_active.roc_auc
    assert WORDS(found.baseline_label) == "days since the last order"
    assert np.isfinite(found.probability[found.known]).all()
    said = [WORDS(reason.sentence) for reason in found.reasons.of(int(np.nanargmax(found.probability)))]
    assert any("No order for" in sentence or "Orders in the last 90 days" in sentence for sentence in said)


def test_orders_forecast_is_near_the_truth_of_the_future():
    whole = shop(n=2_500, days=810, seed=3)
    past = whole.until(dt.date(2023, 1, 1) + dt.timedelta(days=720))
    found = forecast(past)
    book = order_book(whole)
    start = int(np.datetime64(past.as_of, "D").astype(int))
    back = np.zeros(whole.n_customers, dtype=bool)
    back[book.purchase_customer[book.purchase_day > start]] = True
    left = ~back[whole.customer_ids.get_indexer(past.customer_ids)]
    assert found.probability.mean() == pytest.approx(left.mean(), abs=0.05)
    from retention_desk.forecast.value_backtest import ranked_auc

    assert ranked_auc(left, found.probability) > 0.75


def test_short_histories_say_from_when_a_forecast_is_possible():
    short = forecast(shop(n=300, days=60))
    assert short.status == "refused"
    assert "possible from" in WORDS(short.reason)
    middle = forecast(shop(n=600, days=170))
    assert middle.status == "rules"
    assert middle.method == "days_since_last_order"
    assert np.isfinite(middle.probability[middle.known]).all()
    assert "possible from" in WORDS(middle.reason)


def test_activity_alone_is_forecast_too():
    orders = shop(n=900, days=500, seed=6).events["orders"]
    activity = (
        orders[["customer", "ordered_on"]].rename(columns={"ordered_on": "happened_on"}).assign(count=1.0)
    )
    found = forecast(customer_data(events={"activity": activity}))
    assert found.status == "model"
    assert WORDS(found.definition) == "No activity in the next 90 days"


def test_nothing_to_forecast_from():
    found = forecast(customer_data(features=pd.DataFrame({"x": [1.0, 2.0]})))
    assert found.status == "refused"
    assert found.quality is None


HOSTILE = {
    "one customer": (np.zeros(4, int), np.array([0, 90, 200, 400]), np.ones(4)),
    "all once on one day": (np.arange(60), np.zeros(60, int), np.ones(60)),
    "all once": (np.arange(300), np.arange(300), np.ones(300)),
    "returns only": (np.arange(5), np.arange(5), np.full(5, -1.0)),
    "everybody daily": (np.repeat(np.arange(30), 300), np.tile(np.arange(300), 30), np.ones(9_000)),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_books(name):
    found = forecast(customer_data(events={"orders": orders_table(*HOSTILE[name])}))
    assert found.reason.text
    used = found.probability[np.isfinite(found.probability)]
    assert ((used >= 0) & (used <= 1)).all()


def test_switched_off():
    found = forecast(labelled(100)[0], DEFAULTS.with_value("churn.model", "off"))
    assert found.status == "off"


def test_cancelling_is_heard():
    data, _ = labelled(400)

    def listener(done, _doing):
        if done > 0.3:
            raise Cancelled

    with pytest.raises(Cancelled):
        fit_churn(data, None, DEFAULTS, Progress(listener))
