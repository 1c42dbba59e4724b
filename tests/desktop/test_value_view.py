"""A view asks under a topic of its own and speaks the window's language."""

from __future__ import annotations

import pytest

from retention_desk.desktop.value_view import ValueView
from tests.desktop.small_desk import small_desk, speak


def test_it_asks_under_the_pages_topic(qtbot, appearance, manual_executors):
    desk = small_desk(manual_executors)
    asked = []
    desk.session.answers = type("Answers", (), {"ask": lambda _self, *given: asked.append(given)})()
    view = ValueView(desk)
    qtbot.addWidget(view)
    view.ask("claims", "analysis", len, (), print)
    assert asked == [("value.claims", "analysis", len, (), print)]
    assert speak(desk, "zh_CN") is view.words


def test_a_view_shows_an_analysis(qtbot, appearance, manual_executors):
    view = ValueView(small_desk(manual_executors))
    qtbot.addWidget(view)
    with pytest.raises(NotImplementedError):
        view.show_analysis(None)
