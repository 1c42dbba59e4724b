"""Facts of a table survive what pandas does with it."""

from __future__ import annotations

import pandas as pd

from retention_desk.charts.recipe import attribute, facts, rows
from retention_desk.foundation.wording import phrase


def test_facts_stay_with_the_table_and_are_not_copied():
    table = pd.DataFrame({"n": [1, 2, 3]})
    said = phrase("silent")
    table.attrs = facts(event=said, n=3)
    part = table[table["n"] > 1].iloc[:1]
    assert attribute(part, "event") is said
    assert attribute(part, "other") is None
    assert attribute(pd.DataFrame(), "event") is None
    assert [row.n for row in rows(part)] == [2]
