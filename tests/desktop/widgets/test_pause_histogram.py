"""Pauses between purchases: the line that says when a customer is lost."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.pause_histogram import PauseHistogram
from retention_desk.foundation.wording import Words
from tests.desktop.painted import in_column, in_row

COUNTS = np.array([40, 20, 10, 5, 5, 0], dtype=np.int64)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def pauses(qtbot, appearance, words):
    pauses = PauseHistogram(words)
    qtbot.addWidget(pauses)
    pauses.resize(361, 88)
    pauses.show_pauses(COUNTS, 180.0, 90)
    pauses.told, pauses.let_go = [], []
    pauses.dragged.connect(pauses.told.append)
    pauses.released.connect(lambda: pauses.let_go.append(True))
    return pauses


def test_bars_are_as_high_as_their_counts_and_faint_beyond_the_line(pauses):
    near, beyond = theme.current().chart.parts[:2]
    slot = pauses.width() / 6
    heights = [len(in_column(pauses, (place + 0.7) * slot, near)) for place in range(3)]
    assert heights[1:] == [pytest.approx(heights[0] / 2, abs=1), pytest.approx(heights[0] / 4, abs=1)]
    for place in (3, 4):
        assert len(in_column(pauses, (place + 0.7) * slot, beyond)) == pytest.approx(heights[0] / 8, abs=1)
        assert in_column(pauses, (place + 0.7) * slot, near) == []


@pytest.mark.parametrize("days", [30, 90, 150])
def test_the_line_stands_at_its_days(pauses, days):
    pauses.set_days(days)
    (first, *_rest) = in_row(pauses, 20, theme.current().colour.accent)
    assert first == pytest.approx(pauses.width() * days / 180, abs=1)
    assert pauses.told == [], "only the user moves tell"


def test_dragging_tells_the_days_under_the_mouse_and_its_end(pauses, qtbot):
    qtbot.mousePress(pauses, LEFT, pos=QPoint(180, 40))
    qtbot.mouseMove(pauses, QPoint(120, 40))
    qtbot.mouseMove(pauses, QPoint(60, 40))
    qtbot.mouseMove(pauses, QPoint(60, 45))
    assert pauses.let_go == []
    qtbot.mouseRelease(pauses, LEFT, pos=QPoint(60, 40))
    assert pauses.told == [60, 30]
    assert pauses.let_go == [True]
    qtbot.mouseMove(pauses, QPoint(300, 40))
    assert pauses.told == [60, 30]


def test_the_line_never_leaves_the_axis(pauses, qtbot):
    qtbot.mousePress(pauses, LEFT, pos=QPoint(60, 40))
    qtbot.mouseMove(pauses, QPoint(-50, 40))
    qtbot.mouseMove(pauses, QPoint(900, 40))
    qtbot.mouseRelease(pauses, LEFT, pos=QPoint(900, 40))
    assert pauses.told[-2:] == [1, 180]


def test_only_the_left_button_takes_hold(pauses, qtbot):
    qtbot.mouseClick(pauses, Qt.MouseButton.RightButton, pos=QPoint(60, 40))
    assert pauses.told == []
    assert pauses.let_go == []


def test_arrows_move_by_a_day_and_say_where_the_line_is(pauses, qtbot):
    qtbot.keyClick(pauses, Qt.Key.Key_Right)
    qtbot.keyClick(pauses, Qt.Key.Key_Left)
    qtbot.keyClick(pauses, Qt.Key.Key_Left)
    assert pauses.told == [91, 90, 89]
    assert len(pauses.let_go) == 3
    assert "89 days" in pauses.accessibleName()
    pauses.retranslate(Words("zh_TW"))
    assert "89" in pauses.accessibleName()
    assert "days" not in pauses.accessibleName()


def test_nobody_bought_twice_paints_no_bar(pauses):
    pauses.show_pauses(np.zeros(6, dtype=np.int64), 180.0, 90)
    look = theme.current()
    for place in range(6):
        assert in_column(pauses, (place + 0.7) * pauses.width() / 6, look.chart.parts[0]) == []
