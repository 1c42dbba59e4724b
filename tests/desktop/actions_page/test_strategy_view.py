"""The chooser in the window: all fourteen, the first as a pilot by one click that can be undone."""

from __future__ import annotations

import pytest

from retention_desk.desktop.actions_page.strategy_view import sentence
from retention_desk.foundation.wording import Words
from tests.desktop.play_analysis import played


@pytest.fixture
def view(opened):
    opened.session.show_analysis(played(), "Orders")
    page = opened.window.open_page("actions")
    page.open_view("strategies")
    opened.run("answer")
    return page.views.strategies


def test_all_fourteen_with_their_grounds(view):
    assert len(view.rows) == 14
    assert "Begin with a pilot" in " ".join(Words("en")(row.choice.start) for row in view.rows)
    assert view.minimumHeight() > 14 * 80


def test_a_pilot_is_a_setting_that_can_be_undone(view, opened):
    row = next(row for row in view.rows if row.choice.plays)
    row.pilot.click()
    released = opened.session.settings.playbook.released
    assert set(released) == set(row.choice.plays)
    assert set(released.values()) == {"pilot"}
    opened.settle()
    again = next(one for one in view.rows if one.choice.key == row.choice.key)
    assert not again.pilot.isEnabled()
    opened.session.undo()
    assert opened.session.settings.playbook.released == {}


def test_the_sentence_names_what_to_begin_with(view):
    said = Words("en")(sentence(tuple(row.choice for row in view.rows)))
    first = next(row.choice for row in view.rows if row.choice.plays)
    assert Words("en")(first.name) in said
    assert Words("en")(sentence(())).startswith("None of the strategies")
