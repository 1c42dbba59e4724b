"""A view asks under a topic of its page, tells what it found, and speaks the window's language."""

from __future__ import annotations

import pytest

from retention_desk.desktop.page_view import PageView
from tests.desktop.factory import make_analysis
from tests.desktop.small_desk import small_desk, speak


def test_it_asks_under_the_topic_of_its_page(qtbot, appearance, manual_executors):
    desk = small_desk(manual_executors)
    asked = []
    desk.session.answers = type("Answers", (), {"ask": lambda _self, *given: asked.append(given)})()
    view = PageView(desk)
    view.page_key = "value"
    qtbot.addWidget(view)
    view.ask("claims", "analysis", len, (), print)
    assert asked == [("value.claims", "analysis", len, (), print)]
    assert speak(desk, "zh_CN") is view.words


def test_the_newest_answer_of_a_topic_is_shown(qtbot, appearance, manual_executors):
    analysis = make_analysis(5)
    view = PageView(small_desk(manual_executors, analysis))
    qtbot.addWidget(view)
    shown = []
    view.ask("one", analysis, lambda asked: asked.data.n_customers, (), shown.append)
    manual_executors["answer"].run_next()
    qtbot.waitUntil(lambda: shown == [5])


def test_a_view_says_what_it_shows(qtbot, appearance, manual_executors):
    view = PageView(small_desk(manual_executors))
    qtbot.addWidget(view)
    with pytest.raises(NotImplementedError):
        view.show_analysis(make_analysis(5))
