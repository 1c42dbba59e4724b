from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.indicator_row import IndicatorRow, IndicatorState
from retention_desk.desktop.widgets.threshold_ruler import Ruler
from retention_desk.foundation.wording import Words

RULER = Ruler(0, 4, (1.5, 2.5), [4, 2, 1], False)


def state(weight=36.0, ruler=RULER):
    return IndicatorState("Days since last order", "own rhythm = 1", weight, 30.0, ruler, 0.91)


@pytest.fixture
def row(qtbot, appearance, words):
    row = IndicatorRow(state(), words)
    qtbot.addWidget(row)
    row.resize(448, row.height())
    return row


def test_slider_and_field_say_the_same(row, qtbot):
    told, done = [], []
    row.weight_changed.connect(told.append)
    row.committed.connect(lambda: done.append(1))
    qtbot.keyClick(row.slider, Qt.Key.Key_Right)
    assert row.field.text() == "37"
    row.field.selectAll()
    qtbot.keyClicks(row.field, "20.5")
    qtbot.keyClick(row.field, Qt.Key.Key_Return)
    assert row.slider.value() == 20.5
    assert told == [37.0, 20.5]
    assert len(done) == 2


def test_the_weight_before_is_said_where_it_differs(row):
    assert row._was.spoken() == "was 30"
    row.show_state(state(weight=30.0))
    assert row._was.spoken() == ""
    assert row._known.spoken() == "91\u202f% known"


def test_thresholds_are_passed_on(row, qtbot):
    told = []
    row.thresholds_changed.connect(told.append)
    qtbot.keyClick(row.ruler, Qt.Key.Key_Right)
    assert told == [(pytest.approx(1.54), 2.5)]


def test_an_indicator_without_thresholds_has_no_ruler(row):
    row.show_state(state(ruler=None))
    assert row.ruler.isHidden()
    row.retranslate(Words("zh_CN"))
    assert row.height() == theme.current().size.indicator_row + 1
    assert not row.grab().isNull()


def test_a_warning_takes_a_line_of_its_own_and_goes_again(row, words):
    plain = row.height()
    told = []
    row.turned.connect(lambda: told.append(1))
    row.show_state(replace(state(), warning="✕ The wrong way round", warning_note="AUC 0.41"))
    assert row.height() > plain
    row.turn.click()
    assert told == [1]
    row.show_state(state())
    assert row.height() == plain
