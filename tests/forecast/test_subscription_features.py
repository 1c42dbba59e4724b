import numpy as np
import pandas as pd

from retention_desk.forecast.subscription_features import SubscriptionBook, subscription_features
from tests.forecast.builders import EPOCH
from tests.forecast.test_fit_subscriptions import service

START = int(np.datetime64(EPOCH, "D").astype(int))


def test_a_subscription_runs_from_its_start_until_the_day_before_its_end():
    data, _ = service(50)
    table = data.events["subscriptions"]
    book = SubscriptionBook.of(data)
    day = START + 300
    date = pd.Timestamp(EPOCH) + pd.Timedelta(days=300)
    runs = (table["started_on"] <= date) & ~(table["ended_on"] <= date)
    assert np.array_equal(np.flatnonzero(book.running(day)), np.unique(table["customer"][runs]))
    assert book.revenue(day).sum() == table["mrr"][runs].sum()


def test_nothing_later_is_seen():
    data, _ = service(200)
    day = START + 300
    date = (pd.Timestamp(EPOCH) + pd.Timedelta(days=300)).date()
    whole = subscription_features(data, SubscriptionBook.of(data), day, 90)
    past = data.until(date)
    cut = subscription_features(past, SubscriptionBook.of(past), day, 90)
    mine = data.customer_ids.get_indexer(past.customer_ids)
    assert whole.table.names == cut.table.names
    kept = [k for k, name in enumerate(whole.table.names) if name != "plan"]
    assert np.array_equal(whole.table.numbers[mine][:, kept], cut.table.numbers[:, kept], equal_nan=True)
    assert np.array_equal(whole.seen[mine], cut.seen)
