"""Columns of a list in a bare sheet."""

import pandas as pd

from retention_desk.foundation.book_cells import BookSheet
from retention_desk.reporting.find_columns import find_list


def sheet(*rows):
    width = max(map(len, rows))
    cells = [list(row) + [None] * (width - len(row)) for row in rows]
    return BookSheet("S", False, 1, 1, pd.DataFrame(cells, dtype=object))


def test_headers_alone_in_any_language():
    found = find_list(sheet(["My list"], [], ["客户", "负责人", "狀態", "Note", "预算"], ["7"]))
    assert found.header_row == 3
    assert dict(found.places) == {"customer": 1, "owner": 2, "status": 3, "note": 4, "+预算": 5}
    assert (found.has_keys, found.list_mark) == (False, "")


def test_keys_alone_where_every_header_was_rewritten():
    found = find_list(
        sheet(
            ["customer", "status", "note", "row_key", "list:abc/actions"],
            [],
            ["Kunde", "Stand", "Notiz", "#"],
        )
    )
    assert found.header_row == 3
    assert {key: found.places[key] for key in ("customer", "status", "note", "row_key")} == {
        "customer": 1, "status": 2, "note": 3, "row_key": 4,
    }  # fmt: skip
    assert (found.list_mark, found.renamed) == ("abc/actions", {"status": "Stand", "note": "Notiz"})


def test_a_column_added_before_stays_under_its_header():
    found = find_list(
        sheet(["customer", "status", "+Budget", "note"], [], ["Customer", "Action status", "Budget", "Note"])
    )
    assert found.places["+Budget"] == 3


def test_sheets_that_are_no_list():
    assert find_list(sheet(["Customer", "Tier", "Health", "Band"], ["7"])) is None
    assert find_list(sheet(["Date", "Order", "Amount", "Note"], ["7"])) is None
    assert find_list(BookSheet("S", False, 1, 1, pd.DataFrame())) is None
