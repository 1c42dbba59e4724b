"""Stages by orders, subscriptions and labels, by hand."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import GeneralSettings, SegmentSettings
from retention_desk.foundation.vocabulary import STAGES
from retention_desk.segments.lifecycle_stage import lifecycle_stages
from tests.forecast.builders import EPOCH, customer_data, orders_table

TODAY = 400


def stages(days_by_customer, settings=AnalysisSettings()):  # noqa: B008 - frozen
    pairs = [(c, d) for c, days in enumerate(days_by_customer) for d in days]
    table = orders_table([c for c, _ in pairs], [d for _, d in pairs], [10.0] * len(pairs))
    ids = [f"c{k}" for k in range(len(days_by_customer))]
    data = customer_data(events={"orders": table}, ids=ids, as_of=EPOCH + dt.timedelta(days=TODAY))
    found = lifecycle_stages(data, order_book(data), settings)
    return [list(STAGES)[code] if code >= 0 else None for code in found.stage], found


REGULAR = [TODAY - 20 * k for k in range(1, 12)]


@pytest.mark.parametrize(
    ("days", "stage"),
    [
        ([TODAY - 30], "new"),
        ([TODAY - 31], "slowing"),
        (REGULAR, "active"),
        ([d - 20 for d in REGULAR], "slowing"),
        ([d - 40 for d in REGULAR], "at_risk"),
        ([d - 71 for d in REGULAR], "lost"),
        ([TODAY - 300, TODAY - 89], "won_back"),
        ([], None),
    ],
)
def test_stages_by_silence_against_the_own_rhythm(days, stage):
    # the many regular customers fix the rhythm of all at 20 days
    found, _ = stages([days] + [REGULAR] * 10)
    assert found[0] == stage


def test_silence_of_exactly_the_gap_is_not_lost_yet():
    by_gap = AnalysisSettings(segments=SegmentSettings(lost_after_days=60, won_back_days=30))
    assert stages([[TODAY - 60], [TODAY - 61]] + [REGULAR] * 9, by_gap)[0][:2] == ["at_risk", "lost"]


def test_a_return_is_remembered_for_the_days_set():
    on_the_edge = [TODAY - 300, TODAY - 90]
    assert stages([on_the_edge] + [REGULAR] * 9)[0][0] != "won_back"


def test_rhythm_and_silence_are_given_in_days():
    _, found = stages([REGULAR, []])
    assert found.silent_days[0] == 20
    assert np.isnan(found.silent_days[1])
    assert found.rhythm_days[0] == pytest.approx(20)


def subscription(rows):
    table = pd.DataFrame(rows, columns=["customer", "start", "end"])
    days = pd.to_datetime(EPOCH) + pd.to_timedelta(table["start"], unit="D")
    end = pd.to_datetime(EPOCH) + pd.to_timedelta(table["end"], unit="D")
    return pd.DataFrame({"customer": table["customer"], "started_on": days, "ended_on": end, "mrr": 10.0})


def test_stages_by_subscriptions():
    table = subscription(
        [
            (0, 100, None),
            (1, 390, None),
            (2, 0, 300),
            (3, 0, 100),
            (3, 350, None),
            (4, 0, 340),
            (4, 350, None),
        ]
    )
    data = customer_data(events={"subscriptions": table}, as_of=EPOCH + dt.timedelta(days=TODAY))
    found = lifecycle_stages(data, None, AnalysisSettings()).stage
    assert [list(STAGES)[code] for code in found] == ["active", "new", "lost", "won_back", "active"]


def test_an_ended_subscription_does_not_lose_who_ordered_since():
    table = subscription([(0, 0, 300)])
    orders = orders_table([0, 0], [200, 390], [5.0, 5.0])
    events = {"subscriptions": table, "orders": orders}
    data = customer_data(events=events, as_of=EPOCH + dt.timedelta(days=TODAY))
    settings = AnalysisSettings(general=GeneralSettings(active_window_days=90))
    assert list(STAGES)[lifecycle_stages(data, order_book(data), settings).stage[0]] == "won_back"


def test_a_customer_table_knows_the_stage_by_its_label_only():
    labels = pd.DataFrame({"churned": pd.array([True, False, None], dtype="boolean")})
    found = lifecycle_stages(customer_data(customers=labels), None, AnalysisSettings()).stage
    assert found.tolist() == [list(STAGES).index("lost"), list(STAGES).index("active"), -1]
    bare = customer_data(customers=pd.DataFrame({"region": ["a", "b"]}))
    assert lifecycle_stages(bare, None, AnalysisSettings()).stage.tolist() == [-1, -1]


def test_leaving_and_signing_up_dates_tell_the_stage():
    table = pd.DataFrame(
        {
            "signup_date": pd.to_datetime(["2023-01-01", "2024-01-20", "2023-05-05"]),
            "churn_date": pd.to_datetime(["2023-12-01", None, None]),
        }
    )
    data = customer_data(customers=table, as_of=dt.date(2024, 2, 1))
    found = lifecycle_stages(data, None, AnalysisSettings()).stage
    assert [list(STAGES)[code] for code in found] == ["lost", "new", "active"]
