"""The quality report: every figure with its interval, beside the simple rule's on the same rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retention_desk.desktop.risk_page.quality_card import QualityCard, quality_rows
from tests.desktop.factory import make_analysis
from tests.desktop.small_desk import said


@pytest.fixture
def churn():
    return make_analysis(30).churn


@pytest.fixture
def card(qtbot, appearance, words):
    card = QualityCard(words)
    qtbot.addWidget(card)
    card.show()
    return card


def test_rows_have_value_interval_and_rule(churn, words):
    rows = {
        words(name): (value, note) for name, value, note in quality_rows(churn.quality, churn.baseline, words)
    }
    assert rows["ROC AUC"] == ("0.780", "[0.760–0.800] · 0.710")
    assert rows["Lift, top tenth"][1].startswith("[1.40–1.70]")
    assert rows["Accuracy"] == ("71.0\u202f%", "majority 57.0\u202f%")


def test_the_active_ones_have_a_line_of_their_own(card, churn, words):
    active = replace(churn.quality, n=900, roc_auc=0.742)
    rule = replace(churn.quality, roc_auc=0.522)
    card.show_quality(replace(churn, quality_active=active, baseline_active=rule), words)
    assert "Among the 900 who were active then: ROC AUC 0.742, the simple rule 0.522." in said(card)
    card.show_quality(churn, words)
    assert not any("active then" in text for text in said(card))


def test_shown_again_nothing_stays_behind_and_without_a_test_it_hides(card, churn, words, qtbot):
    card.show_quality(churn, words)
    card.show_quality(churn, words)
    qtbot.wait(1)
    assert said(card).count("ROC AUC") == 1
    card.show_quality(replace(churn, quality=None), words)
    assert card.isHidden()
