"""Customer tables with one row for each customer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from retention_desk.foundation.findings import Finding
from retention_desk.foundation.wording import phrase, phrase_n
from retention_desk.importing.churn_list import CHURN_LIST
from retention_desk.importing.rows_in_file import rows_in_file
from retention_desk.importing.tidy_table import TidyTable


def one_row_per_customer(tables: Sequence[TidyTable]) -> tuple[list[TidyTable], list[Finding]]:
    """Return the tables, rows of customer tables for a customer listed before set aside, with findings.

    The first row of a customer is kept, in the order of files, sheets and rows.
    """
    result: list[TidyTable] = []
    findings: list[Finding] = []
    seen: set[str] = set()
    for table in tables:
        if table.kind != "customers" or table.source.role == CHURN_LIST:
            result.append(table)
            continue
        keys = table.keys.take(table.customer)
        again = keys.duplicated() | np.asarray(keys.isin(list(seen)))
        seen.update(keys[~again])
        if again.any():
            findings.append(_finding(table, again))
        result.append(table.keeping(~again, "duplicate_customer"))
    return result, findings


def _finding(table: TidyTable, again: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Finding:
    rows = table.frame["source_row"].to_numpy()[again]
    return Finding(
        "duplicate_customers", "look", int(again.sum()),
        phrase_n(
            "{n:count} row repeats a customer who is listed before.",
            "{n:count} rows repeat a customer who is listed before.",
            n=int(again.sum()),
        ),
        phrase("The first row of each customer is used."),
        table.source.file, table.source.sheet, table.source.mapping.columns["customer_id"], None,
        rows_in_file(table.source, rows),
    )  # fmt: skip
