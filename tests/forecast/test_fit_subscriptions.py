import datetime as dt
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from retention_desk.forecast.conclude_churn import conclude_churn
from retention_desk.forecast.fit_churn import fit_churn
from retention_desk.forecast.subscription_features import SubscriptionBook, subscription_features
from retention_desk.foundation.progress import SILENT
from retention_desk.foundation.settings import DEFAULTS
from retention_desk.foundation.wording import Words
from tests.forecast.builders import EPOCH, customer_data

WORDS = Words("en")


def service(n=1_500, days=600, seed=0):
    """Return subscribers whose use drops off in the 60 days before they leave."""
    rng = np.random.default_rng(seed)
    start = rng.integers(0, days - 100, n)
    stays = rng.exponential(500, n).astype(int) + 30
    end = start + stays
    subscriptions = pd.DataFrame(
        {
            "customer": np.arange(n),
            "started_on": pd.to_datetime(EPOCH) + pd.to_timedelta(start, unit="D"),
            "ended_on": pd.to_datetime(EPOCH) + pd.to_timedelta(end, unit="D"),
            "mrr": rng.choice([20.0, 50.0], n),
            "plan": rng.choice(["basic", "pro"], n),
        }
    )
    subscriptions["ended_on"] = subscriptions["ended_on"].where(end <= days)
    lived = np.minimum(stays, days - start)
    customer = np.repeat(np.arange(n), rng.poisson(rng.gamma(4.0, 0.06, n) * lived))
    day = start[customer] + (rng.random(len(customer)) * lived[customer]).astype(int)
    fading = (end[customer] - day < 90) & (rng.random(len(customer)) < 0.85)
    keep = (day <= days) & ~fading
    activity = pd.DataFrame(
        {"customer": customer[keep], "count": 1.0,
         "happened_on": pd.to_datetime(EPOCH) + pd.to_timedelta(day[keep], unit="D"),
         "feature": rng.choice(list("abc"), int(keep.sum()))}
    )  # fmt: skip
    tickets = pd.DataFrame(
        {"customer": rng.integers(0, n, 400),
         "opened_on": pd.to_datetime(EPOCH) + pd.to_timedelta(rng.integers(0, days, 400), unit="D")}
    )  # fmt: skip
    events = {"subscriptions": subscriptions, "activity": activity, "tickets": tickets}
    return customer_data(events=events, as_of=EPOCH + dt.timedelta(days=days)), end > days


def test_leaving_subscribers_are_seen_coming():
    data, running = service()
    health = SimpleNamespace(score=np.full(data.n_customers, np.nan))
    found = conclude_churn(fit_churn(data, None, DEFAULTS, SILENT), health, DEFAULTS)
    assert found.status == "model"
    assert WORDS(found.definition) == "Has no running subscription in 90 days"
    assert np.array_equal(found.known, running)
    assert np.isnan(found.probability[~running]).all()
    assert np.isfinite(found.probability[running]).all()
    assert found.quality.roc_auc > 0.7
    assert found.quality.roc_auc > found.baseline.roc_auc
    likeliest = int(np.nanargmax(found.probability))
    assert found.reasons.of(likeliest)[0].feature in {
        "days_since_last_activity", "use_in_30_days", "use_trend", "use_against_usual", "features_used",
        "days_as_subscriber",
    }  # fmt: skip


def test_nobody_left_yet():
    data, _ = service(300)
    table = data.events["subscriptions"].assign(ended_on=pd.NaT)
    found = fit_churn(
        customer_data(events={"subscriptions": table}, as_of=data.as_of), None, DEFAULTS, SILENT
    )
    assert found.refusal is not None


@pytest.mark.parametrize("days", [0, 1])
def test_subscriptions_of_one_day(days):
    table = pd.DataFrame(
        {"customer": [0, 1], "started_on": pd.Timestamp(EPOCH), "ended_on": pd.NaT, "mrr": [np.nan, 5.0]}
    )
    data = customer_data(events={"subscriptions": table}, as_of=EPOCH + dt.timedelta(days=days))
    assert fit_churn(data, None, DEFAULTS, SILENT).refusal is not None


def test_use_is_held_against_the_customers_own_usual_use():
    uses = pd.DataFrame(
        {"customer": [0] * 4 + [1] * 2, "count": [6.0, 6.0, 6.0, 3.0, 5.0, 5.0],
         "happened_on": pd.to_datetime(EPOCH) + pd.to_timedelta([10, 40, 70, 110, 95, 110], unit="D")}
    )  # fmt: skip
    started = pd.to_datetime(EPOCH) + pd.to_timedelta([0, 80], unit="D")
    running = pd.DataFrame({"customer": [0, 1], "started_on": started, "ended_on": pd.NaT, "mrr": 5.0})
    data = customer_data(
        events={"subscriptions": running, "activity": uses}, as_of=EPOCH + dt.timedelta(days=120)
    )
    day = (data.as_of - dt.date(1970, 1, 1)).days
    table = subscription_features(data, SubscriptionBook.of(data), day, 90).table
    column = next(item for item in table.features if item.name == "use_against_usual")
    # 18 uses in the 81 days before the last thirty; the second customer came too late to have a usual
    assert column.values[0] == pytest.approx(np.log(4 / (18 * 30 / 81 + 1)))
    assert np.isnan(column.values[1])


def test_use_from_before_the_log_began_is_not_known():
    data, _ = service(200)
    late = data.events["activity"]["happened_on"] >= pd.to_datetime(EPOCH) + pd.Timedelta(days=400)
    events = {**data.events, "activity": data.events["activity"][late]}
    short = customer_data(events=events, as_of=data.as_of)
    day = (EPOCH - dt.date(1970, 1, 1)).days + 410
    table = subscription_features(short, SubscriptionBook.of(short), day, 90).table
    assert all(np.isnan(f.values).all() for f in table.features if f.name in {"use_in_30_days", "use_trend"})
