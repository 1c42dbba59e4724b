"""A small order file for tests that need a whole analysis: two years, 240 customers, known totals."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

CUSTOMERS = 240
DAYS = 730


def small_orders(seed: int = 5) -> pd.DataFrame:
    """Return order lines with regular and fading customers, a few returns and rows without a customer."""
    draw = np.random.default_rng(seed)
    lines = []
    for customer in range(CUSTOMERS):
        rhythm = draw.uniform(12, 90)
        ends = DAYS if draw.random() < 0.6 else draw.uniform(60, DAYS)
        day = draw.uniform(0, 300)
        while day < ends:
            lines.append((f"{customer:05d}", int(day), round(draw.gamma(3, 12), 2), int(draw.integers(1, 5))))
            day += draw.exponential(rhythm) + 1
    table = pd.DataFrame(lines, columns=["Customer ID", "day", "Unit price", "Quantity"]).sort_values("day")
    table.insert(0, "Order no", [f"A{k:06d}" for k in range(len(table))])
    table["Order date"] = (pd.Timestamp("2023-01-01") + pd.to_timedelta(table["day"], unit="D")).dt.strftime(
        "%Y-%m-%d"
    )
    table["Product"] = [f"P{k}" for k in draw.integers(0, 30, len(table))]
    table.loc[table.index[::40], "Quantity"] = -1
    table.loc[table.index[7::50], "Customer ID"] = ""
    return table.drop(columns="day").reset_index(drop=True)


def write_small_orders(path: Path) -> pd.DataFrame:
    """Write the order lines as CSV and return them."""
    table = small_orders()
    table.to_csv(path, index=False)
    return table
