"""The hidden sheet as it comes back."""

from __future__ import annotations

import datetime as dt
import json

import pandas as pd

from retention_desk.foundation.book_cells import BookCells, BookSheet
from retention_desk.reporting.reading_sheet import answers_listed, read_reading_sheet
from retention_desk.reporting.sheets.hidden import text_hash


def book(*rows, name="_rd"):
    cells = pd.DataFrame([[*row, *[None] * (5 - len(row))] for row in rows], dtype=object)
    return BookCells("b.xlsx", "", (BookSheet(name, True, 1, 1, cells),))


def whole(name, text, *further):
    return [name, text_hash(text + "".join(further)), text, *further]


def line(**record):
    return json.dumps(record)


GOOD = line(key=3, customer="007", play="call", arm="contact", shown={"play": "Call"},
            sent={"owner": "Tom", "due": {"date": "2025-01-31"}, "+Budget": 2.5})  # fmt: skip
IDENTITY = json.dumps({"list_id": "abc", "as_of": "2025-01-01", "language": 5})


def test_what_was_written_is_read():
    read = read_reading_sheet(
        book(whole("list", IDENTITY), whole("settings", '"a = ', '1"'), whole("row", GOOD))
    )
    assert (read.text("list_id"), read.as_of, read.text("language")) == ("abc", dt.date(2025, 1, 1), "")
    assert read.settings_toml == "a = 1"
    row = read.sent.loc[3]
    assert row[["customer_id", "owner", "due", "note", "+Budget"]].tolist() == [
        "007", "Tom", dt.date(2025, 1, 31), None, 2.5,
    ]  # fmt: skip
    assert (read.shown, read.damaged) == ({3: {"play": "Call"}}, 0)


def test_it_is_found_under_another_name():
    assert read_reading_sheet(book(whole("list", IDENTITY), name="Sheet9")).text("list_id") == "abc"
    assert read_reading_sheet(book(["list", "of", "guests"], name="Sheet9")).identity == {}


def test_what_was_changed_is_counted():
    deep = "[" * 100_000
    changed = ["row", text_hash(GOOD), GOOD.replace("Tom", "Bo")]
    lines = [changed, *(whole("row", text) for text in ("{", deep, line(key="3"), GOOD))]
    read = read_reading_sheet(book(whole("list", "null"), *lines))
    assert (read.damaged, len(read.sent), read.identity) == (4, 1, {})
    assert read_reading_sheet(book(["list"])).sent is None


def test_the_workbooks_own_answers():
    lists = BookSheet(
        "Lists",
        True,
        1,
        1,
        pd.DataFrame([["list_status", None], ["Erledigt", "done"], [3.0, None]], dtype=object),
    )
    assert answers_listed(BookCells("b", "", (lists,))) == {"status": {"Erledigt": "done"}}
