from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from retention_desk.desktop.widgets.sliders import WeightSlider


@pytest.fixture
def slider(qtbot, appearance, words):
    slider = WeightSlider(words, high=100, name="Weight of returns")
    qtbot.addWidget(slider)
    slider.resize(213, 21)
    slider.show()
    return slider


def test_dragging_tells_each_move_and_the_end_once(slider, qtbot):
    moves, ends = [], []
    slider.changed.connect(moves.append)
    slider.committed.connect(ends.append)
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(106, 10))
    assert slider.held
    for x in (126, 146, 146):
        qtbot.mouseMove(slider, QPoint(x, 10))
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(146, 10))
    assert moves[0] == 50
    assert moves == sorted(set(moves))
    assert ends == [moves[-1]]
    assert not slider.held


def test_keys_move_it_within_its_ends(slider, qtbot):
    ends = []
    slider.committed.connect(ends.append)
    slider.set_value(95)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_PageUp, Qt.Key.Key_Right, Qt.Key.Key_Home):
        qtbot.keyClick(slider, key)
    assert ends == [96, 100, 0]


def test_a_value_that_is_set_is_told_to_nobody(slider):
    told = []
    slider.changed.connect(told.append)
    slider.set_value(250)
    slider.set_before(30)
    assert slider.value() == 100
    assert told == []
    assert slider.accessibleName() == "Weight of returns"
    assert not slider.grab().isNull()
