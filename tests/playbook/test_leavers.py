"""When customers left, what they had brought in, and whether the reason is on file."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from retention_desk.playbook.events import NEVER
from retention_desk.playbook.leavers import left_on, reason_known, worth_so_far
from tests.playbook.conftest import TODAY


def subscribed(made, started, ended, mrr, reason=None):
    days = [made.day(e) if e is not None else None for e in ended]
    extra = {} if reason is None else {"cancel_reason": reason}
    made.rows(
        "subscriptions", "started_on", *enumerate(started), ended_on=pd.to_datetime(days), mrr=mrr, **extra
    )


def test_the_date_of_leaving_goes_before_the_end_of_a_subscription(world):
    made = world(3)
    subscribed(made, [100, 100, 100], [10, 20, None], [10.0, 20.0, 30.0])
    assert left_on(made.context()).tolist() == [TODAY - 10, TODAY - 20, NEVER]
    made.customers = {"churn_date": pd.to_datetime([made.day(5), None, None])}
    assert left_on(made.context()).tolist() == [TODAY - 5, TODAY - 20, NEVER]


def test_worth_is_months_times_the_monthly_amount(world):
    made = world(2)
    subscribed(made, [365, 730], [None, 365], [12.0, 24.0])
    worth = worth_so_far(made.context())
    assert worth == pytest.approx(np.array([12, 24]) * 12 * 365 / 365.25)
    assert worth_so_far(world(2).context()) is None


def test_a_reason_on_file(world):
    made = world(3)
    subscribed(made, [9, 9, 9], [1, 1, 1], [1.0, 1.0, 1.0], reason=["price", None, None])
    made.customers = {"churn_reason": [None, "moved", None]}
    assert reason_known(made.context()).tolist() == [True, True, False]
