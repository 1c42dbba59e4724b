"""A day from the calendar or typed: within the data, by mouse and keyboard, with reasons when it is none."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.date_picker import DatePicker, day_of, month_later
from retention_desk.foundation.wording import Phrase, Words

FIRST, LAST = dt.date(2010, 12, 1), dt.date(2011, 12, 9)


@pytest.fixture
def picker(qtbot, appearance, words):
    picker = DatePicker(words, LAST, FIRST, LAST)
    qtbot.addWidget(picker)
    picker.days = []
    picker.chosen.connect(picker.days.append)
    picker.show()
    return picker


@pytest.mark.parametrize("text", ["2011-09-30", " 2011/9/30 ", "20110930", "2011年9月30日", "2011.09.30"])
def test_a_day_can_be_written_in_these_ways(text):
    assert day_of(text) == dt.date(2011, 9, 30)


@pytest.mark.parametrize("text", ["", "30/9/2011", "yesterday", "2011-02-30", "2011-13-01"])
def test_what_is_no_day_gives_a_reason(text):
    assert isinstance(day_of(text), Phrase)


def test_months_go_over_the_year():
    assert month_later(dt.date(2011, 12, 9), 1) == dt.date(2012, 1, 1)
    assert month_later(dt.date(2011, 1, 31), -1) == dt.date(2010, 12, 1)


def test_a_typed_day_is_chosen_with_enter_and_the_calendar_follows(picker):
    picker.field.selectAll()
    QTest.keyClicks(picker.field, "2011-03-17")
    assert picker.grid.day == dt.date(2011, 3, 17)
    assert picker.days == []
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    assert picker.days == [dt.date(2011, 3, 17)]


@pytest.mark.parametrize(
    ("typed", "said"),
    [("2012-01-01", "2010-12-01 to 2011-12-09"), ("2011-02-30", "no such day"), ("soon", "2011-09-30")],
)
def test_a_day_that_cannot_be_is_explained_and_not_chosen(picker, typed, said):
    picker.field.selectAll()
    QTest.keyClicks(picker.field, typed)
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    assert picker.days == []
    assert said in picker.note.spoken()
    assert picker.note.palette().windowText().color() == theme.current().colour.danger


def test_the_arrows_walk_within_the_data(picker):
    grid = picker.grid
    QTest.keyClick(grid, Qt.Key.Key_Right)
    assert grid.day == LAST
    QTest.keyClick(grid, Qt.Key.Key_Up)
    assert grid.day == dt.date(2011, 12, 2)
    QTest.keyClick(grid, Qt.Key.Key_PageUp)
    assert grid.day == dt.date(2011, 11, 2)
    QTest.keyClick(grid, Qt.Key.Key_End)
    assert picker.field.text() == "2011-11-30"
    QTest.keyClick(grid, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert grid.day == FIRST
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert picker.days == [FIRST]


def test_a_click_chooses_a_day_but_none_outside(picker, qtbot):
    grid = picker.grid
    QTest.mouseClick(
        grid, Qt.MouseButton.LeftButton, pos=grid.box_of(dt.date(2011, 12, 20)).center().toPoint()
    )
    assert picker.days == []
    QTest.mouseClick(
        grid, Qt.MouseButton.LeftButton, pos=grid.box_of(dt.date(2011, 12, 5)).center().toPoint()
    )
    assert picker.days == [dt.date(2011, 12, 5)]


def test_weeks_begin_on_monday(picker):
    assert picker.grid.box_of(dt.date(2011, 12, 5)).left() == 0


def test_the_month_is_named_in_the_language(qtbot, appearance):
    picker = DatePicker(Words("zh_CN"), LAST, FIRST, LAST)
    qtbot.addWidget(picker)
    assert "2011年12月" in picker.grid.accessibleName()
