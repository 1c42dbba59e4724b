"""The row of views: mouse, keys, names, and room for all of them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.view_tabs import ViewTabs
from retention_desk.foundation.wording import Words, phrase
from tests.desktop.painted import focus, in_row

VIEWS = [("one", phrase("Cohorts")), ("two", phrase("Retention")), ("three", "Own words")]


@pytest.fixture
def tabs(qtbot, appearance, words):
    tabs = ViewTabs(VIEWS, words, name=phrase("View"))
    qtbot.addWidget(tabs)
    tabs.resize(500, tabs.sizeHint().height())
    tabs.told = []
    tabs.chosen.connect(tabs.told.append)
    return tabs


def test_a_click_chooses_a_view_once(tabs, qtbot):
    for place in (1, 1, 2):
        qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tab_box(place).center().toPoint())
    assert tabs.told == ["two", "three"]
    far = tabs.rect().center()
    far.setX(tabs.width() - 2)
    qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=far)
    assert tabs.key() == "three"


def test_arrows_go_along_the_row_and_stop_at_its_ends(tabs, qtbot):
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Right, Qt.Key.Key_Home):
        qtbot.keyClick(tabs, key)
    assert tabs.told == ["two", "three", "one"]


def test_the_focus_is_seen_and_the_view_is_named(tabs, qtbot):
    middle, accent = tabs.height() / 2, theme.current().colour.accent
    assert in_row(tabs, middle, accent) == []
    focus(qtbot, tabs)
    assert in_row(tabs, middle, accent)
    assert tabs.accessibleName() == "View, Cohorts"
    tabs.choose("three")
    tabs.retranslate(Words("zh_CN"))
    assert tabs.accessibleName().endswith("Own words")
    assert tabs.told == []


def test_names_move_together_before_any_of_them_is_cut(tabs):
    tabs.resize(tabs.minimumSizeHint().width(), tabs.height())
    boxes = [tabs.tab_box(place) for place in range(3)]
    assert boxes[-1].right() <= tabs.width()
    assert all(a.right() < b.left() for a, b in pairwise(boxes))
