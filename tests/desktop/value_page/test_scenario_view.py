"""The scenario is live: each move asks anew, the newest is shown, and the numbers are those of the question."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from retention_desk import questions
from retention_desk.desktop.value_page.scenario_card import difference_rows
from retention_desk.desktop.value_page.scenario_view import scenario_figure, scenario_sentence
from tests.desktop.value_answers import asked_analysis, scenario


@pytest.fixture
def view(opened):
    opened.session.show_analysis(asked_analysis(), "Book")
    page = opened.window.open_page("value")
    page.open_view("scenario")
    opened.run("answer")
    return page.views["scenario"]


def shown(view):
    return [[label.spoken() for label in labels] for labels in view.card.table.rows]


def expected(opened, points):
    words = opened.window.words
    rows = difference_rows(questions.profit_scenario(opened.session.analysis, points))
    return [[words(text).replace("**", "") for text in row] for row in rows]


def test_it_opens_with_five_points(view, opened):
    assert shown(view) == expected(opened, 0.05)
    assert "+5.0 points" in opened.window.page("value").sentence.spoken()


def test_a_move_of_the_slider_changes_table_charts_and_sentence(view, opened, qtbot):
    before = view.profit.title.spoken()
    for _step in range(4):
        qtbot.keyClick(view.card.slider, Qt.Key.Key_Right)
    assert opened.waiting("answer") <= 2
    opened.run("answer")
    assert shown(view) == expected(opened, 0.07)
    assert view.profit.title.spoken() != before
    assert "+7.0 points" in opened.window.page("value").sentence.spoken()


def test_at_no_points_nothing_changes(view, opened, qtbot):
    qtbot.keyClick(view.card.slider, Qt.Key.Key_Home)
    opened.run("answer")
    assert view.profit.title.spoken().startswith("As it is")
    assert view.customers.title.spoken().startswith("As it is")
    assert opened.window.page("value").sentence.spoken().startswith("Move the slider")


def test_why_is_not_made_anew_with_every_move_of_a_drag(view, qtbot, opened):
    told = []
    view.explained.connect(told.append)
    view.card.slider._held = True
    view.card._moved(9.0)
    opened.run("answer")
    assert told == []
    view.card.slider._held = False
    view.card.slider.committed.emit(9.0)
    assert [figure.key for figure in told] == ["profit_scenario"]


def test_numbers_are_on_show_before_charts_are_drawn(view, qtbot):
    title = view.profit.title.spoken()
    view.show_scenario(scenario())
    assert shown(view)[0][1:3] == ["81", "90"]
    assert view.profit.title.spoken() == title
    qtbot.waitUntil(lambda: view.profit.title.spoken() != title)


def test_without_revenue_it_says_what_is_missing(view, qtbot, words):
    view.show_scenario(None)
    qtbot.waitUntil(view.notes.isHidden)
    assert view.profit.isHidden()
    assert words(scenario_sentence(None)).startswith("Without a measured retention")


def test_why_rests_on_the_customers_of_today(view, opened):
    answer = questions.profit_scenario(opened.session.analysis, 0.05)
    assert len(answer.active) == answer.customers[0]
    assert scenario_figure(answer).customers == answer.active


def test_why_has_the_formula_with_the_numbers(words):
    assert words(scenario_figure(scenario()).formula) == (
        "chance of leaving × (1 − 65.0\u202f%) ÷ (1 − 60.0\u202f%)"
    )
