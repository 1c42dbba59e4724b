"""Contacts and threshold: one moves the other, and every figure is that of the operating point."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt

from retention_desk.desktop.risk_page.contacts_card import ContactsCard, capacity_note, point_tiles
from retention_desk.foundation.churn_results import ContactStakes
from tests.desktop.risk_analyses import risk_analysis
from tests.desktop.small_desk import said


@pytest.fixture(scope="module")
def curve():
    return risk_analysis().churn.contacts


@pytest.fixture
def card(qtbot, appearance, words, curve):
    card = ContactsCard(words)
    qtbot.addWidget(card)
    card.show_curve(curve, 30, "GBP")
    card.told = []
    card.moved.connect(card.told.append)
    return card


def test_it_opens_at_the_capacity(card, curve):
    assert card.contacts == 30
    assert card.field.value() == 30
    assert card.threshold_field.value() == round(100 * curve.today(30).threshold_share)
    assert not card.use.isEnabled()


def test_typed_contacts_move_threshold_and_figures(card, curve, words):
    card.field.setText("80")
    card.field.editingFinished.emit()
    assert card.told == [80]
    point = curve.today(80)
    assert card.threshold.value() == pytest.approx(100 * point.threshold_share)
    assert card.tiles.labels[0][1].spoken() == words.count(point.leavers)
    assert card.use.isEnabled()


def test_a_threshold_takes_everybody_as_likely(card, curve):
    card.threshold_field.setText("50")
    card.threshold_field.editingFinished.emit()
    assert card.contacts == int((curve.probability >= 0.5).sum())
    assert card.threshold_field.value() == 50


def test_slider_by_keys_and_to_both_ends(card, curve, qtbot):
    qtbot.keyClick(card.slider, Qt.Key.Key_End)
    assert card.contacts == curve.n_today
    qtbot.keyClick(card.slider, Qt.Key.Key_Home)
    assert card.contacts == 0
    assert "0" in card.tiles.labels[0][1].spoken()
    for control in (card.slider, card.field, card.threshold, card.threshold_field):
        assert control.accessibleName()


def test_the_capacity_is_asked_for_only_by_the_button(card, qtbot):
    wanted = []
    card.capacity_wanted.connect(wanted.append)
    card.field.setText("80")
    card.field.editingFinished.emit()
    assert wanted == []
    qtbot.mouseClick(card.use, Qt.MouseButton.LeftButton)
    assert wanted == [80]


def test_the_choice_stays_while_the_curve_is_the_same(card, curve):
    card.field.setText("80")
    card.field.editingFinished.emit()
    card.show_curve(curve, 80, "GBP")
    assert card.contacts == 80
    assert not card.use.isEnabled()
    card.show_curve(risk_analysis(60).churn.contacts, 30, "GBP")
    assert card.contacts == 30


def test_stakes_are_those_of_the_contacts_and_unknown_ones_a_dash(card, curve, words):
    steps = np.arange(curve.n_today + 1, dtype=np.float64)
    card.show_stakes(ContactStakes(curve, steps * 10, steps * 2))
    assert card.tiles.labels[3][1].spoken() == "£300"
    assert card.tiles.labels[4][1].spoken() == "£60"
    assert card.tiles.labels[3][2].spoken() == "15\u202f% of all"
    tiles = point_tiles(curve.today(10), ContactStakes(curve, steps * np.nan, steps * np.nan), "GBP")
    assert words(tiles[3][1]) == words(tiles[4][1]) == "—"
    card.show_stakes(None)
    assert "£300" in said(card)


def test_the_note_says_what_the_list_ranks_by(words):
    assert "is the capacity planned with" in words(capacity_note(30, same=True))
    assert "30 contacts a week" in words(capacity_note(30, same=False))
