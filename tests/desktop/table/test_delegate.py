from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QColor

from retention_desk.desktop import theme
from retention_desk.desktop.table.columns import ColumnSpec
from retention_desk.desktop.table.tables import DataTable


@pytest.fixture
def table(qtbot, appearance, words):
    table = DataTable(words)
    qtbot.addWidget(table)
    table.set_table([ColumnSpec("band", "Band", "band")], {"band": ["healthy", "watch", "risk", ""]})
    table.resize(300, 200)
    table.show()
    return table


def ground(table, line):
    image = table.viewport().grab().toImage()
    box = table.visualRect(table.model_.index(line, 0))
    scale = image.devicePixelRatio()
    return image.pixelColor(int((box.right() - 8) * scale), int((box.top() + 4) * scale))


def test_selected_and_hovered_rows_have_their_ground(table):
    table.select_source(0)
    table.hovered_line = 1
    colour = theme.current().colour
    assert [ground(table, line) for line in (0, 1, 2)] == [colour.selection, colour.hover, colour.raised]


def test_marks_have_the_colour_of_their_band(table):
    image = table.viewport().grab().toImage()
    look = theme.current()
    for line, band in enumerate(("healthy", "watch", "risk")):
        box = table.visualRect(table.model_.index(line, 0))
        place = box.left() + look.space.l + look.size.band_mark // 2
        assert image.pixelColor(place, box.center().y() + 1) == look.band_colour(band)


def test_a_page_may_paint_a_column_itself(table):
    painted = []
    table.delegate.cell_painters["band"] = lambda painter, box, source: painted.append(source)
    table.model_.set_order([("band", True)])
    table.viewport().grab()
    assert painted[:2] == [0, 1]


def test_greyed_rows_are_paler(table):
    look = theme.current()
    table.model_.set_muted(np.array([True, False, False, False]))
    image = table.viewport().grab().toImage()
    box = table.visualRect(table.model_.index(0, 0))
    mark = image.pixelColor(box.left() + look.space.l + look.size.band_mark // 2, box.center().y())
    assert mark != look.band.healthy
    assert mark.lightness() > QColor(look.band.healthy).lightness()
