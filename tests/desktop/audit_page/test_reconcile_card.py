"""The typed total: kept per import, for net or gross, for all days or some of them."""

from __future__ import annotations

import datetime as dt

import pytest

from retention_desk.desktop.audit_page.reconcile_card import ReconcileCard, span_choices, span_days
from retention_desk.desktop.audit_page.reconciliation import imported_revenue
from tests.desktop.factory import make_analysis


@pytest.fixture
def card(qtbot, appearance, words):
    card = ReconcileCard(words, lambda: None)
    qtbot.addWidget(card)
    card.show_analysis(make_analysis(40))
    return card


def type_in(card: ReconcileCard, amount: float) -> None:
    card.typed.setText(f"{amount:.2f}")
    card.typed.editingFinished.emit()


def test_it_agrees_or_says_by_how_much(card):
    ours = imported_revenue(make_analysis(40))
    type_in(card, ours)
    assert card.verdict.spoken() == "They agree."
    type_in(card, ours + 100)
    assert "less" in card.verdict.spoken() or "exactly" in card.verdict.spoken()
    type_in(card, ours - 100)
    assert "more" in card.verdict.spoken() or "exactly" in card.verdict.spoken()


def test_what_was_typed_comes_back_with_its_data(card):
    type_in(card, 1234)
    card.basis.chosen.emit("gross")
    other = make_analysis(30, seed=3)
    object.__setattr__(other, "imported", type("Data", (), {"fingerprint": "other"})())
    card.show_analysis(other)
    assert not card.typed.value() > 0
    card.show_analysis(make_analysis(40))
    assert (card.typed.value(), card.kept.basis) == (1234, "gross")


def test_what_was_typed_is_told_and_taken_up_by_another_card(card, qtbot, words):
    with qtbot.waitSignal(card.kept_changed) as told:
        type_in(card, 1234)
    other = ReconcileCard(words, lambda: None, told.args)
    qtbot.addWidget(other)
    other.show_analysis(make_analysis(40))
    assert other.typed.value() == 1234


def test_spans_are_years_and_months():
    assert span_days("") is None
    assert span_days("2011") == (dt.date(2011, 1, 1), dt.date(2011, 12, 31))
    assert span_days("2011-02") == (dt.date(2011, 2, 1), dt.date(2011, 2, 28))
    assert span_days("2011-12") == (dt.date(2011, 12, 1), dt.date(2011, 12, 31))
    keys = [key for key, _text in span_choices(make_analysis(40))]
    assert keys[0] == ""
    assert "2011-12" in keys
