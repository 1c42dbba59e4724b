"""A view of the risk page asks its questions under a topic of the page."""

from __future__ import annotations

import pytest

from retention_desk.desktop.risk_view import RiskView
from tests.desktop.factory import make_analysis
from tests.desktop.small_desk import small_desk


def test_the_newest_answer_of_a_topic_is_shown(qtbot, appearance, manual_executors):
    analysis = make_analysis(5)
    desk = small_desk(manual_executors, analysis)
    view = RiskView(desk)
    qtbot.addWidget(view)
    shown = []
    view.ask("one", analysis, lambda asked: asked.data.n_customers, shown.append)
    manual_executors["answer"].run_next()
    qtbot.waitUntil(lambda: shown == [5])
    assert view.words is desk.words


def test_a_view_says_what_it_shows(qtbot, appearance, manual_executors):
    view = RiskView(small_desk(manual_executors))
    qtbot.addWidget(view)
    with pytest.raises(NotImplementedError):
        view.show_analysis(make_analysis(5))
