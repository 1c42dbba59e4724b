"""Workbooks as they come back: sorted, translated, extended, half of them gone, and not ours at all."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess

import numpy as np
import pytest

from retention_desk.foundation.book_cells import CellComment
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.merge_results import FILL_IN
from retention_desk.foundation.vocabulary import VALUE_TIERS
from retention_desk.foundation.wording import Words
from retention_desk.importing.read_book import read_book
from retention_desk.importing.typed_days import typed_days
from retention_desk.reporting.read_returned import read_returned
from retention_desk.reporting.write_workbook import list_id
from tests.reporting.returned_books import HEADER_ROW, KEY_ROW, NINE, Returned
from tests.reporting.sheet_reading import book_of, columns_of, values_of

ACTIONS, RD, LISTS = "Actions", "_rd", "Lists"


def cells_of(workbook, column, sheet=0):
    """Return the filled cells of a column by customer."""
    rows = workbook.sheets[sheet].rows
    pairs = zip(rows["customer_id"], rows[column], strict=True)
    return {customer: value for customer, value in pairs if value is not None}


def codes(workbook):
    return {finding.code for finding in workbook.findings}


def test_an_untouched_copy_holds_what_was_handed_out(returned, shop):
    read = returned.read()
    plan = shop.analysis.plan.table
    assert (read.list_id, read.language, read.as_of) == (
        list_id(shop.analysis), "en", shop.analysis.data.as_of,
    )  # fmt: skip
    assert (read.who, read.who_from, read.saved_at) == ("Ann", "properties", NINE)
    actions = read.sheets[0]
    assert (actions.name, actions.key, len(actions.rows)) == (ACTIONS, "actions", len(plan))
    assert actions.columns == FILL_IN
    ids = shop.analysis.data.customer_ids.take(plan["customer"].to_numpy())
    assert actions.rows["customer_id"].tolist() == list(ids)
    assert actions.rows["is_keyed"].all()
    assert sum(len(sheet.rows) for sheet in read.sheets[1:]) == len(plan)
    assert (read.added, read.not_read, read.findings) == ((), (), ())
    assert read.settings_toml == shop.analysis.settings.to_toml()


@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
def test_what_people_type_is_read_in_every_language(books_as_read, language, shop):
    mine = Returned(books_as_read[language])
    sheet = mine.names()[2]
    one, two, three, four = mine.customers(sheet)[:4]
    mine.put(
        sheet, one, status="✓ done", outcome="Ordered again", contacted_on=dt.datetime(2025, 1, 3), note=7
    )
    mine.put(sheet, two, status="已完成", contacted_on="2025年1月3日", owner="  Tom ", leaving_reason="price")
    mine.put(sheet, three, status="in progress", contacted_on=45_660, note="two\r\nlines")
    mine.put(sheet, four, status="處理中", contacted_on="3 Jan 2025", outcome="未接通")
    read = mine.read()
    assert cells_of(read, "status") == {one: "done", two: "done", three: "in_progress", four: "in_progress"}
    assert set(cells_of(read, "contacted_on").values()) == {dt.date(2025, 1, 3)}
    assert len(cells_of(read, "contacted_on")) == 4
    assert cells_of(read, "outcome") == {one: "won_back", four: "no_answer"}
    assert cells_of(read, "note") == {one: "7", three: "two\nlines"}
    assert cells_of(read, "leaving_reason") == {two: "price"}
    assert cells_of(read, "owner")[two] == "Tom"
    assert read.not_read == ()


def test_what_is_no_choice_and_no_day_is_told_and_not_taken(returned):
    one, two = returned.customers(ACTIONS)[:2]
    returned.put(ACTIONS, one, status="donne", leaving_reason="far too expensive", contacted_on="soon")
    returned.put(ACTIONS, two, status="zzz", note="#REF!")
    told = {(cell.customer_id, cell.column): (cell.text, cell.nearest) for cell in returned.read().not_read}
    assert told == {
        (one, "status"): ("donne", "done"),
        (one, "leaving_reason"): ("far too expensive", "price"),
        (one, "contacted_on"): ("soon", None),
        (two, "status"): ("zzz", None),
        (two, "note"): ("#REF!", None),
    }


def test_rows_may_be_sorted_filtered_and_deleted(returned):
    first, gone, last = (returned.customers(ACTIONS)[place] for place in (0, 1, -1))
    returned.put(ACTIONS, last, note="moved up")
    rows = returned.rows(ACTIONS)
    returned.move_rows(ACTIONS, lambda row: None if row == rows[1] else rows[-1] + 3 - (row - rows[0]) * 1)
    read = returned.read()
    assert cells_of(read, "note") == {last: "moved up"}
    there = read.sheets[0].rows["customer_id"].tolist()
    assert there[-1] == first
    assert gone not in there


def test_columns_may_be_moved_inserted_renamed_and_translated(returned):
    one = returned.customers(ACTIONS)[0]
    places = returned.places(ACTIONS)
    returned.put(ACTIONS, one, status="Done", outcome="Stays", note="rang")
    # A column inserted into the table moves the cells of the table alone, not the keys above it.
    returned.move_columns(ACTIONS, lambda c: c + (c >= places["outcome"]), from_row=HEADER_ROW)
    returned.set(ACTIONS, HEADER_ROW, places["outcome"], "Budget")
    returned.set(ACTIONS, returned.row_of(ACTIONS, one), places["outcome"], 120)
    returned.set(ACTIONS, HEADER_ROW, places["status"], "状态")
    read = returned.read()
    assert (cells_of(read, "status"), cells_of(read, "outcome"), cells_of(read, "note")) == (
        {one: "done"}, {one: "stays"}, {one: "rang"},
    )  # fmt: skip
    assert cells_of(read, "+Budget") == {one: 120.0}
    assert codes(read) == set()


def test_whole_columns_may_change_places(returned):
    one = returned.customers(ACTIONS)[0]
    returned.put(ACTIONS, one, status="Done", note="rang")
    a, b = returned.places(ACTIONS)["status"], returned.places(ACTIONS)["note"]
    returned.move_columns(ACTIONS, lambda c: {a: b, b: a}.get(c, c))
    read = returned.read()
    assert (cells_of(read, "status"), cells_of(read, "note")) == ({one: "done"}, {one: "rang"})


def test_a_renamed_column_is_told_by_its_key_and_without_keys_by_its_neighbours(returned):
    one = returned.customers(ACTIONS)[0]
    places = returned.places(ACTIONS)
    returned.put(ACTIONS, one, outcome="Stays")
    returned.set(ACTIONS, HEADER_ROW, places["outcome"], "What happened")
    read = returned.read()
    assert cells_of(read, "outcome") == {one: "stays"}
    assert "returned_columns_renamed" in codes(read)
    for column in (*places.values(), max(places.values()) + 1):
        returned.set(ACTIONS, KEY_ROW, column, None)
    read = returned.read()
    assert cells_of(read, "outcome") == {one: "stays"}
    assert "returned_columns_renamed" in codes(read)


def test_without_the_key_column_rows_are_told_by_their_customer(returned):
    one = returned.customers(ACTIONS)[0]
    key = returned.places(ACTIONS)["row_key"]
    returned.put(ACTIONS, one, note="rang")
    returned.move_columns(ACTIONS, lambda c: None if c == key else c)
    read = returned.read()
    assert cells_of(read, "note") == {one: "rang"}
    assert read.sheets[0].rows["is_keyed"].all()
    assert "returned_key_gone" in codes(read)


def test_without_its_hidden_sheets_the_list_is_told_by_its_marks(returned, shop):
    one = returned.customers(ACTIONS)[0]
    returned.put(ACTIONS, one, note="rang", status="Done")
    returned.drop(RD, LISTS)
    read = returned.read(keywords="")
    assert (read.list_id, read.sent) == (list_id(shop.analysis), None)
    assert cells_of(read, "status") == {one: "done"}
    assert "returned_hidden_gone" in codes(read)
    for name in returned.names():
        returned.grids[name] = {
            place: value
            for place, value in returned.grids[name].items()
            if not str(value).startswith("list:")
        }
    assert returned.read().list_id == list_id(shop.analysis)
    assert returned.read(keywords="mine").list_id == ""


def test_damaged_lines_of_the_hidden_sheet_are_counted_not_believed(returned):
    lines = {row: value for (row, column), value in returned.grids[RD].items() if column == 3 and row > 2}
    row = min(lines)
    returned.set(RD, row, 3, lines[row].replace('"arm"', '"leg"'))
    returned.set(RD, row + 1, 3, "{")
    read = returned.read()
    assert len(read.sent) == len(lines) - 2
    (finding,) = (f for f in read.findings if f.code == "returned_hidden_damaged")
    assert finding.rows == 2


def test_ids_that_lost_their_zeros_and_rows_with_another_customer(returned):
    short = next(c for c in returned.customers(ACTIONS) if c.startswith("0") and c.isdigit() and len(c) == 5)
    place = returned.places(ACTIONS)
    returned.set(ACTIONS, returned.row_of(ACTIONS, short), place["note"], "mine")
    returned.set(ACTIONS, returned.row_of(ACTIONS, short), place["customer"], int(short))
    read = returned.read()
    assert cells_of(read, "note") == {short: "mine"}
    assert codes(read) == set()
    other = next(c for c in returned.customers(ACTIONS) if isinstance(c, str))
    returned.set(ACTIONS, returned.row_of(ACTIONS, other), place["note"], "whose?")
    returned.set(ACTIONS, returned.row_of(ACTIONS, other), place["customer"], short)
    read = returned.read()
    assert "returned_rows_mistaken" in codes(read)
    assert "returned_rows_twice" in codes(read)


def test_rows_added_by_hand_are_actions_of_their_own(returned):
    place, last = returned.places(ACTIONS), returned.rows(ACTIONS)[-1]
    for offset, (customer, note, play) in enumerate(
        [("NEW-1", "met at the fair", "Call"), (None, "ask the shop", None), (None, None, "Total")], start=1
    ):
        returned.set(ACTIONS, last + offset, place["customer"], customer)
        returned.set(ACTIONS, last + offset, place["note"], note)
        returned.set(ACTIONS, last + offset, place["play"], play)
    read = returned.read()
    assert [(row.customer_id, dict(row.values)) for row in read.added] == [
        ("NEW-1", {"note": "met at the fair", "play": "Call"}), ("", {"note": "ask the shop"}),
    ]  # fmt: skip
    assert [(cell.column, cell.text) for cell in read.not_read] == [("play", "Total")]


def test_what_is_changed_outside_the_yellow_columns_is_told(returned):
    one = returned.customers(ACTIONS)[0]
    returned.put(ACTIONS, one, play="Something of my own")
    (cell,) = returned.read().not_read
    assert (cell.customer_id, cell.column, cell.text) == (one, "play", "Something of my own")


def test_formulas_without_their_value_are_told(returned):
    one = returned.customers(ACTIONS)[0]
    places = returned.places(ACTIONS)
    for row in returned.rows(ACTIONS):
        returned.set(ACTIONS, row, places["health_score"], None)
    row = returned.row_of(ACTIONS, one)
    returned.without_value = {ACTIONS: {(row, places["owner"]), (row, places["health_score"])}}
    (cell,) = returned.read().not_read
    assert (cell.customer_id, cell.column, cell.text) == (one, "owner", "=")


def test_comments_are_told(returned):
    (cell,) = returned.read(comments=(CellComment(ACTIONS, 6, 1, "Bo", "really?"),)).not_read
    assert (cell.column, cell.text, cell.row) == ("comment", "Bo: really?", 6)


def test_who_it_was_is_told_by_the_only_owner_of_changed_rows(returned):
    one, two = returned.customers(ACTIONS)[:2]
    returned.put(ACTIONS, one, owner="Priya", note="x").put(ACTIONS, two, owner="Priya")
    read = returned.read(who="Administrator", file="somewhere.xlsx")
    assert (read.who, read.who_from) == ("Priya", "owner")


def test_an_export_that_was_never_saved_again_says_no_time(returned):
    assert returned.read(saved_at=dt.datetime(2000, 1, 1, tzinfo=dt.UTC)).saved_at is None


@pytest.mark.parametrize("kept", ["About", "Customers", "_rd"])
def test_a_workbook_without_a_list_is_refused_with_the_way_out(returned, kept):
    returned.drop(*(name for name in returned.names() if name != kept))
    with pytest.raises(UserFacingError) as caught:
        returned.read()
    assert caught.value.code == "no_action_list"


@pytest.fixture(scope="module")
def saved_again(shop, tmp_path_factory):
    """A copy filled in by a script, and as LibreOffice saves it in its own and in Excel's format."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not here")
    folder = tmp_path_factory.mktemp("saved")
    book = book_of(shop.paths["en"])
    for place, cells in (
        (2, {(1, "status"): "✓ Done", (1, "contacted_on"): dt.datetime(2025, 1, 3), (2, "note"): "00420 =x"}),
        (3, {(3, "outcome"): "stays"}),
    ):
        sheet = book.worksheets[place]
        columns = columns_of(sheet)
        for (row, column), value in cells.items():
            sheet.cell(HEADER_ROW + row, columns[column]).value = value
    book.properties.lastModifiedBy = "Ann"
    paths = {
        "script": folder / "mine.xlsx",
        "ods": folder / "mine.ods",
        "xlsx": folder / "again" / "mine.xlsx",
    }
    book.save(paths["script"])
    for target, source, out in (
        ("ods", paths["script"], folder), ("xlsx:Calc MS Excel 2007 XML", paths["ods"], folder / "again"),
    ):  # fmt: skip
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to"]
        subprocess.run(
            [*command, target, "--outdir", str(out), str(source)],
            check=True,
            capture_output=True,
            timeout=300,
        )
    return paths


