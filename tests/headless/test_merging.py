"""``merge``: three colleagues' workbooks on the command line."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import openpyxl
import pytest

from retention_desk.headless.commands import CANCELLED, DONE, UNUSABLE_INPUT, run_command
from retention_desk.project.open_project import open_project
from tests.importing.cut_books import texts_first
from tests.reporting.sheet_reading import HEADER_ROW, book_of, columns_of
from tests.small_shop import write_small_orders

LATER = dt.datetime(2025, 2, 3, 12)


@pytest.fixture(scope="module")
def handed_out(tmp_path_factory):
    """A project that handed out one workbook."""
    folder = tmp_path_factory.mktemp("merging")
    write_small_orders(folder / "orders.csv")
    code = run_command(
        ["analyze", str(folder / "orders.csv"), "--workbook", str(folder / "list.xlsx"), "--project",
         str(folder / "p.rdesk"), "--set", "churn.model=off", "--set", "capacity.contacts_per_week=8",
         "--json", str(folder / "analysis.json")]
    )  # fmt: skip
    assert code == DONE
    return folder


@pytest.fixture
def folder(handed_out, tmp_path):
    """The same, to be changed."""
    for name in ("p.rdesk", "list.xlsx"):
        (tmp_path / name).write_bytes((handed_out / name).read_bytes())
    return tmp_path


def filled(folder, who, cells, hours=0):
    """Return the path of a copy with cells filled in by (row of the list, column)."""
    book = book_of(folder / "list.xlsx")
    sheet = book.worksheets[2]
    columns = columns_of(sheet)
    for (row, column), value in cells.items():
        sheet.cell(HEADER_ROW + row, columns[column]).value = value
    book.properties.lastModifiedBy = who
    path = folder / f"list_{who}.xlsx"
    book.save(path)
    return str(path)


def merged(capsys, *arguments):
    code = run_command(["merge", *arguments])
    return code, capsys.readouterr()


def test_what_is_filled_in_is_kept_and_conflicts_are_listed(folder, capsys):
    project = str(folder / "p.rdesk")
    ann = filled(folder, "Ann", {(1, "status"): "✓ Done", (1, "note"): "rang", (2, "status"): "hm"})
    bo = filled(folder, "Bo", {(1, "status"): "✕ Skipped", (2, "outcome"): "Stays"})
    code, said = merged(capsys, project, ann, bo, "--json", str(folder / "m.json"))
    assert code == DONE
    assert "conflicts, not taken: 1" in said.out
    assert "✓ Done (Ann" in said.out
    assert "“hm”: not understood" in said.out
    record = json.loads((folder / "m.json").read_text(encoding="utf-8"))
    assert {(e["column"], e["value"]) for e in record["taken"]} == {("note", "rang"), ("outcome", "stays")}
    with open_project(folder / "p.rdesk", read_only=True) as kept:
        assert len(kept.returns()) == 2
        assert {edit.value for edit in kept.holding().edits.values()} == {"rang", "stays"}
    code, said = merged(capsys, project, ann, bo)
    assert code == DONE
    assert said.out.count("merged before, nothing new") == 2
    code, said = merged(capsys, project, ann, "--prefer", "ann")
    assert "conflicts settled: 1" in said.out
    with open_project(folder / "p.rdesk", read_only=True) as kept:
        assert {edit.value for edit in kept.holding().edits.values()} == {"rang", "stays", "done"}


def test_a_colleague_nobody_knows_is_refused_and_nothing_is_kept(folder, capsys):
    files = [filled(folder, who, {(1, "note"): who}) for who in ("Ann", "Bo")]
    code, said = merged(capsys, str(folder / "p.rdesk"), *files, "--prefer", "Anne")
    assert code == UNUSABLE_INPUT
    assert "error[nobody_called]" in said.err
    assert "Ann, Bo" in said.err
    with open_project(folder / "p.rdesk", read_only=True) as kept:
        assert kept.returns() == ()


def test_what_can_be_read_is_merged_beside_what_cannot(folder, capsys):
    ann = filled(folder, "Ann", {(1, "note"): "rang"})
    half = folder / "half.xlsx"
    half.write_bytes((folder / "list_Ann.xlsx").read_bytes()[:9_000])
    strange = openpyxl.Workbook()
    strange.active["A1"] = "Shopping"
    strange.save(folder / "strange.xlsx")
    code, said = merged(capsys, str(folder / "p.rdesk"), str(half), ann, str(folder / "strange.xlsx"))
    assert code == UNUSABLE_INPUT
    assert [line.partition("]")[0] for line in said.err.splitlines()] == [
        "error[damaged",
        "error[no_action_list",
    ]
    assert "taken: 1 cells" in said.out
    with open_project(folder / "p.rdesk", read_only=True) as kept:
        assert len(kept.returns()) == 1


def test_the_project_has_to_be_there(folder, capsys):
    code, said = merged(capsys, str(folder / "none.rdesk"), filled(folder, "Ann", {}))
    assert code == UNUSABLE_INPUT
    assert "error[project_missing]" in said.err
    assert CANCELLED == 4


def test_what_was_typed_survives_the_next_export(folder, handed_out, capsys):
    note = {(1, "note"): "rang, ask again", (1, "status"): "In progress", (2, "status"): "Done"}
    merged(capsys, str(folder / "p.rdesk"), filled(folder, "Ann", note))
    again = ["analyze", str(handed_out / "orders.csv"), "--project", str(folder / "p.rdesk"), "--workbook"]
    assert run_command([*again, str(folder / "next.xlsx"), "--json", str(folder / "a.json")]) == DONE
    first, second = (book_of(folder / name).worksheets[2] for name in ("list.xlsx", "next.xlsx"))
    customer = first.cell(HEADER_ROW + 1, 1).value
    columns = columns_of(second)
    rows = {second.cell(row, 1).value: row for row in range(HEADER_ROW + 1, second.max_row + 1)}
    assert second.cell(rows[customer], columns["note"]).value == "rang, ask again"
    assert second.cell(rows[customer], columns["status"]).value == "◐ In progress"
    filled_in = [second.cell(row, columns["status"]).value for row in rows.values()]
    assert sum(value is not None for value in filled_in) == 1


def test_an_anonymised_workbook_comes_back_with_its_key(folder, handed_out, capsys):
    key, out = str(folder / "client.key"), str(folder / "list.xlsx")
    again = [
        "analyze",
        str(handed_out / "orders.csv"),
        "--project",
        str(folder / "p.rdesk"),
        "--workbook",
        out,
    ]
    assert run_command([*again, "--anonymise", key, "--json", str(folder / "a.json")]) == DONE
    sheet = book_of(folder / "list.xlsx").worksheets[2]
    assert sheet.cell(HEADER_ROW + 2, 1).value.startswith("C-")
    cy = filled(folder, "Cy", {(2, "note"): "asked for a catalogue", (3, "status"): "Done"})
    project = str(folder / "p.rdesk")
    code, said = merged(capsys, project, cy)
    assert code == UNUSABLE_INPUT
    assert "error[needs_key]" in said.err
    code, said = merged(capsys, project, cy, "--anonymise", key)
    assert code == DONE
    with open_project(folder / "p.rdesk", read_only=True) as kept:
        holding = kept.holding().edits
        listed = kept.handed_out(kept.plans()[-1])["customer_id"].tolist()
        assert {(k.customer_id, k.column): e.value for k, e in holding.items()} == {
            (listed[1], "note"): "asked for a catalogue", (listed[2], "status"): "done",
        }  # fmt: skip
    assert run_command([*again, "--anonymise", key, "--audit", str(folder / "x.xlsx")]) == UNUSABLE_INPUT
    assert "error[not_anonymous]" in capsys.readouterr().err


def test_half_a_file_is_merged_as_far_as_it_goes_and_told(folder, capsys):
    path = Path(filled(folder, "Ann", {(1, "note"): "half"}))
    path.write_bytes(texts_first(path.read_bytes())[:-3000])
    code, said = merged(capsys, str(folder / "p.rdesk"), str(path))
    assert code == UNUSABLE_INPUT
    assert "[returned_cut_off]" in said.out
    assert "Ask for the file again" in said.err
    with open_project(folder / "p.rdesk") as project:
        assert len(project.returns()) == 1
