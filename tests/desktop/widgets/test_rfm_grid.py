"""The RFM grid: 5 is best and stands at the top right."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.rfm_grid import RfmGrid
from retention_desk.foundation.wording import Words
from tests.desktop.painted import colour_at, colours, focus, tip_at

COUNTS = np.arange(25).reshape(5, 5) * 50


@pytest.fixture
def grid(qtbot, appearance, words):
    grid = RfmGrid(words)
    qtbot.addWidget(grid)
    grid.resize(360, 260)
    grid.show_counts(COUNTS, None)
    grid.told = []
    grid.chosen.connect(lambda recency, frequency: grid.told.append((recency, frequency)))
    return grid


def place(grid, recency, frequency, across=0.5, up=0.5):
    """Return a point in a cell: cells fill what the axes leave, a caption line above, two below."""
    look = theme.current()
    line = look.text_styles["caption"].line
    left, top = look.space.xxl, line + look.space.xs
    width = (grid.width() - left) / 5
    height = (grid.height() - top - 2 * line - look.space.xs) / 5
    return QPoint(int(left + (recency - 1 + across) * width), int(top + (5 - frequency + 1 - up) * height))


@pytest.mark.parametrize("cell", [(1, 1), (5, 5), (5, 1), (1, 5), (2, 4)])
def test_a_click_chooses_the_cell_under_the_mouse(grid, qtbot, cell):
    qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=place(grid, *cell))
    assert grid.told == [cell]


def test_axes_and_other_buttons_choose_nothing(grid, qtbot):
    qtbot.mouseClick(grid, Qt.MouseButton.RightButton, pos=place(grid, 2, 2))
    qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=QPoint(3, 100))
    qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=QPoint(200, grid.height() - 3))
    assert grid.told == []


def test_the_fullest_cell_is_darkest_and_an_empty_one_is_plain(grid):
    look = theme.current()
    fills = {
        cell: colour_at(grid, *place(grid, *cell, across=0.06, up=0.9).toTuple())
        for cell in ((1, 1), (5, 5), (3, 3))
    }
    assert fills[1, 1] == look.colour.hover.name()
    assert fills[5, 5] == look.chart.sequential[-1].name()
    assert fills[3, 3] == look.chart.sequential[4].name()  # 600 of 1,200 on nine steps


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "1 customer with recency 2 and frequency 4, 5 is best."),
        (1200, "1,200 customers with recency 2 and frequency 4, 5 is best."),
    ],
)
def test_hovering_reads_the_cell(grid, monkeypatch, count, said):
    counts = np.zeros((5, 5), dtype=np.int64)
    counts[2 - 1, 4 - 1] = count
    grid.show_counts(counts, None)
    at = place(grid, 2, 4)
    assert tip_at(monkeypatch, grid, at.x(), at.y()) == said
    for language in ("zh_CN", "zh_TW"):
        grid.retranslate(Words(language))
        chinese = tip_at(monkeypatch, grid, at.x(), at.y())
        assert "customer" not in chinese
        assert Words("en").count(count) in chinese
    assert tip_at(monkeypatch, grid, 2, 2) == ""


def test_arrows_choose_a_neighbour_and_stop_at_the_edge(grid, qtbot):
    """The same cell told twice would take its filter off again."""
    grid.show_counts(COUNTS, (4, 4))
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
        qtbot.keyClick(grid, key)
    assert grid.told == [(3, 4), (5, 4), (4, 5), (4, 3)]
    grid.show_counts(COUNTS, (5, 5))
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    qtbot.keyClick(grid, Qt.Key.Key_Up)
    assert len(grid.told) == 4
    qtbot.keyClick(grid, Qt.Key.Key_Space)
    assert grid.told[-1] == (5, 5), "Space is a click"


def test_the_keyboard_is_seen_before_a_cell_is_chosen(grid, qtbot):
    accent = theme.current().colour.accent.name()
    assert accent not in colours(grid)
    focus(qtbot, grid)
    assert accent in colours(grid)
