import datetime as dt

import numpy as np
import pandas as pd

from retention_desk.forecast.event_columns import codes_of, count_rows, days_since, of_seen
from tests.forecast.builders import EPOCH, customer_data
from tests.forecast.made_features import number
from tests.forecast.many_tables import START, dates


def test_rows_are_counted_and_the_last_is_found():
    table = pd.DataFrame({"customer": [0, 0, 2], "opened_on": dates([10, 20, 30])})
    data = customer_data(events={"tickets": table}, as_of=EPOCH + dt.timedelta(days=40))
    assert count_rows(data, "tickets", "opened_on", START + 10, START + 30).tolist() == [1, 0, 1]
    assert days_since(data, "tickets", "opened_on", START + 25)[0] == 5
    assert np.isnan(days_since(data, "tickets", "opened_on", START + 25)[1:]).all()
    assert days_since(data, "orders", "ordered_on", START) is None


def test_who_is_not_seen_is_unknown():
    seen = of_seen(number("x", [1.0, 2.0]), np.array([True, False]))
    assert seen.values[0] == 1.0
    assert np.isnan(seen.values[1])


def test_codes_of_unknown_texts():
    codes, levels = codes_of(pd.Series(["b", None, "a"]))
    assert (codes.tolist(), levels) == ([1, -1, 0], ("a", "b"))
