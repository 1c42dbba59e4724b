"""The scenario's slider and table: moved by mouse, keys and field; every number of the answer is on show."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from retention_desk.desktop.value_page.scenario_card import FIRST_POINTS, ScenarioCard, difference_rows
from tests.desktop.small_desk import said
from tests.desktop.value_answers import scenario


@pytest.fixture
def card(qtbot, appearance, words):
    card = ScenarioCard(words)
    qtbot.addWidget(card)
    return card


def test_slider_and_field_follow_each_other(card, qtbot):
    moved = []
    card.moved.connect(moved.append)
    qtbot.keyClick(card.slider, Qt.Key.Key_Right)
    assert (card.points, card.field.value()) == (FIRST_POINTS + 0.5, FIRST_POINTS + 0.5)
    card.field.setText("12")
    card.field.editingFinished.emit()
    assert (card.points, card.slider.value()) == (12.0, 12.0)
    assert moved == [5.5, 12.0]
    assert card.slider.accessibleName()
    assert card.field.accessibleName()


def test_the_field_takes_no_more_than_twenty_points(card):
    moved = []
    card.moved.connect(moved.append)
    card.field.setText("21")
    card.field.editingFinished.emit()
    assert moved == []
    assert card.field.property("wrong")


def test_rows_hold_the_sums_and_their_differences(words):
    rows = [[words(text) for text in row] for row in difference_rows(scenario())]
    # 100 → 90 → 81 as it is, 100 → 95 → 90.25 raised; 10 a month each, of which 40 % is profit
    assert rows[0] == ["Customers after 2 months", "81", "90", "**+9** (+11.4\u202f%)"]
    assert rows[1] == ["Revenue in 2 months", "1,710", "1,853", "**+143** (+8.3\u202f%)"]
    assert rows[2] == ["Profit in 2 months", "684", "741", "**+57** (+8.3\u202f%)"]


def test_what_is_missing_is_said_instead_of_an_empty_table(card):
    card.show_scenario(scenario())
    assert any("60.0" in text and "65.0" in text for text in said(card))
    assert not card.controls.isHidden()
    card.show_scenario(None)
    assert card.controls.isHidden()
    assert card.table.isHidden()
    assert any(text.startswith("Needs a complete period") for text in said(card))
