from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.inspector import Inspector, Panel


@pytest.fixture
def inspector(qtbot, appearance, words):
    inspector = Inspector(words)
    qtbot.addWidget(inspector)
    inspector.resize(inspector.width(), 600)
    return inspector


def test_a_page_without_why_has_no_tab_for_it(inspector):
    settings = QLabel("settings")
    inspector.show_panels(settings, None)
    assert inspector.tab() == "settings"
    inspector.open("why")
    assert inspector.tab() == "settings"


def test_the_open_tab_stays_open_on_the_next_page(inspector):
    inspector.show_panels(QLabel("a"), QLabel("b"))
    inspector.open("why")
    inspector.show_panels(QLabel("c"), QLabel("d"))
    assert inspector.tab() == "why"
    inspector.show_panels(QLabel("e"), None)
    assert inspector.tab() == "settings"


def test_panels_stay_the_pages_own(inspector):
    first = Panel()
    first.column.addWidget(QLabel("x"))
    inspector.show_panels(first, None)
    inspector.show_panels(None, None)
    inspector.show_panels(first, None)
    assert first.column.count() == 1


def test_folded_it_is_a_strip_whose_icons_open_it(inspector, qtbot):
    inspector.show_panels(QLabel("a"), QLabel("b"))
    told = []
    inspector.folded_changed.connect(told.append)
    inspector.set_folded(True)
    assert inspector.width() == theme.current().size.inspector_folded
    assert not inspector.grab().isNull()
    qtbot.mouseClick(inspector._icons["why"], Qt.MouseButton.LeftButton)
    assert not inspector.folded
    assert inspector.tab() == "why"
    assert told == [True, False]
    inspector.set_folded(True)
    inspector.reveal("settings")
    assert inspector.folded
    assert inspector.tab() == "settings"


def test_folded_it_shows_why_over_the_page_and_takes_it_back(appearance, words, qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    row = QHBoxLayout(host)
    inspector = Inspector(words)
    row.addStretch(1)
    row.addWidget(inspector)
    host.resize(1000, 600)
    host.show()
    settings, why = QWidget(), QWidget()
    inspector.show_panels(settings, why)
    inspector.reveal("why")
    assert inspector.peek is None, "unfolded, it only turns"
    inspector.set_folded(True)
    inspector.reveal("why")
    assert inspector.peek.isVisible()
    assert why.isVisible()
    assert inspector.width() < why.width()
    inspector.peek.close_sheet()
    assert inspector.folded
    assert not why.isVisible()
    inspector.reveal("why")
    inspector.open("why")
    assert not inspector.peek.isVisible()
    assert why.isVisible()
    assert not inspector.folded
