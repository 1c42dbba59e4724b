"""Files and sheets of an import: what each is, whether it needs a look, which is shown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from retention_desk.desktop.import_wizard.files_panel import FilesPanel, sheet_note, sheet_state
from tests.desktop.import_wizard.samples_of_tables import draft, mapping, raw


@pytest.fixture
def panel(qtbot, appearance, words):
    asked = []
    panel = FilesPanel(words, lambda: asked.append("choose"), lambda: asked.append("paste"))
    qtbot.addWidget(panel)
    return panel


def test_a_sheet_is_good_when_kind_and_customer_are_known(words):
    table = raw()
    known = mapping(table)
    assert sheet_state(table, known) == "good"
    assert sheet_state(table, replace(known, kind_confidence=0.3)) == "ask"
    assert sheet_state(table, replace(known, columns={"amount": "Paid"})) == "ask"
    assert sheet_state(table, replace(known, skip=True)) == "skip"
    assert sheet_state(replace(table, header_row=None), known) == "skip"


def test_the_note_counts_the_rows_below_the_header(words):
    table = raw(rows=20)
    assert words(sheet_note(table, mapping(table))).endswith("20 rows")
    assert "left out" in words(sheet_note(table, mapping(table, skip=True)))
    assert "no table" in words(sheet_note(replace(table, header_row=None), mapping(table)))


def test_each_file_is_named_once_with_its_sheets_below(panel):
    one, two = raw(), raw(sheet="Later")
    text = raw("more.csv", "", encoding="utf_8", delimiter=";")
    panel.show_draft(draft(*((table, mapping(table)) for table in (one, two, text))), 1)
    assert [button.name() for button in panel.buttons] == ["Orders", "Later", "UTF-8, semicolon"]
    assert [button.isChecked() for button in panel.buttons] == [False, True, False]


def test_a_click_tells_the_place_and_a_wish_to_leave_out_too(panel, qtbot):
    one, two = raw(), raw(sheet="Later")
    panel.show_draft(draft((one, mapping(one)), (two, mapping(two))), 0)
    with qtbot.waitSignal(panel.chosen) as chosen:
        panel.buttons[1].click()
    assert chosen.args == [1]
    with qtbot.waitSignal(panel.skip_asked) as skipped:
        panel.buttons[0].skip_asked.emit(True)
    assert skipped.args == [0, True]


def test_another_draft_replaces_the_sheets(panel):
    table = raw()
    panel.show_draft(draft((table, mapping(table))), 0)
    other = raw(str(Path("other.xlsx")), "Only")
    panel.show_draft(draft((other, mapping(other))), 0)
    assert [button.name() for button in panel.buttons] == ["Only"]
    assert "Only" in panel.buttons[0].accessibleName()


def test_a_sheet_that_was_chosen_keeps_the_focus_when_the_list_is_made_anew(panel, qtbot):
    one, two = raw(), raw(sheet="Later")
    shown = draft((one, mapping(one)), (two, mapping(two)))
    panel.show_draft(shown, 0)
    panel.show()
    panel.activateWindow()
    panel.buttons[1].setFocus()
    qtbot.waitUntil(lambda: panel.buttons[1].hasFocus())
    old = panel.buttons[1]
    panel.show_draft(shown, 1)
    assert panel.buttons[1] is not old
    qtbot.waitUntil(lambda: panel.buttons[1].hasFocus())
