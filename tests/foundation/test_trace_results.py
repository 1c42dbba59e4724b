"""Row numbers as runs."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.metric_results import FigureText, Metric
from retention_desk.foundation.trace_results import SourceRows, Trace
from retention_desk.foundation.wording import phrase


def runs_of(rows, most=100):
    return SourceRows("a.csv", "", "orders", "counted", np.array(rows, dtype=np.int64)).ranges(most)


def test_runs_by_hand():
    assert runs_of([3, 2, 4, 9]) == ("2–4, 9", 0)
    assert runs_of([]) == ("", 0)
    assert runs_of([1, 3, 5, 7], most=2) == ("1, 3", 2)


@given(st.sets(st.integers(1, 60), min_size=1))
def test_runs_name_every_row_once(rows):
    said, more = runs_of(sorted(rows))
    assert more == 0
    named = []
    for run in said.split(", "):
        first, _, last = run.partition("–")
        named += range(int(first), int(last or first) + 1)
    assert named == sorted(rows)


def test_rows_are_gathered_by_sheet_and_role():
    table = pd.DataFrame({"file": "a.csv", "sheet": "", "row": [2, 3, 2], "kind": "orders",
                          "role": ["opening", "opening", "closing"], "customer": "x"})  # fmt: skip
    text = FigureText("mau", phrase("Monthly"), phrase("…"))
    trace = Trace(Metric("mau", "count", 1.0), text, None, (), (), lambda: table)
    assert [(s.role, s.rows.tolist()) for s in trace.by_source()] == [("opening", [2, 3]), ("closing", [2])]
