"""Two months of one small shop, as a project would keep the earlier one."""

from __future__ import annotations

import datetime as dt
import tempfile
from functools import cache
from pathlib import Path

import numpy as np

from retention_desk.foundation.action_history import HISTORY_COLUMNS, ActionHistory
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.project_results import Snapshot
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.review_results import EarlierMonth
from retention_desk.foundation.settings import DEFAULTS, AnalysisSettings
from retention_desk.pipeline import analyse, import_files
from retention_desk.project.headline import headline_of, scores_of
from tests.small_shop import write_small_orders

QUICK = DEFAULTS.with_value("churn.model", "rules").with_value("capacity.contacts_per_week", 60)


@cache
def shop() -> CustomerData:
    """Return the data of the small shop."""
    path = Path(tempfile.mkdtemp()) / "orders.csv"
    write_small_orders(path)
    return import_files([path])


@cache
def analysed(days_before: int) -> Analysis:
    """Return the analysis so many days before the last day of the data."""
    return analysis_of(shop(), days_before)


def analysis_of(data: CustomerData, days_before: int, settings: AnalysisSettings = QUICK) -> Analysis:
    """Return the analysis of some data so many days before their last one."""
    assert data.as_of is not None
    return analyse(data, settings.with_value("general.as_of", data.as_of - dt.timedelta(days_before)))


def kept_month(analysis: Analysis) -> EarlierMonth:
    """Return a month as a project gives it."""
    data = analysis.data
    assert data.as_of is not None
    snapshot = Snapshot(
        id=1,
        day=data.as_of,
        as_of=data.as_of,
        saved_at=dt.datetime.combine(data.as_of, dt.time(), dt.UTC),
        saved_by="",
        program="",
        fingerprint=analysis.imported.fingerprint,
        n_customers=data.n_customers,
        currency=data.currency,
        files=(),
    )
    scores = scores_of(analysis).set_index("customer_id")
    return EarlierMonth(snapshot, headline_of(analysis), scores, analysis.settings)


def handed_out(analysis: Analysis, list_id: str = "L1") -> ActionHistory:
    """Return the history after the list of an analysis was handed out."""
    import pandas as pd

    table, n = analysis.plan.table, len(analysis.plan.table)
    empty = {"object": "", "float64": np.nan, "bool": False, "datetime64[us]": np.datetime64("NaT", "us")}
    rows = {
        name: table[name].to_numpy()
        if name in table
        else np.full(n, empty[kind], dtype=object if kind == "object" else None)
        for name, kind in HISTORY_COLUMNS.items()
        if name not in ("customer_id", "list_id", "handed_out_on")
    }
    rows["customer_id"] = analysis.data.customer_ids.take(table["customer"]).astype(object)
    rows["list_id"] = np.full(n, list_id, dtype=object)
    rows["handed_out_on"] = np.full(n, np.datetime64(analysis.data.as_of, "us"))
    frame = pd.DataFrame({name: rows[name] for name in HISTORY_COLUMNS})
    frame["due"] = pd.to_datetime(frame["due"])
    return ActionHistory(frame.astype(HISTORY_COLUMNS))
