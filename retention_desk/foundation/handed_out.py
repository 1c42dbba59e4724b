"""What the cells that people fill in hold when a list is handed out: the baseline of the merge."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from retention_desk.foundation.action_history import ActionHistory
from retention_desk.foundation.merge_results import DATES, FILL_IN, OWN_COLUMN

if TYPE_CHECKING:
    import pandas as pd

CLOSED_STATUSES: Final = frozenset({"done", "skipped"})
TOUCHED: Final = "is_touched"
"""Column of `ActionHistory.rows` that the project adds: a person filled something in, or added the row."""


def handed_out_rows(table: pd.DataFrame, ids: pd.Index[Any], history: ActionHistory) -> pd.DataFrame:
    """Return what is handed out with a plan: its own owners and days, and what people typed on open rows.

    Parameters
    ----------
    table : DataFrame
        Of `ActionPlan`: ``customer``, ``play``, ``arm``, ``owner``, ``due``.
    ids : Index, shape (n_customers,)
        Customers by position.
    history : ActionHistory
        What was handed out before and came back.

    Returns
    -------
    DataFrame
        One row per row of the plan: ``customer_id``, ``play``, ``arm``, `FILL_IN` and the columns that people
        added; texts, keys, dates and numbers, None where the cell is empty.

    Notes
    -----
    Whoever is held out is handed to nobody: owner and day are empty, unless somebody filled them in. What is
    carried on stands in a customer's latest action, touched by a person and neither done nor skipped.
    """
    import pandas as pd

    held = (table["arm"] == "holdout").to_numpy()
    rows: dict[str, Any] = {
        "customer_id": ids.take(table["customer"].to_numpy()).astype(object).to_numpy(),
        "play": table["play"].astype(object).to_numpy(),
        "arm": table["arm"].astype(object).to_numpy(),
    }
    for column in FILL_IN:
        cells = plain_cells(table[column]) if column in ("owner", "due") else _nothing(len(table))
        cells[held] = None
        rows[column] = cells
    _carry_on(rows, history)
    return pd.DataFrame(rows, index=pd.RangeIndex(len(table)), dtype=object)


def open_touched_rows(history: ActionHistory) -> pd.DataFrame:
    """Return the latest action of each customer where a person touched it and it is still open.

    An action is closed when its status says so, or when it has none but a contact with its outcome.
    """
    rows = history.rows
    if history.is_empty or TOUCHED not in rows:
        return rows.iloc[:0]
    latest = rows[(rows["customer_id"] != "").to_numpy()].drop_duplicates("customer_id", keep="last")
    answered = (latest["outcome"] != "") & latest["contacted_on"].notna() & (latest["status"] == "")
    is_open = ~latest["status"].isin(CLOSED_STATUSES) & ~answered & latest[TOUCHED].astype(bool)
    return latest[is_open.to_numpy()]


def plain_cells(column: pd.Series[Any]) -> np.ndarray[Any, Any]:
    """Return cells as they are handed out: None for what is empty, dates without a time."""
    cells = column.astype(object)
    plain = np.array(cells.where(cells.notna() & (cells != ""), None), dtype=object)
    if column.name in DATES:
        plain = np.array([day.date() if isinstance(day, dt.datetime) else day for day in plain], dtype=object)
    return plain


def _nothing(n: int) -> np.ndarray[Any, Any]:
    return np.full(n, None, dtype=object)


def _carry_on(rows: dict[str, Any], history: ActionHistory) -> None:
    """Put what people typed into the rows of customers whose action is still open, in place."""
    import pandas as pd

    touched = open_touched_rows(history)
    if not len(touched):
        return
    place = pd.Index(touched["customer_id"].astype(object)).get_indexer(
        pd.Index(rows["customer_id"], dtype=object)
    )
    known = place >= 0
    own = [name for name in touched.columns if str(name).startswith(OWN_COLUMN)]
    for column in (*FILL_IN, *own):
        earlier = plain_cells(touched[column])[place[known]]
        cells = rows.get(column, _nothing(len(place))).copy()
        # Owner and day stay as planned where nobody said otherwise; nothing else has a plan.
        said = np.array([cell is not None for cell in earlier], dtype=bool)
        cells[np.flatnonzero(known)[said]] = earlier[said]
        if column in FILL_IN or said.any():
            rows[column] = cells
