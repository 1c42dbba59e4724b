"""Traces of customers: every row in which they are named, and no other."""

from __future__ import annotations

from retention_desk.foundation.trace_results import CustomersOf
from retention_desk.foundation.wording import Words, phrase
from retention_desk.metrics.trace_customers import trace_customers
from tests.metrics.builders import everything, with_row_numbers


def test_all_rows_of_the_customers_and_no_others():
    data = with_row_numbers(everything())
    trace = trace_customers(CustomersOf(phrase("Spenders"), (3, 17)), data)
    ids = set(data.customer_ids[[3, 17]])
    for kind, table in data.events.items():
        wanted = table.loc[table["customer"].isin([3, 17]), "source_row"]
        found = trace.table.loc[trace.table["kind"] == kind, "row"]
        assert sorted(found) == sorted(wanted)
    assert set(trace.table["customer"]) <= ids
    assert trace.count == len(trace.table)
    assert Words("en")(trace.metric.formula) == f"2 customers of {data.n_customers}"


def test_nobody_has_no_rows():
    trace = trace_customers(CustomersOf(phrase("Nobody"), ()), everything())
    assert trace.count == 0
    assert not len(trace.table)
    assert list(trace.table)[:3] == ["file", "sheet", "row"]
