"""What earlier lists leave to be minded: open actions, who was contacted not long ago, who was drawn."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from retention_desk.foundation.action_history import HISTORY_COLUMNS, ActionHistory
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.settings_sections import PlaybookSettings

Flags = npt.NDArray[np.bool_]

CLOSED: Final = ("done", "skipped")
_TOUCHED: Final = "is_touched"
_TEXTS: Final = tuple(name for name, kind in HISTORY_COLUMNS.items() if kind == "object")
_ANSWERS: Final = ("status", "outcome", "leaving_reason", "note")


@dataclass(frozen=True, eq=False)
class EarlierActions:
    """The history of lists as planning needs it.

    Attributes
    ----------
    rows : DataFrame
        The history up to the as-of day with ``place``: position of the customer, −1 not in the data.
    open_rows : DataFrame
        The open action of each customer who has one, the longest due first; columns of `rows`.
    cooling : ndarray of bool, shape (n_customers,)
        Who was contacted by hand within the days of cooling off.
    lapsed, unknown : int
        Open actions never touched and long past their day; those of customers not in the data.
    """

    rows: pd.DataFrame
    open_rows: pd.DataFrame
    cooling: Flags
    lapsed: int
    unknown: int


def earlier_actions(data: CustomerData, history: ActionHistory, settings: PlaybookSettings) -> EarlierActions:
    """Return what earlier lists leave to be minded on the as-of day; later lists are not seen.

    Notes
    -----
    An action is open when it is the customer's latest, was to be done by hand, was not held out, and is
    neither done nor skipped (nor has a day of contact and an outcome). One that nobody touched lapses
    `open_days` after it was due, so that lists which never came back do not stand in the way for ever.
    A contact counts on its day; of one that is done without a day, on the day it was handed out.
    """
    rows, now = _known_rows(data, history)
    open_now, lapsed = _open(rows, now, settings)
    here = open_now & (rows["place"].to_numpy() >= 0)
    chosen = rows[here]
    order = np.argsort(_days(chosen["due"]), kind="stable")
    return EarlierActions(
        rows=rows,
        open_rows=chosen.iloc[order].reset_index(drop=True),
        cooling=_cooling(rows, now, data.n_customers, settings.cooling_off_days),
        lapsed=int(lapsed.sum()),
        unknown=int((open_now & ~here).sum()),
    )


def _known_rows(data: CustomerData, history: ActionHistory) -> tuple[pd.DataFrame, np.datetime64]:
    """Return the rows handed out up to the as-of day, and the day that counts as today.

    The list handed out on that very day is the one that is planned: only what somebody worked on counts.
    """
    rows = history.rows
    rows = rows.assign(**{name: rows[name].fillna("") for name in _TEXTS})
    handed = _days(rows["handed_out_on"])
    if data.as_of is not None:
        now = np.datetime64(data.as_of, "D")
        rows = rows[(handed < now) | np.isnat(handed) | ((handed == now) & _touched(rows))]
    else:
        known = handed[~np.isnat(handed)]
        now = known.max() if len(known) else np.datetime64(dt.date.min, "D")
    place = data.customer_ids.get_indexer(pd.Index(rows["customer_id"].astype(object)))
    return rows.assign(place=place.astype(np.intp)).reset_index(drop=True), now


def _open(rows: pd.DataFrame, now: np.datetime64, settings: PlaybookSettings) -> tuple[Flags, Flags]:
    """Return which rows are open, and which were and have lapsed."""
    latest = ~rows.duplicated("customer_id", keep="last").to_numpy() & (rows["customer_id"] != "").to_numpy()
    contacted = rows["contacted_on"].notna().to_numpy() & (rows["outcome"] != "").to_numpy()
    closed = rows["status"].isin(CLOSED).to_numpy() | (contacted & (rows["status"] == "").to_numpy())
    undone = latest & ~closed & _by_hand(rows)
    due = _days(rows["due"])
    due = np.where(np.isnat(due), _days(rows["handed_out_on"]), due)
    past = due + np.timedelta64(settings.open_days, "D") < now
    lapsed = undone & past & ~_touched(rows)
    return undone & ~lapsed, lapsed


def _by_hand(rows: pd.DataFrame) -> Flags:
    flags: Flags = ((rows["arm"] != "holdout") & (rows["handling"] != "automated")).to_numpy(dtype=bool)
    return flags


def _touched(rows: pd.DataFrame) -> Flags:
    if _TOUCHED in rows:
        told: Flags = rows[_TOUCHED].to_numpy(dtype=bool)
        return told
    flags = rows["contacted_on"].notna().to_numpy() | rows["is_manual"].to_numpy(dtype=bool)
    for column in _ANSWERS:
        flags = flags | (rows[column] != "").to_numpy(dtype=bool)
    touched: Flags = flags
    return touched


def _cooling(rows: pd.DataFrame, now: np.datetime64, n_customers: int, days: int) -> Flags:
    on = _days(rows["contacted_on"])
    done = (rows["status"] == "done").to_numpy()
    on = np.where(np.isnat(on) & done, _days(rows["handed_out_on"]), on)
    place = rows["place"].to_numpy()
    recent = (on > now - np.timedelta64(days, "D")) & (on <= now) & _by_hand(rows) & (place >= 0)
    cooling = np.zeros(n_customers, dtype=bool)
    cooling[place[recent]] = True
    return cooling


def _days(column: pd.Series[Any]) -> npt.NDArray[np.datetime64]:
    return column.to_numpy().astype("datetime64[D]")
