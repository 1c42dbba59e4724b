"""Plays beside their editor in the real window: edits are settings that can be undone."""

from __future__ import annotations

import pytest

from retention_desk.foundation.wording import Words
from tests.desktop.play_analysis import played


@pytest.fixture
def view(opened):
    opened.session.show_analysis(played(), "Orders")
    page = opened.window.open_page("actions")
    page.open_view("plays")
    opened.run("answer")
    return page.views.plays


def playbook(opened):
    return opened.session.settings.playbook


def test_the_plays_are_listed_and_one_is_in_the_editor(view):
    assert view.chosen is not None
    assert view.editor.title.spoken() == Words("en")(view.chosen.play.label)
    view.list.chosen.emit("first_72_hours")
    assert view.editor.title.spoken() == "First 72 hours"
    view.show_play("nearly_there")
    source = view.list.table.current_source()
    assert view._plays[source].play.key == "nearly_there"
    assert view.chosen.play.key == "nearly_there"


def test_an_edit_can_be_undone(view, opened):
    view.list.chosen.emit("second_order")
    view.editor.menus["channel"].chosen.emit("phone")
    assert playbook(opened).plays["second_order"].channel == "phone"
    assert opened.window.words(opened.session.undo_name) == "How a play is done"
    opened.session.undo()
    assert playbook(opened).plays == {}


def test_a_play_of_ones_own_is_made_shown_and_removed(view, opened):
    view.list.new.click()
    (key,) = playbook(opened).plays
    opened.settle()
    assert view.chosen.play.key == key
    assert view.editor.back.isVisible()
    view.editor.back.click()
    assert playbook(opened).plays == {}
    opened.settle()
    assert view.chosen is not None


def test_those_it_fits_are_shown_and_added(view, opened):
    view.list.chosen.emit("check_in_call")
    fits = view.chosen.fits
    view.editor.show_them.click()
    (item,) = opened.session.state.filters
    assert item.chosen == tuple(fits.tolist())
    assert opened.window.words(item.text) == "play = Personal contact, ask why"
    view.editor.add_them.click()
    assert set(playbook(opened).added.values()) == {"check_in_call"}
    assert len(playbook(opened).added) == len(fits)
