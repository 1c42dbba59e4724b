"""Who did what of the actions handed out."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np

from retention_desk.foundation.action_history import ActionHistory
from retention_desk.foundation.outcome_results import OwnerActions

if TYPE_CHECKING:
    import pandas as pd


def owner_actions(
    history: ActionHistory, day: dt.date | None
) -> tuple[tuple[OwnerActions, ...], OwnerActions]:
    """Return the actions of each owner, most first and those of nobody last, and those of all together.

    Parameters
    ----------
    history : ActionHistory
    day : date or None
        The day by which an open action is overdue; None without dates: then nothing is.
    """
    rows = history.rows[(history.rows["arm"] != "holdout").to_numpy()]
    by_owner = rows.groupby("owner", sort=True, observed=True)
    owners = [_actions(str(owner), of_owner, day) for owner, of_owner in by_owner]
    owners.sort(key=lambda found: (found.owner == "", -found.handed_out, found.owner))
    return tuple(owners), _actions("", rows, day)


def _actions(owner: str, rows: pd.DataFrame, day: dt.date | None) -> OwnerActions:
    status = rows["status"]
    counts = status.value_counts()
    known = ("done", "skipped", "in_progress", "to_do")
    found = {key: int(counts.get(key, 0)) for key in known}
    due = rows["due"]
    is_open = ~status.isin(("done", "skipped")).to_numpy()
    is_late = (due < np.datetime64(day)).to_numpy() if day is not None else np.zeros(len(rows), dtype=bool)
    contacted = rows["contacted_on"].max() if len(rows) else None
    return OwnerActions(
        owner=owner,
        handed_out=len(rows),
        done=found["done"],
        skipped=found["skipped"],
        in_progress=found["in_progress"],
        to_do=found["to_do"],
        blank=len(rows) - sum(found.values()),
        overdue=int((is_open & is_late).sum()),
        unreached=int((rows["outcome"] == "no_answer").sum()),
        latest=contacted.date() if contacted is not None and contacted == contacted else None,
    )
