"""A row of what changed: painted with marks or an icon, clicked by mouse and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from retention_desk.desktop.widgets.change_row import ChangeLine, ChangeRow
from retention_desk.foundation.wording import Words, phrase
from tests.desktop.painted import pixels

BANDS = ChangeLine(phrase("At risk"), "118", "−£61,300", is_better=False, before="healthy", now="risk")
LAPSED = ChangeLine(phrase("Lapsed"), "12", "", is_better=False, icon="minus")


@pytest.fixture
def row(qtbot, appearance, words):
    def make(line):
        row = ChangeRow(line, words)
        qtbot.addWidget(row)
        row.resize(360, row.sizeHint().height())
        return row

    return make


def test_it_says_everything_to_a_screen_reader(row):
    made = row(BANDS)
    assert made.accessibleName() == "At risk, 118, −£61,300"
    made.retranslate(Words("zh_CN"))
    assert made.accessibleName() == "高风险, 118, −£61,300"


def test_bands_are_marks_in_their_colours(row):
    from retention_desk.desktop import theme

    look = theme.current()

    def has(made, band):
        return (pixels(made) == int(look.band_colour(band).rgb()) & 0xFFFFFF).any()

    assert has(row(BANDS), "healthy")
    assert has(row(BANDS), "risk")
    assert not has(row(LAPSED), "risk")


def test_enter_presses_it(row, qtbot):
    made, pressed = row(LAPSED), []
    made.clicked.connect(lambda: pressed.append(True))
    qtbot.keyClick(made, Qt.Key.Key_Return)
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
    assert len(pressed) == 2
    assert made.minimumSizeHint().height() <= made.sizeHint().height()
