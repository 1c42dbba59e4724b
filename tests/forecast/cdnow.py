"""The CDNOW sample as a book of orders, read straight from its file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pandas as pd

from retention_desk.foundation.order_book import OrderBook, order_book
from tests.forecast.builders import EPOCH, customer_data, orders_table

CALIBRATED = int(np.datetime64("1997-09-30", "D").astype(int))
HOLDOUT_DAYS = 39 * 7


def cdnow_book(folder: Path) -> OrderBook:
    """Return the purchases of 2,357 customers from 1997-01 to 1998-06; a day's lines are one purchase."""
    names = ["master", "customer", "day", "units", "amount"]
    table = pd.read_csv(folder / "btyd" / "CDNOW_sample.txt", sep=r"\s+", header=None, names=names)
    days = pd.to_datetime(table["day"].astype(str), format="%Y%m%d") - pd.Timestamp(EPOCH)
    orders = orders_table(table["customer"] - 1, days.dt.days, table["amount"].clip(lower=0.01))
    found = order_book(customer_data(events={"orders": orders}, as_of=dt.date(1998, 6, 30)))
    assert found is not None
    return found
