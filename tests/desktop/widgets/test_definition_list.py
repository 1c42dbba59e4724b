"""Accepted definitions as rows: marked, wrapped, chosen by mouse and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from retention_desk.desktop.widgets.definition_list import Definition, DefinitionList, wrapped

TOLD = (
    Definition("0", "active: an event in the last 30 days", "45.1 %", "−19.1 points", heading="Who"),
    Definition("1", "active: an event in the last 90 days", "64.2 %", chosen=True),
    Definition("2", "Retention rate by heads", "80.7 %", "+16.5 points", other=True),
)


@pytest.fixture
def listed(qtbot, appearance, words):
    listed = DefinitionList(TOLD, words)
    qtbot.addWidget(listed)
    listed.resize(280, 300)
    listed.show()
    return listed


def test_each_row_says_what_differs_its_value_and_the_difference(listed):
    names = [row.accessibleName() for row in listed.rows]
    assert names[0] == "active: an event in the last 30 days, 45.1 %, −19.1 points"
    assert names[1].endswith("64.2 %, chosen")
    assert not listed.grab().isNull()


def test_another_definition_is_chosen_the_one_that_holds_is_not(listed, qtbot):
    with qtbot.waitSignal(listed.chosen) as told:
        QTest.mouseClick(listed.rows[0], Qt.MouseButton.LeftButton)
    assert told.args == ["0"]
    with qtbot.waitSignal(listed.chosen) as told:
        QTest.keyClick(listed.rows[2], Qt.Key.Key_Return)
    assert told.args == ["2"]
    with qtbot.assertNotEmitted(listed.chosen):
        listed.rows[1].click()


def test_a_long_name_takes_more_lines_and_the_row_grows(listed):
    row = listed.rows[0]
    assert row.heightForWidth(240) > row.heightForWidth(600)
    lines = wrapped("one two three four five six", 60)
    assert len(lines) > 1
    assert " ".join(lines) == "one two three four five six"
    assert wrapped("", 60) == [""]
    assert "".join(wrapped("活跃：最近三十天内有事件的客户", 60)) == "活跃：最近三十天内有事件的客户"
