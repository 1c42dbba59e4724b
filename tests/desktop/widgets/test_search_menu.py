"""A menu with a search field: found by words, moved in by keys, the unavailable told and passed over."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from retention_desk.desktop.widgets.search_menu import Choice, SearchMenu, SearchMenuButton, matching
from retention_desk.foundation.wording import Words, phrase

CHOICES = (
    Choice("", phrase("period only")),
    Choice("rate", phrase("Retention rate"), phrase("Retention")),
    Choice("nps", "NPS", phrase("Satisfaction and referral"), "needs column “Score”"),
    Choice("dau", "Daily actives", phrase("Active customers")),
)


@pytest.fixture
def menu(qtbot, appearance, words):
    host = QWidget()
    menu = SearchMenu(words, "Search", host)
    qtbot.addWidget(host)
    menu.open_at(QPoint(0, 0), CHOICES, "rate", 200)
    yield menu
    menu.hide()


def test_every_word_typed_must_be_found_in_name_heading_or_reason(words):
    assert [c.key for c in matching(CHOICES, "ret rate", words)] == ["rate"]
    assert [c.key for c in matching(CHOICES, "score", words)] == ["nps"]
    assert [c.key for c in matching(CHOICES, "", words)] == ["", "rate", "nps", "dau"]
    assert [c.key for c in matching(CHOICES, "留存率", Words("zh_CN"))] == ["rate"]


def test_headings_stand_over_their_choices_and_are_read_aloud(menu):
    said = [menu.rows.data(menu.rows.index(row, 0)) for row in range(menu.rows.rowCount())]
    assert said == ["period only", "Retention", "Retention rate", "Satisfaction and referral",
                    "NPS, needs column “Score”", "Active customers", "Daily actives"]  # fmt: skip


def test_it_opens_on_the_choice_that_holds_and_enter_takes_another(menu, qtbot):
    told = []
    menu.chosen.connect(told.append)
    assert menu.current().key == "rate"
    qtbot.keyClick(menu.field, Qt.Key.Key_Down)
    assert menu.current().key == "dau"  # what cannot be chosen is passed over
    qtbot.keyClick(menu.field, Qt.Key.Key_Return)
    assert told == ["dau"]
    assert not menu.isVisible()


def test_up_stops_at_the_first_and_escape_first_clears(menu, qtbot):
    for _ in range(5):
        qtbot.keyClick(menu.field, Qt.Key.Key_Up)
    assert menu.current().key == ""
    menu.field.setText("daily")
    assert [c.key for c in menu.found()] == ["dau"]
    qtbot.keyClick(menu.field, Qt.Key.Key_Escape)
    assert menu.field.text() == ""
    assert menu.isVisible()
    qtbot.keyClick(menu.field, Qt.Key.Key_Escape)
    assert not menu.isVisible()


def test_what_cannot_be_known_cannot_be_clicked(menu, qtbot):
    told = []
    menu.chosen.connect(told.append)
    menu.list.clicked.emit(menu.rows.index(4, 0))
    assert told == []
    menu.list.clicked.emit(menu.rows.index(6, 0))
    assert told == ["dau"]


def test_nothing_found_takes_nothing(menu, qtbot):
    menu.field.setText("no such thing")
    assert menu.found() == []
    qtbot.keyClick(menu.field, Qt.Key.Key_Return)
    assert menu.isVisible()


def test_it_paints(menu):
    assert not menu.grab().isNull()


def test_the_button_says_what_holds_and_tells_another_once(qtbot, appearance, words):
    button = SearchMenuButton(words, name=phrase("Figure"))
    qtbot.addWidget(button)
    button.show_choices(CHOICES, "rate")
    assert button.accessibleName() == "Figure: Retention rate"
    told = []
    button.chosen.connect(told.append)
    button.show()
    button.open_menu()
    assert button.search.isVisible()
    button.search.chosen.emit("dau")
    button.search.chosen.emit("dau")
    button.search.hide()
    assert told == ["dau"]
    assert button.key() == "dau"
    button.retranslate(Words("zh_CN"))
    button.show_choices(CHOICES, "rate")
    assert "留存率" in button.accessibleName()
