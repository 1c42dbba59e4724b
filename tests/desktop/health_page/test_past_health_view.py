"""Looking back from the health page: the lists are those of the weights as they are, asked when looked at."""

from __future__ import annotations

import numpy as np
import pytest

from retention_desk import questions
from retention_desk.foundation.results import PastCustomers
from tests.desktop.value_answers import asked_analysis


@pytest.fixture
def page(opened, monkeypatch):
    missed = PastCustomers(
        np.array([4, 9], dtype=np.int32), np.full(2, np.datetime64("2011-09-10")), np.ones(2)
    )
    alarms = PastCustomers(np.array([5], dtype=np.int32), np.full(1, np.datetime64("2011-09-10")), np.ones(1))
    monkeypatch.setattr(questions, "missed_leavers", lambda analysis: missed)
    monkeypatch.setattr(questions, "false_alarms", lambda analysis: alarms)
    opened.session.show_analysis(asked_analysis(), "Book")
    return opened.window.open_page("health")


def test_looking_closer_takes_the_place_of_the_scores_and_back(page, opened, qtbot):
    page.backtest.closer.click()
    assert page.past.isVisible()
    assert not page.distribution.isVisible()
    assert page.indicators.isVisible()
    page.past.show_now()
    opened.run("answer")
    assert page.past.list.table.model_.total == 2
    page.past.list.choose("alarms")
    opened.run("answer")
    assert page.past.list.table.model_.total == 1
    page.past.back.click()
    assert page.distribution.isVisible()
    assert not page.past.isVisible()


def test_a_drag_draws_nothing_until_it_rests(page, opened):
    page.show_past(True)
    asked = opened.waiting("answer")
    for _ in range(3):
        page.past.show_soon(opened.session.analysis)
    assert opened.waiting("answer") == asked
    assert page.past._rest.isActive()


def test_one_past_day_says_so_in_place_of_the_chart(page):
    page.show_past(True)
    page.past.show_now()
    assert "Only one past day" in page.past.chart.subtitle.spoken()
