"""Open and closed cases, complaints among them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from retention_desk.health.context import HealthContext
from retention_desk.health.ticket_state import complaints, open_complaint_days, open_tickets, said_closed


def test_a_status_says_closed_in_english_and_chinese():
    said = [
        "Closed",
        "Resolved",
        "done",
        "open",
        "pending",
        "Unresolved",
        "reopened",
        "not solved",
        "已关闭",
        "已結案",
        "未完成",
        None,
    ]
    assert said_closed(pd.Series(said)).tolist() == [True] * 3 + [False] * 5 + [True, True, False, False]


def test_the_closing_date_goes_before_the_status(make_data):
    data = make_data(1, tickets={
        "customer": [0] * 4, "opened_on": [9, 8, 7, -1], "closed_on": [None, 2, -1, None],
        "status": ["closed", "open", "open", "open"],
    })  # fmt: skip
    assert open_tickets(HealthContext(data, None)).tolist() == [True, False, True, False]


def test_without_date_and_status_none_is_known_to_be_open(make_data):
    data = make_data(1, tickets={"customer": [0], "opened_on": [9]})
    context = HealthContext(data, None)
    assert open_tickets(context).tolist() == [False]
    assert complaints(context).tolist() == [True]
    assert np.isnan(open_complaint_days(context)).all()
