from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from retention_desk.desktop.widgets.chips import Chip, ChipRow


def test_a_filter_is_removed_by_its_cross_or_by_keys(qtbot, appearance, words):
    chip = Chip("tier = high", words)
    qtbot.addWidget(chip)
    chip.resize(chip.sizeHint())
    removed, clicked = [], []
    chip.removed.connect(lambda: removed.append(True))
    chip.clicked.connect(lambda: clicked.append(True))
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip.cross().center())
    qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert removed == [True, True]
    assert clicked == []


def test_a_row_shows_what_it_is_told_and_hides_when_empty(qtbot, appearance, words):
    host = QWidget()
    row = ChipRow(words, parent=host)
    qtbot.addWidget(host)
    row.set_chips({"tier": "tier = high", "region": "region = 华东"})
    row.set_chip("tier", "tier = low")
    assert row.keys() == ["tier", "region"]
    assert not row.isHidden()
    row.set_chips({})
    assert row.isHidden()


def test_a_choice_can_be_turned_on(qtbot, appearance, words):
    chip = Chip("moved down 96", words, removable=False)
    qtbot.addWidget(chip)
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert chip.isChecked()
    assert chip.accessibleName() == "moved down 96"
    assert not chip.grab().isNull()
