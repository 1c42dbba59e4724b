"""Whatever is asked about finds its trace."""

from __future__ import annotations

import pytest

from retention_desk.foundation.trace_results import AverageOf, CellOf, CustomersOf, FigureOf, StayOf
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.cohorts import grid_of_context
from retention_desk.metrics.trace_any import trace_any
from tests.metrics.builders import everything, with_row_numbers
from tests.metrics.test_trace_cell import context_of

CONTEXT = context_of(with_row_numbers(everything()))
START = grid_of_context(CONTEXT, "month").starts[0]


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        (FigureOf("repurchase_rate"), "repurchase_rate"),
        (CellOf(START, 0, "exact", "month"), "cohort_cell"),
        (AverageOf((START,), 0, "exact", "month"), "cohort_average"),
        (StayOf(30.0), "survival_point"),
        (CustomersOf(phrase("Customers"), (0, 1)), "customers"),
    ],
)
def test_each_kind_of_question_has_its_answer(asked, key):
    trace = trace_any(asked, CONTEXT, None)
    assert trace.text.key == key
    assert trace.count > 0
