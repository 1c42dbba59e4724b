"""Birthday, holiday, anniversary and regular follow-up: whom they take on the borders of the week."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import HoldoutSettings
from retention_desk.foundation.wording import Words
from retention_desk.playbook.plays_of import play_catalogue

PLAYS = play_catalogue()


def taken(key, made):
    found = made.fits(PLAYS[key])
    return None if found is None else found[0].tolist()


def test_birthday_greeting_today_and_up_to_the_seventh_day(world):
    made = world(5)  # as of 2024-09-30
    born = ["1990-09-30", "1985-10-07", "1985-10-08", "1985-09-29", None]
    assert taken("birthday_greeting", made) is None
    made.customers = {"birthday": pd.to_datetime(born)}
    assert taken("birthday_greeting", made) == [True, True, False, False, False]
    made.as_of = dt.date(2023, 2, 25)
    made.customers = {
        "birthday": pd.to_datetime(["1992-02-29", "1992-03-04", "1992-03-05", "1992-02-24", None])
    }
    assert taken("birthday_greeting", made) == [True, True, False, False, False]
    made.as_of = dt.date(2023, 12, 28)
    made.customers = {"birthday": pd.to_datetime(["1992-01-04", "1992-01-05", "1992-12-27", None, None])}
    assert taken("birthday_greeting", made) == [True, False, False, False, False]


def test_a_greeting_is_due_on_the_day_itself(world):
    made = world(2)
    made.worth = np.full(2, 1e6)
    made.customers = {"birthday": pd.to_datetime(["1985-10-05", None])}
    made.tier, made.band = ["general"] * 2, ["healthy"] * 2
    settings = AnalysisSettings(holdout=HoldoutSettings(share=0.0))
    table = made.plan(settings).table.set_index("customer")
    assert table.loc[0, "play"] == "birthday_greeting"
    assert table.loc[0, "due"] == dt.date(2024, 10, 5)
    assert Words()(table.loc[0, "trigger"]) == "Birthday in 5 days"


def test_holiday_greeting_within_seven_days_names_the_holiday(world):
    made = world(2)
    made.currency = "CNY"  # National Day, 2024-10-01
    found = made.fits(PLAYS["holiday_greeting"])
    assert found[0].tolist() == [True, True]
    said = PLAYS["holiday_greeting"].told_of(made.context(), 0, found[1][0])
    assert Words()(said) == "National Day in 1 days"
    assert Words("zh_CN")(said) == "1 天后是国庆节"
    made.as_of = dt.date(2024, 9, 24)
    assert taken("holiday_greeting", made) == [True, True]
    made.as_of = dt.date(2024, 9, 23)
    assert taken("holiday_greeting", made) == [False, False]
    made.holidays = {"Founding day": "09-25"}
    assert taken("holiday_greeting", made) == [True, True]


@pytest.mark.parametrize(
    ("signed", "fits"),
    [
        ("2023-09-30", True),
        ("2020-10-07", True),
        ("2020-10-08", False),
        ("2024-10-02", False),
        ("2024-09-30", False),
        ("2023-09-29", False),
    ],
)
def test_anniversary_thanks_from_the_first_year_on(world, signed, fits):
    made = world(1)
    made.customers = {"signup_date": pd.to_datetime([signed])}
    assert taken("anniversary_thanks", made) == [fits]


def test_regular_follow_up_every_ninety_days_after_the_beginning(world):
    made = world(5)
    assert taken("regular_follow_up", made) is None
    made.first_order = [90, 84, 83, 0, 180]
    assert taken("regular_follow_up", made) == [True, True, False, False, True]


def test_a_planned_date_decides_where_the_data_have_one(world):
    made = world(5)
    made.first_order = [90] * 5
    planned = [made.day(-6), made.day(-7), made.day(30), made.day(31), None]
    made.features = {"Next visit": pd.to_datetime(planned)}
    assert taken("regular_follow_up", made) == [True, False, True, False, False]
