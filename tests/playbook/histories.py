"""Histories of action lists made by hand: one dict per row, quiet unless said otherwise."""

from __future__ import annotations

from typing import Any

import pandas as pd

from retention_desk.foundation.action_history import HISTORY_COLUMNS, ActionHistory

QUIET: dict[str, Any] = {
    "list_id": "L1",
    "handed_out_on": "2024-09-20",
    "play": "check_in_call",
    "channel": "phone",
    "handling": "personal",
    "tier": 0,
    "arm": "contact",
    "wave": "all",
    "cost": 6.0,
    "value_at_stake": 100.0,
    "due": "2024-09-27",
    "is_manual": False,
}


def history(*rows: dict[str, Any]) -> ActionHistory:
    """Return the history of these rows; what a row leaves out is quiet."""
    texts = {name: "" for name, kind in HISTORY_COLUMNS.items() if kind == "object"}
    told = [{**texts, **QUIET, **row} for row in rows]
    columns = {
        name: pd.Series([row.get(name) for row in told]).astype(kind)
        if not kind.startswith("datetime")
        else pd.to_datetime(pd.Series([row.get(name) for row in told])).astype(kind)
        for name, kind in HISTORY_COLUMNS.items()
    }
    return ActionHistory(pd.DataFrame(columns))
