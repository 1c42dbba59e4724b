from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from retention_desk.desktop.widgets.fields import CheckBox, NumberField, SearchField, labelled, shortest
from retention_desk.foundation.wording import Words


def typed(field, qtbot, text):
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_a_number_is_told_once_when_it_is_done(qtbot, appearance, words):
    field = NumberField(words, low=0, high=100, digits=1)
    qtbot.addWidget(field)
    told = []
    field.changed.connect(told.append)
    typed(field, qtbot, "18.3")
    typed(field, qtbot, "18.3")
    assert told == [18.3]
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.value() == pytest.approx(19.3)


@pytest.mark.parametrize("text", ["many", "101", "-1", ""])
def test_what_is_no_number_within_bounds_is_marked_and_not_told(qtbot, appearance, words, text):
    field = NumberField(words, low=0, high=100)
    qtbot.addWidget(field)
    told = []
    field.changed.connect(told.append)
    field.set_value(7)
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    typed(field, qtbot, text)
    assert told == []
    assert field.property("wrong")
    assert field.value() == 7
    field.set_value(8)
    assert not field.property("wrong")


def test_numbers_are_read_as_the_program_sets_them(qtbot, appearance, words):
    field = NumberField(words)
    qtbot.addWidget(field)
    told = []
    field.changed.connect(told.append)
    typed(field, qtbot, "60,000")
    field.setText("−5 %")  # no key of a test keyboard gives a minus sign
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told == [60000, -5]
    assert field.text() == "−5"


def test_a_number_finer_than_it_is_shown_is_not_changed_by_passing_through(qtbot, appearance, words):
    field = NumberField(words, digits=0)
    qtbot.addWidget(field)
    told = []
    field.changed.connect(told.append)
    field.set_value(12.4)
    assert field.text() == "12"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert (told, field.value()) == ([], 12.4)
    typed(field, qtbot, "13")
    typed(field, qtbot, "12")
    assert told == [13, 12]


def test_decimals_are_shown_where_there_are_any(words):
    assert [shortest(value, 1, words) for value in (36.0, 18.3, 9.96)] == ["36", "18.3", "10"]


def test_a_search_is_told_a_moment_after_the_last_letter(qtbot, appearance, words):
    field = SearchField("Search", words)
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.searched, timeout=2000) as told:
        qtbot.keyClicks(field, "join")
    assert told.args == ["join"]
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""


def test_a_box_is_ticked_by_keys_and_says_its_word(qtbot, appearance, words):
    box = CheckBox("Average on top", words)
    qtbot.addWidget(box)
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert box.isChecked()
    assert box.accessibleName() == "Average on top"
    assert not box.grab().isNull()


def test_units_are_said_in_the_language(qtbot, appearance, words):
    field = NumberField(words, unit="days", name="Days")
    box = labelled("Window", field, words)
    qtbot.addWidget(box)
    field.retranslate(Words("zh_CN"))
    assert field.accessibleName() == "Days"
