"""Revenue kept by retention: share, parts and interval in words."""

from __future__ import annotations

import pytest

from retention_desk.desktop.value_page.revenue_kept_card import RevenueKeptCard, kept_figure
from tests.desktop.small_desk import said
from tests.desktop.value_answers import kept


@pytest.fixture
def card(qtbot, appearance, words):
    card = RevenueKeptCard(words)
    qtbot.addWidget(card)
    return card


def test_share_parts_and_interval_are_said(card, words):
    card.show_kept(kept(), "GBP", words)
    title, interval, sentence = said(card)
    assert title == "80\u202f% of 2026-Q2's revenue was kept by retention"
    assert interval == "70.0\u202f% to 90.0\u202f%, 95 % interval · n = 40 customers with revenue"
    assert "£100" in sentence
    assert "£80" in sentence
    assert "£20 came from new ones" in sentence
    assert card._bar.accessibleName() == "£80 kept, £20 new"


def test_recurring_revenue_is_said_as_such(card, words):
    card.show_kept(kept(recurring=True), None, words)
    assert "recurring revenue" in said(card)[0]
    assert "100 a month" in said(card)[-1]


def test_without_a_complete_period_the_reason_is_said(card, words):
    card.show_kept(None, None, words)
    assert card._bar.isHidden()
    assert any(text.startswith("Needs a complete period") for text in said(card))


def test_why_has_the_formula(words):
    assert words(kept_figure(kept()).formula) == "80 ÷ 100"
