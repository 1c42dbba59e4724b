import datetime as dt

import numpy as np
import pandas as pd
import pytest

from retention_desk.forecast.fit_labelled import fit_labelled
from retention_desk.forecast.labelled_behaviour import labelled_behaviour
from retention_desk.foundation.progress import SILENT
from retention_desk.foundation.settings import DEFAULTS
from tests.forecast.builders import EPOCH, customer_data, orders_table
from tests.forecast.many_tables import dates, every_table


def shown(data):
    return {feature.name: feature.shown for feature in labelled_behaviour(data)[0]}


def test_rates_are_over_the_customers_own_time():
    orders = orders_table([0, 0, 0, 1], [0, 50, 100, 5], [10.0, 30.0, -5.0, 8.0])
    data = customer_data(events={"orders": orders}, as_of=EPOCH + dt.timedelta(days=900))
    found = shown(data)
    assert found["orders_a_month"][0] == pytest.approx(2 / (100 / 30.44))
    assert np.isnan(found["orders_a_month"][1])  # one day is no time to have a rate over
    assert found["line_amount"].tolist() == [20.0, 8.0]
    assert found["returns_share"].tolist() == [0.5, 0.0]


def test_what_comes_after_a_known_day_of_leaving_is_not_seen():
    orders = orders_table([0, 0, 0], [0, 50, 100], [10.0, 30.0, 500.0])
    churned = pd.array([True], "boolean")
    customers = pd.DataFrame({"churned": churned, "churn_date": dates([80])})
    data = customer_data(customers, events={"orders": orders}, as_of=EPOCH + dt.timedelta(days=900))
    assert shown(data)["line_amount"].tolist() == [20.0]


def test_silence_is_not_used_and_that_is_said():
    """Leavers who are told by nothing but their silence afterwards are not foreseen."""
    rng = np.random.default_rng(0)
    left = rng.random(400) < 0.3
    customer = np.repeat(np.arange(400), 12)
    end = np.where(left, rng.integers(200, 400, 400), 600)
    begin = rng.integers(0, 60, 400)
    day = (begin[customer] + rng.random(len(customer)) * (end - begin)[customer]).astype(int)
    day[::12], day[11::12] = begin, end
    # as often as the others for their time: only when they ended tells them apart
    keep = rng.random(len(customer)) < ((end - begin) / 600)[customer]
    keep[::12] = keep[11::12] = True
    orders = orders_table(customer[keep], day[keep], rng.gamma(3, 10, int(keep.sum())))
    data = customer_data(
        pd.DataFrame({"churned": pd.array(left, "boolean")}),
        events={"orders": orders}, as_of=EPOCH + dt.timedelta(days=600),
    )  # fmt: skip
    logistic = DEFAULTS.with_value("churn.model", "logistic")
    fitted = fit_labelled(data, logistic, SILENT)
    assert fitted.quality.roc_auc < 0.75
    (note,) = [column for column in fitted.left_out if "days since the last row" in column.column]
    assert not note.kept


def test_every_table_joins_in():
    names = set(shown(every_table(n=100)))
    assert names >= {
        "orders_a_month", "uses_a_month", "cases_a_month", "contributions_a_month", "referrals_a_month",
        "line_amount", "returns_share", "own_trend", "products_a_line", "complaint_share", "mean_score",
        "late_share",
    }  # fmt: skip


def test_without_event_tables_there_is_nothing():
    assert labelled_behaviour(customer_data(features=pd.DataFrame({"x": [1.0]}))) == ([], ())
