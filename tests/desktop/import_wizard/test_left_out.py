"""Sheets left out: the reason is said, and each can be taken in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retention_desk.desktop.import_wizard.left_out import LeftOutCard, role_note
from tests.desktop.import_wizard.samples_of_tables import draft, mapping, raw


class Asked:
    def __init__(self) -> None:
        self.calls: list[tuple] = []

    def set_skip(self, *values) -> None:
        self.calls.append(("skip", *values))

    def set_kind(self, *values) -> None:
        self.calls.append(("kind", *values))


@pytest.fixture
def card(qtbot, appearance, words):
    card = LeftOutCard(Asked(), words)
    qtbot.addWidget(card)
    return card


def test_a_used_sheet_needs_no_card(card):
    table = raw()
    card.show_sheet(draft((table, mapping(table))), 0)
    assert card.isHidden()


def test_a_summary_says_so_and_is_taken_in_at_once(card):
    table = raw()
    card.show_sheet(draft((table, mapping(table, skip=True)), roles=("summary_sheet",)), 0)
    assert "sums up" in card.reason.spoken()
    card.take_in.click()
    assert card._flow.calls == [("skip", 0, False)]


def test_a_sheet_left_out_by_hand_says_by_whom(card):
    table = raw()
    card.show_sheet(draft((table, mapping(table, skip=True))), 0)
    assert card.reason.spoken() == "You left this sheet out."


def test_a_sheet_of_no_kind_is_taken_in_as_one(card):
    table = raw()
    card.show_sheet(draft((table, mapping(table, kind="other")), roles=("sheet_not_used",)), 0)
    assert card.take_in.isHidden()
    card.kinds.menu().actions()[1].trigger()
    assert card._flow.calls == [("kind", 0, "orders")]
    bare = replace(table, header_row=None)
    card.show_sheet(draft((bare, mapping(table, kind="other")), roles=("notes_sheet",)), 0)
    assert card.kinds.isHidden()


def test_only_special_sheets_have_a_note(words):
    assert words(role_note("hidden_sheet")) == "hidden, left out"
    assert role_note("sheet_not_used") is None
    assert role_note(None) is None