def test_recalculated_by_another_program_every_row_agrees_with_the_tool(shop, saved_again):
    book = book_of(saved_again["xlsx"], data_only=True)
    words, analysis = Words("en"), shop.analysis
    tiers = [*map(words, VALUE_TIERS.values()), None]
    listed = analysis.plan.table["customer"].to_numpy()
    for name, wanted in (("Customers", slice(None)), ("Actions", listed)):
        sheet = book[name]
        scores = [np.nan if value in {None, ""} else value for value in values_of(sheet, "health_score")]
        assert np.array_equal(np.array(scores, dtype=float), analysis.health.score[wanted], equal_nan=True)
        said = [tiers[code] for code in analysis.segments.value_tier[wanted]]
        assert [value or None for value in values_of(sheet, "value_tier")] == said


@pytest.mark.parametrize("kind", ["script", "ods", "xlsx"])
def test_a_copy_saved_by_another_program_is_read_as_it_was_filled_in(saved_again, kind, merge, handed_out):
    workbook = read_returned(read_book(saved_again[kind]), typed_days)
    assert workbook.list_id == handed_out.list_id
    assert [sheet.key for sheet in workbook.sheets][:2] == ["actions", "actions_high"]
    result = merge(workbook)
    first, second = handed_out.rows["customer_id"].iloc[:2]
    assert {(e.customer_id, e.column): e.value for e in result.taken if e.column != "outcome"} == {
        (first, "status"): "done", (first, "contacted_on"): dt.date(2025, 1, 3), (second, "note"): "00420 =x",
    }  # fmt: skip
    assert [e.value for e in result.taken if e.column == "outcome"] == ["stays"]
    assert (result.conflicts, result.removed, result.manual, dict(result.not_read)) == ((), (), (), {})
    assert result.returns[0].n_rows == len(handed_out.rows)
