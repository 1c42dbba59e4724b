import datetime as dt

import numpy as np
import pandas as pd

from retention_desk.forecast.care_features import care_features
from tests.forecast.builders import EPOCH, customer_data
from tests.forecast.many_tables import START, dates


def at(day, **events):
    data = customer_data(events=events, as_of=EPOCH + dt.timedelta(days=300))
    return {feature.name: feature.shown.tolist() for feature in care_features(data, START + day)}


def test_cases_complaints_and_open_ones():
    tickets = pd.DataFrame(
        {"customer": [0, 0, 0, 1], "opened_on": dates([5, 50, 80, 99]), "closed_on": dates([6, 120, 90, 99]),
         "type": pd.Categorical(["complaint", "complaint", "bill", "bill"])}
    )  # fmt: skip
    found = at(100, tickets=tickets)
    assert found["tickets"] == [2, 1]  # the first is more than ninety days old
    assert found["complaints"] == [1, 0]
    assert found["open_cases"] == [1, 0]  # closed on day 120: still open


def test_scores_of_different_scales_stay_apart():
    surveys = pd.DataFrame(
        {"customer": [0, 0, 0], "answered_on": dates([10, 20, 200]), "score": [9.0, 3.0, 1.0],
         "scale": pd.Categorical(["nps", "csat", "nps"])}
    )  # fmt: skip
    found = at(100, surveys=surveys)
    assert (found["last_score_nps"], found["last_score_csat"]) == ([9.0], [3.0])
    assert at(100, surveys=surveys.drop(columns="scale"))["last_score"] == [3.0]


def test_bills_are_late_as_far_as_known_that_day():
    payments = pd.DataFrame(
        {"customer": [0, 0, 0, 0], "due_on": dates([10, 20, 90, 99]),
         "paid_on": [*dates([10, 25]), pd.NaT, *dates([150])], "amount": 1.0}
    )  # fmt: skip
    assert at(100, payments=payments)["late_bills"] == [3]
    assert at(90, payments=payments)["late_bills"] == [1]


def test_company_of_others():
    referrals = pd.DataFrame({"customer": [0, 0], "referred_on": dates([10, 190])})
    community = pd.DataFrame({"customer": [0, 0], "happened_on": dates([10, 190])})
    found = at(200, referrals=referrals, community=community)
    assert (found["referrals"], found["contributions"]) == ([1], [1])
    assert np.isfinite(found["referrals"]).all()
