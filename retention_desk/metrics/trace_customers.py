"""The source rows of some customers: what a bar or a point that stands for customers rests on."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.results import FigureText, Metric
from retention_desk.foundation.trace_results import CustomersOf, Members, Trace
from retention_desk.foundation.trace_rows import all_rows_of, rows_table, sheet_counts
from retention_desk.foundation.wording import phrase, phrase_n

KEY = "customers"


def trace_customers(asked: CustomersOf, data: CustomerData) -> Trace:
    """Return every row in which some customers are named."""
    chosen = np.zeros(data.n_customers, dtype=bool)
    chosen[list(asked.customers)] = True
    n = int(chosen.sum())
    whole = np.arange(data.n_customers, dtype=np.int64)
    members = Members(np.flatnonzero(chosen), whole)
    filters = () if data.as_of is None else (phrase("as of {day:date}", day=data.as_of),)
    made = phrase_n(
        "{n:count} customer of {all:count}", "{n:count} customers of {all:count}", n, all=len(whole)
    )
    return Trace(
        metric=Metric(KEY, "count", float(n), n=n, numerator=n, denominator=len(whole), formula=made),
        text=FigureText(KEY, asked.name, phrase("Customers and every row in which they are named.")),
        customer=None,
        filters=filters,
        sheets=sheet_counts(data, all_rows_of(data, chosen)),
        list_rows=lambda: rows_table(data, all_rows_of(data, chosen)),
        members=members,
    )
