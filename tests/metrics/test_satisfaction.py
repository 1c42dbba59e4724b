"""Answers by scale: what counts, what does not, and how it is shown."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from retention_desk.foundation.progress import SILENT
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import Words
from retention_desk.metrics.compute_metrics import compute_metrics
from retention_desk.metrics.satisfaction import hours_between, scale_named
from tests.forecast.builders import customer_data

DAY = dt.date(2024, 9, 30)


def surveys(rows, scale=None):
    table = pd.DataFrame(rows, columns=["customer", "answered_on", "score"])
    table["answered_on"], table["score"] = pd.to_datetime(table["answered_on"]), table["score"].astype(float)
    return table if scale is None else table.assign(scale=scale)


def values_of(events, ids=None):
    data = customer_data(events=events, ids=ids, as_of=DAY)
    return compute_metrics(data, None, AnalysisSettings(), SILENT).values


def test_nps_takes_the_latest_valid_answer_of_each_customer_in_the_window():
    rows = [
        (0, "2024-09-01", 2), (0, "2024-09-20", 9),  # the later counts
        (1, "2024-09-01", 6),
        (2, "2024-09-01", 8), (2, "2024-09-02", 11),  # 11 is no answer
        (3, "2024-07-02", 0),  # 90 days before: outside
        (4, "2024-07-03", 10),  # 89 days before: inside
    ]  # fmt: skip
    nps = values_of({"surveys": surveys(rows)})["nps"]
    assert (nps.value, nps.n) == (25.0, 4)
    assert nps.low < 25 < nps.high


def test_a_ten_point_scale_counts_eight_and_more():
    values = values_of({"surveys": surveys([(0, "2024-09-01", 8), (1, "2024-09-01", 7)], "CSAT")})
    assert values["csat_share"].value == 0.5
    assert values["csat_mean"].value == 7.5
    assert values["nps"].value is None


def test_a_five_point_scale_is_named_and_never_rescaled():
    values = values_of(
        {"surveys": surveys([(0, "2024-09-01", 4), (1, "2024-09-01", 3), (2, "2024-09-02", 5)])}
    )
    assert values["csat_share"].value == pytest.approx(2 / 3)
    assert values["csat_mean"].value == 4.0
    assert "1–5" in Words("en")(values["csat_share"].formula)


def test_effort_has_its_own_scale():
    values = values_of(
        {"surveys": surveys([(0, "2024-09-01", 6), (1, "2024-09-01", 3), (1, "2024-09-03", 9)], "CES 1-7")}
    )
    assert (values["ces_mean"].value, values["ces_mean"].n) == (4.5, 2)


def test_answers_too_old_are_said_to_be():
    values = values_of({"surveys": surveys([(0, "2024-01-01", 9)])})
    assert "90 days" in Words("en")(values["nps"].missing)


@pytest.mark.parametrize(
    ("text", "top", "scale"),
    [("nps", 10, "nps"), ("净推荐值", 10, "nps"), ("客户满意度", 5, "five_points"), ("csat", 9, "ten_points"),
     ("effort", 7, "effort"), ("survey", 9, "")],
)  # fmt: skip
def test_scales_by_their_names(text, top, scale):
    assert scale_named(text, np.array([1.0, top])) == scale


def tickets(**more):
    table = pd.DataFrame(
        {
            "customer": [0, 0, 1],
            "opened_on": pd.to_datetime(["2024-09-01 10:00", "2024-09-02 09:00", "2024-09-03 12:00"]),
            "first_response_on": pd.to_datetime(["2024-09-01 12:00", None, "2024-09-03 18:00"]),
            "closed_on": pd.to_datetime(["2024-09-02", "2024-09-01", None]),
        }
    )
    return table.assign(**more)


def test_service_times_are_medians_of_the_cases_where_both_are_known_and_in_order():
    table = tickets()
    assert hours_between(table, "opened_on", "first_response_on").tolist() == [2.0, 6.0]
    assert hours_between(table, "opened_on", "closed_on").tolist() == [14.0]
    values = values_of({"tickets": table})
    assert values["first_response_hours"].value == 4.0


def test_complaints_and_silent_leavers():
    events = {
        "tickets": tickets(type=["complaint", "question", "投诉"]),
        "subscriptions": pd.DataFrame(
            {
                "customer": [0, 1, 2, 3],
                "started_on": pd.to_datetime(["2024-01-01"] * 4),
                "ended_on": pd.to_datetime(["2024-09-05", None, "2024-08-01", "2024-09-30"]),
                "mrr": 1.0,
            }
        ),
    }
    values = values_of(events)
    assert values["complaints_per_customer"].value == 0.5
    # three left in the quarter, the first of them had complained
    assert (values["silent_leavers_share"].numerator, values["silent_leavers_share"].denominator) == (2, 3)


def test_first_contact_and_referrals():
    referrals = pd.DataFrame(
        {
            "customer": [0, 0, 1],
            "referred_on": pd.to_datetime(["2024-09-01"] * 3),
            "referred_id": ["x", "x", "y"],
            "converted": pd.array([True, True, False], dtype="boolean"),
        }
    )
    solved = pd.array([True, False, None], dtype="boolean")
    values = values_of(
        {"tickets": tickets(first_contact_resolved=solved), "referrals": referrals}, ids=list("abcd")
    )
    assert values["first_contact_resolution"].value == 0.5
    assert values["referral_rate"].value == 0.25


def test_features_are_adopted_by_those_active():
    table = pd.DataFrame(
        {
            "customer": [0, 0, 1, 2],
            "happened_on": pd.to_datetime(["2024-09-30", "2024-09-01", "2024-09-10", "2024-08-31"]),
            "feature": pd.Categorical(["export", "export", "login", "login"]),
            "count": 1.0,
        }
    )
    values = values_of({"activity": table})
    assert values["feature_adoption.export"].value == 0.5
    assert (values["dau"].value, values["wau"].value, values["mau"].value) == (1, 1, 2)
    assert values["active_rate"].value == pytest.approx(2 / 3)
