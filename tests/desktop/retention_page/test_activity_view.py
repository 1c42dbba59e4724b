"""Actives a day, a week and a month: cards compared with a window before, charts, what is missing."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from retention_desk.desktop.figure_views import ShownFigure
from retention_desk.desktop.retention_page.activity_view import card_of
from retention_desk.desktop.widgets.figure_card import Figure
from retention_desk.foundation.history_results import ActivityHistory
from retention_desk.foundation.wording import Words, phrase
from tests.desktop.measured import measured


@pytest.fixture
def page(opened):
    page = opened.window.open_page("retention")
    opened.session.show_analysis(measured(), "Book")
    opened.run("answer")
    return page


def test_cards_are_the_figures_and_are_compared_with_a_window_before(page, opened):
    view, analysis = page.open_view("activity"), measured()
    mau = analysis.metrics.activity.mau
    figure = view.cards[0]._figure
    assert figure.value == Words("en").count(mau[-1])
    said = Words("en")(figure.change)
    assert said == f"{Words('en').change(mau[-1] / mau[-31] - 1)} on 30 days before"
    assert figure.meaning == ("better" if mau[-1] > mau[-31] else "worse")


def test_a_day_is_compared_with_the_same_day_of_the_week_before():
    shown = ShownFigure("dau", Figure("Daily active customers", "6"), phrase("Daily active customers"))
    values = np.array([4.0, 9, 9, 9, 9, 9, 9, 6])
    history = ActivityHistory(dt.date(2024, 1, 1), values, values, values)
    card = card_of(shown, history)
    assert Words("en")(card.change) == "+50.0\u202f% on 7 days before"
    assert (card.direction, card.meaning) == (1, "better")
    assert card_of(shown, ActivityHistory(dt.date(2024, 1, 1), values[:3], values, values)).change is None


def test_a_click_on_a_card_asks_why(page, opened):
    view = page.open_view("activity")
    view.cards[3].click()
    assert page._figure == "stickiness"


def test_without_orders_or_activity_it_says_what_to_add(page, opened):
    opened.session.show_analysis(measured("undated"), "Customers")
    view = page.open_view("activity")
    assert all(card.isHidden() for card in view.cards)
    assert "needs column" in view.lack.note.spoken()
