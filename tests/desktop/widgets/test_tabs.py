from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from retention_desk.desktop.widgets.tabs import SegmentedControl, Tab
from retention_desk.foundation.wording import Words, phrase


@pytest.fixture
def control(qtbot, appearance, words):
    control = SegmentedControl([("m", "Month"), ("q", "Quarter"), ("y", "Year")], words, name="Cohorts by")
    qtbot.addWidget(control)
    control.resize(300, 32)
    return control


def test_mouse_and_keys_choose(control, qtbot):
    chosen = []
    control.chosen.connect(chosen.append)
    qtbot.mouseClick(control, Qt.MouseButton.LeftButton, pos=QPoint(150, 16))
    qtbot.mouseClick(control, Qt.MouseButton.LeftButton, pos=QPoint(150, 16))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Home):
        qtbot.keyClick(control, key)
    assert chosen == ["q", "y", "m"]
    assert control.accessibleName() == "Cohorts by, Month"


def test_choosing_by_the_program_tells_nobody(control):
    chosen = []
    control.chosen.connect(chosen.append)
    control.choose("y")
    assert control.key() == "y"
    assert chosen == []
    qtbot_image = control.grab().toImage()
    control.choose("m")
    assert control.grab().toImage() != qtbot_image


def test_a_tab_does_not_move_its_neighbours_when_it_is_chosen(qtbot, appearance, words):
    tab = Tab(phrase("Why"), words)
    qtbot.addWidget(tab)
    before = tab.sizeHint()
    tab.setChecked(True)
    assert tab.sizeHint() == before
    tab.retranslate(Words("zh_CN"))
    assert tab.accessibleName() == Words("zh_CN")("Why")
    assert not tab.grab().isNull()
