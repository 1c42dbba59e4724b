from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.threshold_ruler import Ruler, ThresholdRuler


@pytest.fixture
def ruler(qtbot, appearance, words):
    ruler = ThresholdRuler(Ruler(0, 100, (20, 60), [1, 4, 9, 4, 1]), words, name="Orders")
    qtbot.addWidget(ruler)
    ruler.resize(ruler.sizeHint())
    ruler.show()
    return ruler


def drag(qtbot, ruler, start, *stops):
    qtbot.mousePress(ruler, Qt.MouseButton.LeftButton, pos=QPoint(int(ruler.place(start)), 34))
    for stop in stops:
        qtbot.mouseMove(ruler, QPoint(int(ruler.place(stop)), 34))
    qtbot.mouseRelease(ruler, Qt.MouseButton.LeftButton)


def test_the_nearer_handle_is_dragged_and_told(ruler, qtbot):
    moves, ends = [], []
    ruler.changed.connect(moves.append)
    ruler.committed.connect(ends.append)
    drag(qtbot, ruler, 61, 70, 80)
    assert ruler.thresholds() == (20, pytest.approx(80, abs=1))
    assert len(moves) >= 2
    assert ends == [ruler.thresholds()]


def test_handles_never_pass_each_other(ruler, qtbot):
    drag(qtbot, ruler, 20, 95)
    assert ruler.thresholds() == (60, 60)
    drag(qtbot, ruler, 65, 100)
    assert ruler.thresholds()[0] == 60


def test_keys_move_the_chosen_handle(ruler, qtbot):
    qtbot.keyClick(ruler, Qt.Key.Key_Right)
    qtbot.keyClick(ruler, Qt.Key.Key_Space)
    qtbot.keyClick(ruler, Qt.Key.Key_PageDown)
    assert ruler.thresholds() == (21, 50)
    assert ruler.accessibleName() == "Orders: thresholds 21.0 and 50.0"


def test_new_counts_do_not_tear_a_held_handle_away(ruler, qtbot):
    qtbot.mousePress(ruler, Qt.MouseButton.LeftButton, pos=QPoint(int(ruler.place(60)), 34))
    qtbot.mouseMove(ruler, QPoint(int(ruler.place(75)), 34))
    held = ruler.thresholds()
    ruler.show_ruler(Ruler(0, 100, (20, 60), [9, 1]))
    assert ruler.thresholds() == held
    qtbot.mouseRelease(ruler, Qt.MouseButton.LeftButton)
    ruler.show_ruler(Ruler(0, 100, (20, 60), [9, 1]))
    assert ruler.thresholds() == (20, 60)


@pytest.mark.parametrize("high_is_good", [True, False])
def test_colours_run_from_risk_to_healthy_in_the_direction_that_is_good(ruler, high_is_good):
    ruler.show_ruler(Ruler(0, 100, (30, 60), [], high_is_good))
    image = ruler.grab().toImage()
    scale = image.devicePixelRatio()
    ends = [image.pixelColor(int(ruler.place(at) * scale), int(34 * scale)) for at in (10, 90)]
    risk, healthy = theme.current().band.risk, theme.current().band.healthy
    assert [QColor(colour) for colour in ends] == ([risk, healthy] if high_is_good else [healthy, risk])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.floats(0, 100), st.floats(0, 100))
def test_values_never_overlap_nor_leave_the_ruler(ruler, one, other):
    from PySide6.QtGui import QFontMetrics

    ruler.show_ruler(Ruler(0, 100, (min(one, other), max(one, other))))
    (a, b), (c, d) = ruler._value_boxes(QFontMetrics(theme.current().font("caption")))
    assert 0 <= a < b < c < d <= ruler.width()
