"""Boxed choices: the chosen one looks it, and what does not fit is in the tooltip."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.option_box import OptionBox
from tests.desktop.painted import colours


@pytest.fixture
def box(qtbot, appearance, words):
    box = OptionBox("Won back", words, note="Anna, 2024-05-02 10:00")
    qtbot.addWidget(box)
    box.resize(box.sizeHint())
    box.show()
    return box


def test_the_chosen_one_has_the_accent(box):
    accent = theme.current().colour.accent.name()
    assert accent not in colours(box)
    box.setChecked(True)
    assert accent in colours(box)


def test_name_and_note_are_read(box):
    assert box.accessibleName() == "Won back, Anna, 2024-05-02 10:00"


def test_what_is_cut_is_in_the_tooltip(box):
    assert box.toolTip() == ""
    box.resize(box.minimumSizeHint())
    assert box.toolTip() == "Won back\nAnna, 2024-05-02 10:00"


def test_enter_chooses(box, qtbot):
    with qtbot.waitSignal(box.clicked):
        qtbot.keyClick(box, Qt.Key.Key_Return)
