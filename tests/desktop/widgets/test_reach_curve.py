"""The reach curve: what so many contacts reach, and the handle that changes how many."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.reach_curve import ReachCurve
from retention_desk.foundation.wording import Words
from tests.desktop.painted import in_column, in_row

CONTACTS = np.arange(0, 201, dtype=float)
SHARES = 1 - np.exp(-CONTACTS / 31)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def curve(qtbot, appearance, words):
    curve = ReachCurve(words)
    qtbot.addWidget(curve)
    curve.resize(400, 96)
    curve.show_reach(CONTACTS, SHARES, 30)
    curve.told, curve.let_go = [], []
    curve.dragged.connect(curve.told.append)
    curve.released.connect(lambda: curve.let_go.append(True))
    return curve


def place(curve, contacts, most=120):
    """Return the x of some contacts; the axis runs between half handles, over four times the handle's."""
    pad = theme.current().size.slider_handle / 2
    return pad + (curve.width() - 2 * pad) * contacts / most


def test_it_says_the_contacts_and_what_they_reach(curve):
    assert curve.accessibleName() == "30 contacts → 62\u202f%"  # 1 − e^(−30/31) = 0.620
    curve.retranslate(Words("zh_CN"))
    assert "30" in curve.accessibleName()
    assert "62%" in curve.accessibleName()
    assert "contacts" not in curve.accessibleName()


def test_between_two_counts_the_share_is_interpolated(curve):
    curve.show_reach(np.array([0.0, 10, 20]), np.array([0.0, 0.4, 0.6]), 15)
    assert curve.accessibleName().endswith("50\u202f%")


def test_the_handle_stands_on_the_curve(curve):
    look = theme.current()
    x = place(curve, 30)
    columns = in_row(curve, curve.height() - 30, look.colour.accent)
    assert np.mean(columns) == pytest.approx(x, abs=1.5), "its line falls to the axis"
    on_curve = in_column(curve, place(curve, 90), look.chart.categorical[0])
    pad, line = look.size.slider_handle / 2, look.text_styles["caption"].line
    foot = curve.height() - line - look.space.xs
    share = (foot - np.mean(on_curve)) / (foot - pad)
    assert share == pytest.approx(1 - np.exp(-90 / 31), abs=0.03)


def test_dragging_tells_every_count_and_the_end_once(curve, qtbot):
    for contacts, act in ((30, qtbot.mousePress), (60, qtbot.mouseMove), (90, qtbot.mouseMove)):
        at = QPoint(round(place(curve, contacts)), 40)
        act(curve, LEFT, pos=at) if act == qtbot.mousePress else act(curve, at)
    assert curve.told == [60, 90]
    assert curve.accessibleName().startswith("90 ")
    assert curve.let_go == []
    qtbot.mouseRelease(curve, LEFT, pos=QPoint(round(place(curve, 90)), 40))
    qtbot.mouseMove(curve, QPoint(5, 5))
    assert (curve.told, curve.let_go) == ([60, 90], [True])


def test_the_handle_stays_on_the_axis_and_answers_the_left_button_alone(curve, qtbot):
    qtbot.mouseClick(curve, Qt.MouseButton.RightButton, pos=QPoint(300, 40))
    assert (curve.told, curve.let_go) == ([], [])
    qtbot.mousePress(curve, LEFT, pos=QPoint(300, 40))
    qtbot.mouseMove(curve, QPoint(5000, 40))
    qtbot.mouseMove(curve, QPoint(-5000, 40))
    qtbot.mouseRelease(curve, LEFT, pos=QPoint(0, 40))
    assert curve.told[-2:] == [120, 0]


def test_keys_move_by_one_and_by_ten(curve, qtbot):
    for key in (Qt.Key.Key_Right, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Left):
        qtbot.keyClick(curve, key)
    assert curve.told == [31, 41, 31, 30]
    assert len(curve.let_go) == 4
    qtbot.keyClick(curve, Qt.Key.Key_A)
    assert len(curve.let_go) == 4


@pytest.mark.parametrize("n", [0, 1])
def test_a_list_of_nobody_reaches_nothing(curve, n, qtbot):
    curve.show_reach(np.zeros(n), np.zeros(n), 30)
    assert curve.accessibleName().endswith("→ 0\u202f%")
    assert not curve.grab().isNull()
