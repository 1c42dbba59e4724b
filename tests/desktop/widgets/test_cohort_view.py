"""The cohort grid: what its cells look like, and what click, hover and arrows do."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.cohort_paint import CohortCells
from retention_desk.desktop.widgets.cohort_view import CohortView
from retention_desk.foundation.wording import Words, phrase
from tests.desktop.painted import colour_at, focus, in_row, tip_at

NAN = np.nan
CELLS = CohortCells(
    labels=["Jan 2011", "Feb", "Mar"],
    sizes=np.array([100, 20, 60]),
    shares=np.array([[1.0, 0.10, 0.50], [1.0, 0.30, NAN], [1.0, NAN, NAN]]),
    mature=np.array([[True, True, True], [True, True, False], [False, False, False]]),
    average=np.array([1.0, 0.13, 0.50]),
    heads=("First order", "n", "Month 0", "Average"),
    low=0.10,
    high=0.50,
)


def sentence(row, column):
    return phrase("**{n:count}** of row {row:count}, month {column:count}", n=7, row=row, column=column)


@pytest.fixture
def grid(qtbot, appearance, words):
    grid = CohortView(words)
    qtbot.addWidget(grid)
    grid.show_cells(CELLS, sentence)
    grid.resize(700, grid.sizeHint().height())
    grid.told = []
    grid.chosen.connect(lambda row, column: grid.told.append((row, column)))
    return grid


def click(qtbot, grid, row, column, button=Qt.MouseButton.LeftButton):
    qtbot.mouseClick(grid, button, pos=grid.cell_box(row, column).center().toPoint())


def corner(grid, row, column):
    box = grid.cell_box(row, column)
    return colour_at(grid, box.left() + 3, box.top() + 2)


def test_the_ramp_runs_from_the_lowest_share_to_the_highest(grid):
    look = theme.current()
    ramp = [colour.name() for colour in look.chart.sequential]
    assert corner(grid, 0, 1) == ramp[0]
    assert corner(grid, 0, 2) == ramp[-1]
    assert corner(grid, 0, 0) not in ramp, "the first period is all of them, and plain"


def test_few_members_are_muted_and_what_is_not_over_is_hatched(grid):
    ramp = {colour.name() for colour in theme.current().chart.sequential}
    assert corner(grid, 1, 1) == theme.current().colour.hover.name()
    unripe = CELLS.mature.copy()
    unripe[0, 2] = False
    cells = CohortCells(**{**vars(CELLS), "mature": unripe})
    grid.show_cells(cells, sentence)
    assert corner(grid, 0, 2) not in ramp
    grid.show_cells(CohortCells(**{**vars(cells), "hatch_immature": False}), sentence)
    assert corner(grid, 0, 2) in ramp


def test_a_click_chooses_a_cell_and_the_future_is_no_cell(grid, qtbot):
    click(qtbot, grid, 0, 2)
    click(qtbot, grid, 2, 2)
    click(qtbot, grid, 1, 1, Qt.MouseButton.RightButton)
    qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert grid.told == [(0, 2)]


def test_hovering_reads_the_cell(grid, monkeypatch):
    place = grid.cell_box(1, 1).center()
    said = tip_at(monkeypatch, grid, place.x(), place.y())
    assert ">7</span> of row 1, month 1" in said
    future = grid.cell_box(2, 1).center()
    assert tip_at(monkeypatch, grid, future.x(), future.y()) == ""


def test_arrows_walk_the_cells_there_are_and_read_them(grid, qtbot):
    click(qtbot, grid, 0, 1)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Down):
        qtbot.keyClick(grid, key)
    assert grid.accessibleDescription() == "7 of row 1, month 1"
    qtbot.keyClick(grid, Qt.Key.Key_Left)
    qtbot.keyClick(grid, Qt.Key.Key_Left)
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert grid.told == [(0, 1), (2, 0)]


def test_the_keyboard_is_seen_before_a_cell_is_chosen(grid, qtbot):
    box = grid.cell_box(0, 0)
    accent = theme.current().colour.accent
    assert in_row(grid, box.center().y(), accent) == []
    focus(qtbot, grid)
    assert in_row(grid, box.center().y(), accent)


@pytest.mark.parametrize("average", [True, False])
def test_every_row_is_on_show(grid, average):
    grid.show_cells(CohortCells(**{**vars(CELLS), "show_average": average}), sentence)
    grid.resize(700, grid.sizeHint().height())
    assert grid.cell_box(2, 0).bottom() <= grid.height()
    assert grid.cell_box(2, 2).right() <= grid.width()
    assert grid.sizes().tolist() == [100, 20, 60]


def test_a_grid_without_cohorts_answers_nothing(qtbot, appearance, words):
    grid = CohortView(words)
    qtbot.addWidget(grid)
    grid.resize(400, 100)
    told = []
    grid.chosen.connect(lambda *cell: told.append(cell))
    qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.rect().center())
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert told == []
    assert len(grid.sizes()) == 0


def test_its_name_follows_the_language(grid):
    english = grid.accessibleName()
    for language in ("zh_CN", "zh_TW"):
        grid.retranslate(Words(language))
        assert grid.accessibleName() not in ("", english)


@pytest.fixture
def wide(grid):
    """A grid of 40 periods in which only a few fit."""
    n = 40
    shares = np.where(np.add.outer(np.arange(n), np.arange(n)) < n, 0.25, NAN)
    shares[:, 0] = 1.0
    cells = CohortCells(
        **{**vars(CELLS), "labels": [f"C{k}" for k in range(n)], "sizes": np.full(n, 100), "shares": shares,
           "mature": np.isfinite(shares), "average": np.full(n, 0.25)}
    )  # fmt: skip
    grid.show_cells(cells, sentence)
    grid.resize(500, grid.sizeHint().height())
    grid.show()
    return grid


def test_more_periods_than_fit_scroll_beside_the_names(wide, qtbot):
    assert wide._bar.isVisible()
    assert wide.cell_box(0, 39).left() > wide.width()
    name = wide.grab(wide.rect().adjusted(0, 0, -(wide.width() - 90), 0)).toImage()
    wide.setFocus()
    qtbot.keyClick(wide, Qt.Key.Key_Right)
    qtbot.keyClick(wide, Qt.Key.Key_End)
    assert wide.cell_box(0, 39).right() <= wide.width()
    assert wide.grab(wide.rect().adjusted(0, 0, -(wide.width() - 90), 0)).toImage() == name
    click(qtbot, wide, 0, 39)
    assert wide.told == [(0, 39)]
    qtbot.keyClick(wide, Qt.Key.Key_Home)
    assert wide.cell_box(0, 0).left() >= wide._left()


def test_cells_that_went_under_the_names_cannot_be_clicked(wide, qtbot):
    wide._bar.setValue(wide._bar.maximum())
    qtbot.mouseClick(wide, Qt.MouseButton.LeftButton, pos=QPoint(40, int(wide.cell_box(0, 0).center().y())))
    assert wide.told == []


def test_the_bar_goes_where_there_is_room_again(wide):
    wide.show_cells(CELLS, sentence)
    assert not wide._bar.isVisible()
    assert wide.cell_box(0, 0).left() == wide._left()


def test_the_keys_for_copying_are_told(grid, qtbot):
    asked = []
    grid.copy_asked.connect(lambda: asked.append(1))
    qtbot.keyClick(grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert asked == [1]


def test_customers_are_written_as_they_are(grid):
    cells = CohortCells(**{**vars(CELLS), "figures": CELLS.shares * 12_000})
    grid.show_cells(cells, sentence)
    assert grid.cells().written()[0, 1] == 1200
    assert grid._least_cell > 40
