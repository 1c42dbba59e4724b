from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.rail import Rail, RailItem
from retention_desk.foundation.wording import Words, phrase


@pytest.fixture
def rail(qtbot, appearance, words):
    items = [RailItem("home", phrase("Settings"), "house"), RailItem("audit", phrase("Copy"), "audit", 1)]
    rail = Rail(items, words)
    qtbot.addWidget(rail)
    rail.resize(rail.width(), 600)
    rail.show()
    return rail


def test_a_click_chooses_a_page(rail, qtbot):
    chosen = []
    rail.chosen.connect(chosen.append)
    qtbot.mouseClick(rail._buttons["audit"], Qt.MouseButton.LeftButton)
    qtbot.keyClick(rail._buttons["home"], Qt.Key.Key_Return)
    assert chosen == ["audit", "home"]
    rail.show_current("audit")
    assert rail._buttons["audit"].isChecked()


def test_a_count_is_shown_only_where_something_waits(rail):
    rail.set_count("audit", 3)
    assert rail._buttons["audit"].accessibleName() == "Copy, 3"
    rail.set_count("audit", 0)
    assert rail._buttons["audit"].accessibleName() == "Copy"


def test_folded_names_are_tooltips(rail):
    told = []
    rail.folded_changed.connect(told.append)
    rail.set_count("audit", 3)
    rail.set_folded(True)
    rail.set_folded(True)
    assert rail.width() == theme.current().size.rail_folded
    assert rail._buttons["home"].toolTip() == "Settings"
    assert not rail.grab().isNull()
    rail.set_folded(False)
    assert rail._buttons["home"].toolTip() == ""
    assert told == [True, False]


def test_search_and_settings_are_told(rail, qtbot):
    asked = []
    rail.search_asked.connect(lambda: asked.append("search"))
    rail.settings_asked.connect(lambda: asked.append("settings"))
    qtbot.mouseClick(rail._search, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(rail._settings, Qt.MouseButton.LeftButton)
    assert asked == ["search", "settings"]
    rail._buttons["home"].retranslate(Words("zh_CN"))
    assert rail._buttons["home"].accessibleName() == Words("zh_CN")("Settings")
