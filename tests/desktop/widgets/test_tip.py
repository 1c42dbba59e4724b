from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.tip import Tip


@pytest.mark.parametrize("place", [QPoint(10, 10), QPoint(590, 390), QPoint(300, 395)])
def test_a_tip_lies_within_the_window_and_is_not_too_wide(qtbot, appearance, place):
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(600, 400)
    tip = Tip(host)
    tip.show_at(place, "Of 178 who first bought in March 2011, **44 (24.7 %)** bought in May 2011.")
    assert host.rect().contains(tip.geometry())
    assert tip.width() <= theme.current().size.tooltip_max_width
    assert not tip.geometry().contains(place)
    assert tip.grab().toImage().pixelColor(tip.width() // 2, 2) == theme.current().colour.tip


def test_a_short_tip_is_small(qtbot, appearance):
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(600, 400)
    tip = Tip(host)
    tip.show_at(QPoint(5, 5), "n = 3")
    assert tip.width() < 80
    assert tip.text() == "n = 3"
