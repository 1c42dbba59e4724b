"""Source rows as columns: what says the same everywhere is left out, all else is where it stands."""

from __future__ import annotations

import numpy as np

from retention_desk.desktop.trace.columns import trace_rows
from retention_desk.foundation.trace_results import FigureOf
from retention_desk.foundation.wording import Words
from retention_desk.questions import trace
from tests.desktop.real_shop import shop_analysis

WORDS = Words("en")


def rows_of(key, words=WORDS):
    found = trace(shop_analysis(), FigureOf(key))
    return found, trace_rows(found, "GBP", words)


def test_rows_of_one_file_and_one_role_need_no_columns_for_them():
    found, rows = rows_of("revenue_gross")
    assert [spec.key for spec in rows.specs] == ["row", "customer", "date", "amount"]
    amount = rows.specs[-1]
    assert (amount.kind, amount.currency, amount.digits) == ("money", "GBP", 2)
    np.testing.assert_allclose(np.sum(rows.values["amount"]), found.metric.value)
    assert set(rows.files) == {"orders.csv"}
    assert rows.count == found.count


def test_roles_and_what_customers_count_for_are_said_where_they_differ():
    _, rows = rows_of("retention_rate")
    keys = [spec.key for spec in rows.specs]
    assert {"role", "counts"} <= set(keys)
    assert set(rows.values["role"]) == {
        "active at start", "active at end", "first seen",
    }  # fmt: skip
    assert {"both", "below the line"} <= set(rows.values["counts"])
    _, chinese = rows_of("retention_rate", Words("zh_TW"))
    assert "期初活躍" in set(chinese.values["role"])


def test_a_figure_without_rows_is_an_empty_table():
    _, rows = rows_of("nps")
    assert rows.count == 0
    assert [spec.key for spec in rows.specs] == ["row", "customer"]
