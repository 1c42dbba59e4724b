"""Choices: radio rows and menus of which one holds."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.choices import ChoiceMenu, RadioRow, side_by_side
from retention_desk.foundation.vocabulary import VALUE_TIERS
from retention_desk.foundation.wording import Words
from tests.desktop.painted import colours

TIERS = tuple(VALUE_TIERS.items())


@pytest.fixture
def holder(qtbot, appearance):
    holder = QWidget()
    qtbot.addWidget(holder)
    return holder


@pytest.fixture
def rows(holder, words):
    column = QVBoxLayout(holder)
    rows = [RadioRow("Customer ID", words, note="99 %"), RadioRow("E-mail", words)]
    for row in rows:
        column.addWidget(row)
    holder.show()
    rows[0].setChecked(True)
    return rows


def test_one_of_the_rows_holds_and_looks_it(rows, qtbot):
    accent = theme.current().colour.accent.name()
    assert [accent in colours(row) for row in rows] == [True, False]
    qtbot.mouseClick(rows[1], Qt.MouseButton.LeftButton)
    assert [row.isChecked() for row in rows] == [False, True]
    assert [accent in colours(row) for row in rows] == [False, True]
    qtbot.mouseClick(rows[1], Qt.MouseButton.LeftButton)
    assert rows[1].isChecked(), "a choice is never taken away"


def test_name_and_note_are_read_and_have_room(rows):
    row = rows[0]
    assert row.accessibleName() == "Customer ID 99 %"
    row.say("Customer number of the shop", "98.7 %")
    assert row.accessibleName() == "Customer number of the shop 98.7 %"
    look = theme.current()
    text = QFontMetrics(look.font("body")).horizontalAdvance
    needed = look.size.checkbox + 2 * look.space.s + text("Customer number of the shop") + text("98.7 %")
    assert row.sizeHint().width() >= needed + 2


@pytest.fixture
def menu(qtbot, appearance, words):
    menu = ChoiceMenu(words, name="Value tier")
    qtbot.addWidget(menu)
    menu.show_choices(TIERS, "high")
    return menu


def test_a_pick_is_shown_and_told_once(menu):
    told = []
    menu.chosen.connect(told.append)
    menu.menu().actions()[1].trigger()
    assert menu.text() == Words("en")(VALUE_TIERS["potential"])
    menu.menu().actions()[1].trigger()
    assert told == ["potential"], "what holds already is no change"
    assert [not action.icon().isNull() for action in menu.menu().actions()] == [False, True, False]


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
def test_choices_and_value_follow_the_language(menu, language):
    words = Words(language)
    menu.retranslate(words)
    assert menu.text() == words(VALUE_TIERS["high"])
    assert [action.text() for action in menu.menu().actions()] == [words(name) for _key, name in TIERS]


def test_an_ampersand_of_the_data_is_no_shortcut(menu):
    menu.show_choices([("a", "Oak & Sons")], "a")
    assert menu.menu().actions()[0].text() == "Oak && Sons"
    assert menu.accessibleName() == "Oak & Sons"


def test_an_unknown_value_shows_none_of_the_choices(menu):
    menu.show_choices(TIERS, "platinum")
    assert menu.text() == ""
    assert all(action.icon().isNull() for action in menu.menu().actions())


def test_showing_again_leaves_no_menu_behind(menu):
    """A slider being dragged shows the choices with each analysis."""
    for _ in range(5):
        menu.show_choices(TIERS, "general")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(menu.findChildren(QMenu)) == 1


def test_widgets_side_by_side_are_eight_apart_and_as_narrow_as_they_are(qtbot, appearance):
    one, other = QWidget(), QWidget()
    for widget in (one, other):
        widget.setFixedSize(40, 20)
    row = side_by_side(one, other)
    qtbot.addWidget(row)
    row.resize(300, 20)
    row.show()
    assert (one.x(), other.x()) == (0, 48)
