"""Bringing workbooks back: real files of a real list, conflicts, one step there and one back."""

from __future__ import annotations

import warnings

import openpyxl
import pytest

from retention_desk.desktop.jobs import Runner
from retention_desk.desktop.review_page.flow import NEEDS_KEY, Brought, ReturnFlow
from retention_desk.foundation.pseudonyms import pseudonyms_of
from retention_desk.foundation.wording import Words
from retention_desk.pipeline import write_workbook
from retention_desk.project.open_project import open_project
from retention_desk.reporting.write_workbook import list_id

HEADER_ROW = 5
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")


@pytest.fixture(scope="session")
def handed_out(months, tmp_path_factory):
    """Return the workbook of the later month's list."""
    path = tmp_path_factory.mktemp("list") / "actions.xlsx"
    write_workbook(months[1], path, Words("en"))
    return path


@pytest.fixture
def project(client, months):
    with open_project(client) as project:
        project.save_plan(months[1], list_id(months[1]))
        yield project


@pytest.fixture
def flow(qapp, project, manual_executors):
    flow = ReturnFlow(Runner(lambda lane: manual_executors[lane]), lambda: project)
    flow.told = []
    flow.kept.connect(flow.told.append)
    return flow


@pytest.fixture
def work(manual_executors, qtbot):
    def work():
        while any(executor.waiting for executor in manual_executors.values()):
            for executor in manual_executors.values():
                while executor.waiting:
                    executor.run_next()
                    qtbot.wait(1)

    return work


def filled(handed_out, folder, who, outcome, rows=(0, 1)):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(handed_out)
    sheet = book["Actions"]
    columns = {str(cell.value): cell.column for cell in sheet[HEADER_ROW] if cell.value is not None}
    for row in rows:
        sheet.cell(HEADER_ROW + 1 + row, columns["Outcome"]).value = outcome
    book.properties.lastModifiedBy = who
    path = folder / f"actions {who}.xlsx"
    book.save(path)
    return path


def test_nothing_is_kept_before_it_is_said(flow, work, handed_out, tmp_path, project):
    flow.bring([filled(handed_out, tmp_path, "Anna", "Stays")])
    work()
    assert len(flow.brought.merge.taken) == 2
    assert flow.can_keep
    assert project.returns() == ()
    flow.discard()
    assert not flow.brought


def test_conflicts_are_settled_and_kept_as_one_step(flow, work, handed_out, tmp_path, project):
    flow.bring([filled(handed_out, tmp_path, "Anna", "Stays")])
    flow.bring([filled(handed_out, tmp_path, "Ben", "Leaves", rows=(1, 2))])
    work()
    (conflict,) = flow.conflicts
    assert flow.n_open == 1
    flow.settle({conflict.key: "leaves"})
    assert flow.n_open == 0
    flow.keep()
    work()
    assert not flow.brought
    holds = {key.customer_id: edit.value for key, edit in flow.so_far.holding.edits.items()}
    assert sorted(holds.values()) == ["leaves", "leaves", "stays"]
    assert holds[conflict.key.customer_id] == "leaves"
    assert len(project.returns()) == 2
    flow.take_back(flow.told[0])
    work()
    assert project.returns() == ()
    assert project.settlements() == ()
    flow.keep_again(flow.told[0])
    work()
    assert len(project.returns()) == 2
    assert [item.value for item in project.settlements()] == ["leaves"]


def test_an_open_conflict_stays_open_and_can_be_settled_later(flow, work, handed_out, tmp_path, project):
    flow.bring([filled(handed_out, tmp_path, "Anna", "Stays"), filled(handed_out, tmp_path, "Ben", "Leaves")])
    work()
    flow.keep()
    work()
    assert len(flow.conflicts) == 2
    assert flow.so_far.holding.edits == {}
    flow.settle({flow.conflicts[0].key: "undecided"})
    flow.keep()
    work()
    assert len(flow.conflicts) == 1
    assert [edit.value for edit in flow.so_far.holding.edits.values()] == ["undecided"]


def test_the_same_file_twice_brings_nothing_new(flow, work, handed_out, tmp_path):
    path = filled(handed_out, tmp_path, "Anna", "Stays")
    flow.bring([path])
    work()
    flow.keep()
    work()
    flow.bring([path])
    work()
    assert flow.brought.merge.known == (path.name,)
    assert not flow.can_keep


def test_what_cannot_be_read_is_told_and_can_be_left_out(flow, work, handed_out, tmp_path):
    damaged = tmp_path / "half.xlsx"
    damaged.write_bytes(handed_out.read_bytes()[:4_000])
    flow.bring([damaged, filled(handed_out, tmp_path, "Anna", "Stays")])
    work()
    assert [item.file for item in flow.brought.refused] == ["half.xlsx"]
    assert len(flow.brought.merge.taken) == 2
    flow.leave_out("half.xlsx")
    work()
    assert flow.brought.refused == ()
    assert len(flow.brought.merge.taken) == 2
    flow.leave_out("actions Anna.xlsx")
    work()
    assert not flow.brought


def test_settling_anew_opens_all_again(flow, work, handed_out, tmp_path):
    flow.bring([filled(handed_out, tmp_path, "Anna", "Stays"), filled(handed_out, tmp_path, "Ben", "Leaves")])
    work()
    flow.settle({conflict.key: "stays" for conflict in flow.conflicts})
    assert flow.n_open == 0
    flow.settle_anew()
    assert flow.n_open == 2


def test_without_a_project_nothing_happens(qapp, manual_executors, tmp_path):
    flow = ReturnFlow(Runner(lambda lane: manual_executors[lane]), lambda: None)
    flow.bring([tmp_path / "a.xlsx"])
    flow.keep()
    flow.look_up()
    assert not any(executor.waiting for executor in manual_executors.values())


def test_files_of_a_name_take_the_place_of_each_other():
    assert not Brought().without(["a.xlsx"])


def test_an_anonymised_workbook_waits_for_its_key_and_is_taken_in_with_it(
    flow, work, months, tmp_path, project
):
    key = pseudonyms_of(tmp_path / "client.key", make=True)
    path = tmp_path / "actions.xlsx"
    write_workbook(months[1], path, Words("en"), pseudonyms=key)
    flow.bring([filled(path, tmp_path, "Anna", "Stays")])
    work()
    (refused,) = flow.brought.merge.not_merged
    assert refused.error.code == NEEDS_KEY
    assert not flow.can_keep
    failed = []
    flow.failed.connect(failed.append)
    flow.open_anonymised(tmp_path / "missing.key")
    work()
    assert [error.code for error in failed] == ["no_key_file"]
    assert flow.brought, "what was on the table stays there"
    flow.open_anonymised(tmp_path / "client.key")
    work()
    assert flow.brought.merge.not_merged == ()
    flow.keep()
    work()
    known = {str(one) for one in months[1].data.customer_ids}
    held = [key.customer_id for key in flow.so_far.holding.edits]
    assert len(held) == 2
    assert set(held) <= known
