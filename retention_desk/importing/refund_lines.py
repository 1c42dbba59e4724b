"""Order lines for money given back: a return beside the sale it belongs to."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd

from retention_desk.importing.tidy_table import TidyTable

_OF_THE_SALE: Final = ("discount", "cost", "unit_price")


def with_refund_lines(table: TidyTable) -> TidyTable:
    """Return the order lines with a return line for each row that money was given back of.

    The return has the row's customer, order, product and source row, the day of the refund, and no quantity:
    how many pieces came back is not told. Rows of other kinds, and tables that tell no refunds, stay as
    they are.
    """
    if "refunded" not in table.frame:
        return table
    frame = table.frame.drop(columns=["refunded", "refunded_on"])
    given_back = table.frame["refunded"].to_numpy()
    rows = np.flatnonzero(given_back > 0)
    if not len(rows):
        return replace(table, frame=frame)
    back = frame.iloc[rows].reset_index(drop=True)
    back["ordered_on"] = table.frame["refunded_on"].to_numpy()[rows]
    back["amount"] = -given_back[rows]
    back["quantity"] = 0.0
    back["is_purchase"] = False
    back["is_return"] = True
    for name in _OF_THE_SALE:
        if name in back:
            back[name] = np.nan
    return replace(
        table,
        customer=np.concatenate([table.customer, table.customer[rows]]),
        frame=pd.concat([frame, back], ignore_index=True),
        features=table.features.reindex(range(len(frame) + len(rows))),
        seconds=np.concatenate([table.seconds, table.seconds[rows]]),
    )
