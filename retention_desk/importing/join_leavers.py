"""What lists of customers who left say of the customers: who left, when, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from retention_desk.foundation.columns import TABLES
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.wording import phrase, phrase_n
from retention_desk.importing.churn_list import CHURN_LIST
from retention_desk.importing.rows_in_file import rows_in_file
from retention_desk.importing.tidy_table import TidyTable


def latest_leavings(tables: Sequence[TidyTable]) -> tuple[list[TidyTable], list[Finding]]:
    """Return the tables, all but the latest leaving of each customer set aside, with findings.

    Of two on one day the later row counts, in the order of files, sheets and rows.
    """
    lists = [place for place, table in enumerate(tables) if table.source.role == CHURN_LIST]
    if not lists:
        return list(tables), []
    rows = pd.concat(
        [
            pd.DataFrame(
                {
                    "table": place,
                    "key": tables[place].keys.take(tables[place].customer),
                    "day": tables[place].frame["churn_date"].to_numpy(),
                }
            )
            for place in lists
        ],
        ignore_index=True,
    )
    latest = ~rows.sort_values("day", kind="stable", na_position="first")["key"].duplicated(keep="last")
    kept = latest.sort_index().to_numpy()
    result, findings = list(tables), []
    for place in lists:
        own = kept[(rows["table"] == place).to_numpy()]
        findings += _about(tables[place], own)
        result[place] = tables[place].keeping(own, "earlier_leaving")
    return result, findings


def _about(table: TidyTable, kept: npt.NDArray[np.bool_]) -> list[Finding]:
    source, rows = table.source, table.frame["source_row"].to_numpy()
    found = [
        Finding(
            "churn_list", "note", int(kept.sum()),
            phrase_n(
                "“{sheet}” lists {n:count} customer who left.",
                "“{sheet}” lists {n:count} customers who left.",
                n=int(kept.sum()), sheet=source.sheet or source.file,
            ),
            phrase("Joined to the customers: those who are not on it have not left."),
            source.file, source.sheet, touched=rows_in_file(source, rows[kept]),
        )
    ]  # fmt: skip
    if not kept.all():
        found.append(
            Finding(
                "earlier_leavings", "note", int((~kept).sum()),
                phrase_n(
                    "{n:count} row tells of a customer who left again later.",
                    "{n:count} rows tell of customers who left again later.",
                    n=int((~kept).sum()),
                ),
                phrase("The latest time that a customer left counts."), source.file, source.sheet,
                source.mapping.columns["churn_date"], None, rows_in_file(source, rows[~kept]),
            )
        )  # fmt: skip
    return found


def with_leavers(
    customers: pd.DataFrame, lists: Sequence[tuple[TidyTable, npt.NDArray[np.int32]]]
) -> tuple[pd.DataFrame, list[Finding]]:
    """Return the customers with who left, when and why, with a finding where the customer table disagrees.

    Parameters
    ----------
    customers : DataFrame, index customer_ids
    lists : sequence of (TidyTable, ndarray of int32)
        Lists with one row for each customer, and the position of each of their keys among the customers.

    Notes
    -----
    What the customer table says comes first: of a customer who stands there as staying, a leaving on the
    list is one from which the customer came back. Where the table does not say who left, those on the list
    have, and all others have not.
    """
    if not lists:
        return customers, []
    customers = customers.copy()
    day = np.full(len(customers), np.datetime64("NaT"), dtype="datetime64[s]")
    why = np.full(len(customers), None, dtype=object)
    for table, position in lists:
        at = position[table.customer]
        day[at] = table.frame["churn_date"].to_numpy()
        if "churn_reason" in table.frame:
            why[at] = table.frame["churn_reason"].astype(object).to_numpy()
    listed = ~np.isnat(day)
    stays = np.zeros(len(customers), dtype=bool)
    if "churned" in customers:
        flags = customers["churned"]
        stays = (~flags.fillna(value=True)).to_numpy(dtype=bool)
        customers["churned"] = flags.mask(flags.isna() & listed, other=True)
    else:
        customers["churned"] = pd.array(listed, dtype="boolean")
    _fill(customers, "churn_date", pd.Series(day, index=customers.index).mask(stays))
    _fill(customers, "churn_reason", pd.Series(why, index=customers.index).mask(stays).astype("category"))
    order = [column.key for column in TABLES["customers"].columns if column.key in customers]
    return customers[order], _disagreement(lists, stays & listed)


def _fill(customers: pd.DataFrame, key: str, told: pd.Series[Any]) -> None:
    """Put in what is told where nothing is known, in place."""
    if key not in customers:
        if told.notna().any():
            customers[key] = told
        return
    whole = customers[key].astype(object).where(customers[key].notna(), told.astype(object))
    customers[key] = whole.astype("category" if key == "churn_reason" else "datetime64[s]")


def _disagreement(
    lists: Sequence[tuple[TidyTable, npt.NDArray[np.int32]]], stays: npt.NDArray[np.bool_]
) -> list[Finding]:
    if not stays.any():
        return []
    touched = tuple(
        rows
        for table, position in lists
        for rows in rows_in_file(
            table.source, table.frame["source_row"].to_numpy()[stays[position[table.customer]]]
        )
    )
    text = phrase_n(
        "{n:count} customer on the list of those who left stands as staying in the customer table.",
        "{n:count} customers on the list of those who left stand as staying in the customer table.",
        n=int(stays.sum()),
    )
    done = phrase("The customer table counts: they came back.")
    return [Finding("left_and_stayed", "look", int(stays.sum()), text, done, touched=touched)]
