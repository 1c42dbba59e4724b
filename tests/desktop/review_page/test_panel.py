"""Settings of the review: the month compared with, and numbers that are settings."""

from __future__ import annotations

import datetime as dt

import pytest

from retention_desk.desktop.review_page.panel import ReviewPanel
from retention_desk.foundation.settings import DEFAULTS
from tests.desktop.factory import make_analysis
from tests.desktop.review_parts import snapshot

OCTOBER, NOVEMBER = dt.date(2011, 10, 9), dt.date(2011, 11, 9)


@pytest.fixture
def panel(opened, qtbot):
    opened.session.show_analysis(make_analysis(), "Book")
    panel = ReviewPanel(opened.window.page("home").desk)
    qtbot.addWidget(panel)
    return panel


def test_the_month_before_is_compared_with_unless_another_is_chosen(panel, qtbot):
    panel.show_months([snapshot(OCTOBER), snapshot(NOVEMBER)], None)
    assert panel.month.text() == "2011-11-09"
    with qtbot.waitSignal(panel.month_chosen) as chosen:
        panel.month._pick("2011-10-09")
    assert chosen.args == [OCTOBER]


def test_without_an_earlier_month_it_says_so(panel):
    panel.show_months([], None)
    assert panel._month.isHidden()
    assert not panel._no_month.isHidden()


def test_numbers_are_shown_and_become_settings(panel, opened):
    panel.show_settings(DEFAULTS)
    assert panel.fields["review.smallest_lift"].value() == 5
    for key, text, kept in (
        ("review.smallest_lift", "2.5", 0.025),
        ("review.outcome_days", "45", 45),
        ("review.smallest_group", "12", 12),
        ("review.planned_looks", "4", 4),
    ):
        panel.fields[key].setText(text)
        panel.fields[key].editingFinished.emit()
        assert opened.session.settings.value_of(key) == pytest.approx(kept)
