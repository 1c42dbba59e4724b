"""Subscriptions of which a history tells several versions: the latest of each counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from retention_desk.foundation.findings import Finding
from retention_desk.foundation.wording import phrase, phrase_n
from retention_desk.importing.rows_in_file import rows_in_file
from retention_desk.importing.tidy_table import TidyTable


def latest_versions(tables: Sequence[TidyTable]) -> tuple[list[TidyTable], list[Finding]]:
    """Return the tables, earlier versions of a subscription set aside as ``older_version``, with findings.

    Notes
    -----
    Rows of one customer, subscription ID, start and plan are versions of one subscription; another start
    or plan under the same ID is another part of it. The version changed last counts, without a date of
    change the last one in the file. Money of a subscription that stands twice would count twice.
    """
    result: list[TidyTable] = []
    findings: list[Finding] = []
    for table in tables:
        if table.kind == "subscriptions" and "subscription_id" in table.frame:
            older = _older(table)
            if older.any():
                findings.append(_finding(table, older))
            table = table.keeping(~older, "older_version")
        result.append(table)
    return result, findings


def _older(table: TidyTable) -> npt.NDArray[np.bool_]:
    frame = table.frame
    ids = frame["subscription_id"].cat.codes.to_numpy()
    plan = frame["plan"].cat.codes.to_numpy() if "plan" in frame else np.zeros(len(frame), dtype=np.int8)
    key = pd.DataFrame(
        {"customer": table.customer, "id": ids, "start": frame["started_on"].to_numpy(), "plan": plan}
    )
    row = frame["source_row"].to_numpy()
    changed = _numbers(frame["updated_on"]) if "updated_on" in frame else np.zeros(len(frame), dtype=np.int64)
    order = np.lexsort((row, changed))
    older = np.zeros(len(frame), dtype=bool)
    older[order] = key.iloc[order].duplicated(keep="last").to_numpy()
    return older & (ids >= 0)


def _numbers(dates: pd.Series[Any]) -> npt.NDArray[np.int64]:
    """Return dates as numbers, an unknown one as the smallest."""
    return dates.to_numpy().astype("datetime64[s]").astype(np.int64)


def _finding(table: TidyTable, older: npt.NDArray[np.bool_]) -> Finding:
    source = table.source
    return Finding(
        "older_versions", "look", int(older.sum()),
        phrase_n(
            "{n:count} row is an earlier version of a subscription that stands in the table again.",
            "{n:count} rows are earlier versions of subscriptions that stand in the table again.",
            n=int(older.sum()),
        ),
        phrase("The latest version of each subscription is used."),
        source.file, source.sheet, source.mapping.columns["subscription_id"], None,
        rows_in_file(source, table.frame["source_row"].to_numpy()[older]),
    )  # fmt: skip
