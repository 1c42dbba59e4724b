"""The views of the Actions page: one is shown, commands and links lead there."""

from __future__ import annotations

import pytest

from tests.desktop.play_analysis import played


@pytest.fixture
def page(opened):
    opened.session.show_analysis(played(), "Orders")
    return opened.window.open_page("actions")


def test_the_list_comes_first_and_one_view_is_shown(page, opened):
    assert page.list.isVisible()
    page.open_view("strategies")
    opened.run("answer")
    assert not page.list.isVisible()
    assert page.views.strategies.isVisible()
    page.views.tabs.choose("list")
    page.views.open("list")
    assert page.list.isVisible()


def test_commands_lead_to_the_views(page, opened):
    assert opened.window.commands.run("actions.plays")
    opened.run("answer")
    assert page.views.plays.isVisible()


def test_a_strategy_leads_to_its_plays(page, opened):
    page.open_view("strategies")
    opened.run("answer")
    row = next(row for row in page.views.strategies.rows if row.choice.key == "content_recommendation")
    row.open.click()
    opened.run("answer")
    assert page.views.plays.isVisible()
    assert page.views.plays.chosen.play.key == row.choice.plays[0]
