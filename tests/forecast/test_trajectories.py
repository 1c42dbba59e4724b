"""Paths before leaving, on subscribers whose use is known to fade."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from retention_desk.forecast.trajectories import trajectories
from retention_desk.foundation.settings import DEFAULTS
from retention_desk.foundation.wording import Words
from tests.forecast.builders import EPOCH, customer_data, shop

EN = Words("en")


def fading(n=400, fade_days=28, days=500, left_share=0.4, seed=0):
    """Subscribers of four uses a week; those who leave stop using `fade_days` before."""
    rng = np.random.default_rng(seed)
    end = np.where(rng.random(n) < left_share, rng.integers(150, days - 20, n), 10**6)
    uses = rng.poisson(4 / 7, (n, days))
    customer, day = np.nonzero(uses)
    kept = day <= end[customer] - fade_days
    activity = pd.DataFrame(
        {"customer": customer[kept], "count": uses[customer[kept], day[kept]].astype(float),
         "happened_on": pd.to_datetime(EPOCH) + pd.to_timedelta(day[kept], unit="D")}
    )  # fmt: skip
    ended = pd.Series(pd.to_datetime(EPOCH) + pd.to_timedelta(np.minimum(end, 9_000), unit="D"))
    subscriptions = pd.DataFrame(
        {"customer": np.arange(n), "started_on": pd.to_datetime(EPOCH),
         "ended_on": ended.where(end <= days), "mrr": 10.0}
    )  # fmt: skip
    events = {"subscriptions": subscriptions, "activity": activity}
    return customer_data(events=events, as_of=EPOCH + dt.timedelta(days=days)), int((end <= days).sum())


def test_use_fades_before_leaving_and_not_of_those_who_stay():
    data, leavers = fading()
    found = trajectories(data, None, DEFAULTS)
    assert found.n_leavers == leavers
    assert found.n_pairs > 0.7 * leavers  # of the last ninety days nobody knows yet who stays
    (path,) = found.paths
    assert path.key == "use"
    assert found.days_before.tolist() == list(range(84, -1, -7))
    assert path.leavers[:8] == pytest.approx(np.full(8, 4.0), abs=0.6)
    assert path.leavers[-4:] == pytest.approx(np.zeros(4), abs=0.01)
    assert path.stayers == pytest.approx(np.full(13, 4.0), abs=0.6)
    assert path.parted_days == 28
    assert "part 28 days before" in EN(path.sentence)
    assert (path.difference_low <= path.difference).all()
    assert path.n_pairs == found.n_pairs


def test_without_a_difference_none_is_told():
    data, _ = fading(fade_days=0)
    (path,) = trajectories(data, None, DEFAULTS).paths
    assert path.parted_days is None
    assert "no difference" in EN(path.sentence)


def test_the_same_data_give_the_same_pairs():
    first, again = (trajectories(fading()[0], None, DEFAULTS) for _ in range(2))
    assert np.array_equal(first.paths[0].stayers, again.paths[0].stayers)


def test_orders_are_followed_to_the_last_one():
    from retention_desk.foundation.order_book import order_book

    data = shop(n=1_500, days=500)
    found = trajectories(data, order_book(data), DEFAULTS)
    assert {path.key for path in found.paths} == {"orders", "spend"}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (customer_data(features=pd.DataFrame({"x": [1.0]})), "Nothing tells"),
        (fading(n=20)[0], "Too few to tell"),
    ],
    ids=["undated", "few"],
)
def test_what_is_missing_is_said(data, said):
    found = trajectories(data, None, DEFAULTS)
    assert found.paths == ()
    assert said in EN(found.missing)


def test_the_order_that_makes_the_day_is_no_spike_in_the_last_week():
    from retention_desk.foundation.order_book import order_book

    data = shop(n=1_500, days=500)
    book = order_book(data)
    found = trajectories(data, book, DEFAULTS)
    (orders,) = [path for path in found.paths if path.key == "orders"]
    assert orders.leavers[-1] < 1.5 * orders.leavers[-4:-1].mean()
    assert orders.stayers[-1] < 1.5 * orders.stayers[-4:-1].mean()
    assert "The weeks end the day before it" in EN(found.definition)
