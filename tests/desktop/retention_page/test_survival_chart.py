"""How long customers stay: everybody's curve, or the groups' once they are known."""

from __future__ import annotations

import pytest

from retention_desk.desktop.retention_page.survival_chart import SurvivalChart
from retention_desk.foundation.wording import Words
from retention_desk.questions import survival_by_group
from tests.desktop.measured import measured


@pytest.fixture
def told():
    return []


@pytest.fixture
def chart(opened, qtbot, told):
    desk = opened.window.open_page("retention").desk
    chart = SurvivalChart(desk, "test.survival", told.append)
    qtbot.addWidget(chart)
    return chart


def test_the_old_curve_stays_until_the_groups_are_known(chart, opened, told):
    analysis = measured()
    chart.show_analysis(analysis, "")
    assert not chart.whole.isHidden()
    assert chart.groups.isHidden()
    chart.show_analysis(analysis, "customers.region")
    assert not chart.whole.isHidden()
    assert opened.waiting("answer") == 1
    opened.run("answer")
    assert chart.whole.isHidden()
    verdict = Words("en")(survival_by_group(analysis, "customers.region").verdict)
    assert chart.groups.title.spoken().casefold() == verdict.casefold()
    assert told[0].column.key == "customers.region"


def test_giving_up_the_split_shows_everybody_though_groups_are_on_their_way(chart, opened, told):
    chart.show_analysis(measured(), "customers.region")
    chart.show_analysis(measured(), "")
    opened.run("answer")
    assert not chart.whole.isHidden()
    assert told == []


def test_a_column_that_tells_nothing_says_so(chart, opened, told):
    chart.show_analysis(measured(), "orders.product")
    opened.run("answer")
    assert told == [None]
    assert chart.groups.subtitle.spoken() == "This column has no two groups to compare."
