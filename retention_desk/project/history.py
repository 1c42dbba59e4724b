"""The action lists handed out with what people filled in: the history that the next plan looks at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from retention_desk.foundation.action_history import HISTORY_COLUMNS, ActionHistory, no_history
from retention_desk.foundation.handed_out import TOUCHED
from retention_desk.foundation.merge_results import FILL_IN, CellsThatHold, ManualAction
from retention_desk.foundation.project_results import SavedPlan

if TYPE_CHECKING:
    import pandas as pd

HandedOut = tuple[SavedPlan, "pd.DataFrame", "pd.DataFrame"]
_NOT_FILLED_IN = tuple(name for name in HISTORY_COLUMNS if name not in {*FILL_IN, "is_manual"})


def action_history(lists: Sequence[HandedOut], holding: CellsThatHold) -> ActionHistory:
    """Return the history of action lists.

    Parameters
    ----------
    lists : sequence of (SavedPlan, DataFrame, DataFrame)
        Each list with its table (``customer_id`` and the columns of `ActionPlan.table`) and what was handed
        out with it (`handed_out.handed_out_rows`), the earliest first.
    holding : CellsThatHold
        What came back.
    """
    import pandas as pd

    if not lists:
        return no_history()
    edits: dict[str, list[tuple[str, str, Any]]] = {plan.list_id: [] for plan, _, _ in lists}
    for key, edit in holding.edits.items():
        edits.setdefault(key.list_id, []).append((key.customer_id, key.column, edit.value))
    parts = []
    for plan, table, handed_out in lists:
        parts.append(_rows(plan, table, handed_out, edits[plan.list_id]))
        manual = [action for action in holding.manual if action.list_id == plan.list_id]
        if manual:
            parts.append(_manual_rows(plan, manual))
    own = list(dict.fromkeys(name for part in parts for name in part.columns if name not in HISTORY_COLUMNS))
    whole = pd.concat([_typed(part, own) for part in parts], ignore_index=True)
    return ActionHistory(whole)


def _rows(
    plan: SavedPlan, table: pd.DataFrame, handed_out: pd.DataFrame, edits: Iterable[tuple[str, str, Any]]
) -> pd.DataFrame:
    """Return the rows of one list with its edits put in."""
    import numpy as np

    rows = handed_out.drop(columns=["play", "arm"]).reset_index(drop=True)
    for name in _NOT_FILLED_IN:
        if name in table:
            rows[name] = table[name].to_numpy()
    place = {customer: number for number, customer in enumerate(rows["customer_id"])}
    touched = np.zeros(len(rows), dtype=bool)
    cells = {str(name): rows[name].to_numpy(dtype=object).copy() for name in rows if name in handed_out}
    for customer_id, column, value in edits:
        number = place.get(customer_id)
        if number is None:
            continue
        cells.setdefault(column, np.full(len(rows), None, dtype=object))[number] = value
        touched[number] = True
    for name in FILL_IN:
        if name not in ("owner", "due"):  # carried on from an earlier list: touched there
            touched |= np.array([cell is not None for cell in cells[name]], dtype=bool)
    columns: dict[str, Any] = {**cells, **_of_list(plan), "is_manual": False, TOUCHED: touched}
    return rows.assign(**columns)


def _manual_rows(plan: SavedPlan, actions: Sequence[ManualAction]) -> pd.DataFrame:
    import pandas as pd

    rows = pd.DataFrame(
        [{**action.values, "customer_id": action.customer_id} for action in actions], dtype=object
    )
    return rows.assign(**_of_list(plan), arm="added", is_manual=True, **{TOUCHED: True})


def _of_list(plan: SavedPlan) -> Mapping[str, Any]:
    # The time of the data, which plans and their cooling-off are reckoned in, not the clock on the wall.
    day = plan.as_of or plan.saved_at.date()
    return {"list_id": plan.list_id, "handed_out_on": dt.datetime.combine(day, dt.time())}


def _typed(part: Any, own: Sequence[str]) -> pd.DataFrame:
    """Return a list's rows with all columns in their types; texts are empty and days NaT where unknown."""
    import pandas as pd

    columns: dict[str, Any] = {}
    for name, kind in HISTORY_COLUMNS.items():
        cells: Any = part[name] if name in part else pd.Series([None] * len(part), dtype=object)
        if kind == "object":
            columns[name] = cells.astype(object).where(cells.notna(), "").astype(object)
        elif kind.startswith("datetime"):
            columns[name] = pd.to_datetime(cells, errors="coerce").astype(kind)
        elif kind == "int8":
            columns[name] = pd.to_numeric(cells, errors="coerce").fillna(-1).astype(kind)
        else:
            columns[name] = cells.astype(kind)
    for name in own:
        cells = part[name] if name in part else pd.Series([None] * len(part), dtype=object)
        columns[name] = (
            cells.astype(bool) if name == TOUCHED else cells.astype(object).where(cells.notna(), None)
        )
    return pd.DataFrame(columns)
