"""Plays: decisions are put down, save rates and waves are settings that can be undone."""

from __future__ import annotations

import pytest

from retention_desk.desktop.review_page.plays_view import (
    PlaysView,
    decision_columns,
    plays_sentence,
    staged_plays,
)
from retention_desk.foundation.settings import DEFAULTS
from tests.desktop.factory import make_analysis
from tests.desktop.review_parts import make_review, state


@pytest.fixture
def decided():
    return []


@pytest.fixture
def view(opened, qtbot, decided):
    analysis = make_analysis(settings=DEFAULTS.with_value("playbook.wave", "pilot"))
    opened.session.show_analysis(analysis, "Book")
    view = PlaysView(opened.window.page("home").desk, lambda *what: decided.append(what))
    qtbot.addWidget(view)
    view.show_state(state(analysis))
    return view


def test_a_decision_is_handed_on(view, decided):
    row = view.verdicts.rows["referral"]
    row.buttons["stop"].click()
    row.down.click()
    assert decided == [("referral", "stop", "")]


def test_a_play_given_to_all_is_a_setting_that_can_be_undone(view, opened, decided):
    row = view.verdicts.rows["win_back"]
    row.buttons["promote"].click()
    row.down.click()
    assert opened.session.settings.playbook.released == {"win_back": "all"}
    assert decided == [("win_back", "promote", "")]
    opened.session.undo()
    assert opened.session.settings.playbook.released == {}


def test_learned_save_rates_are_one_step(view, opened, words):
    view.saves.use.click()
    assert opened.session.settings.playbook.save_shares == {"win_back": 0.27}
    assert words(opened.session.undo_name) == "Save rates as learned"


def test_the_threshold_is_a_setting(view, opened):
    view.verdicts.threshold.setText("3")
    view.verdicts.threshold.editingFinished.emit()
    assert opened.session.settings.review.roi_threshold == 3


def test_plays_that_are_out_to_all_are_not_staged(words):
    analysis = make_analysis(settings=DEFAULTS.with_value("playbook.wave", "pilot"))
    assert set(staged_plays(analysis)) == set(analysis.plan.plays)
    released = analysis.settings.with_value("playbook.released", {"win_back": "all", "nearly_there": "part"})
    staged = staged_plays(make_analysis(settings=released))
    assert "win_back" not in staged
    assert words(staged["nearly_there"]) == "Out to: Part"
    assert staged_plays(make_analysis()) == {}


def test_decisions_are_listed_by_the_name_of_the_play(words):
    columns = decision_columns(make_review().decisions, {"win_back": "Win back"}, words)
    assert [columns[key].tolist() for key in ("who", "play", "verdict", "why")] == [
        ["Anna"], ["Win back"], ["Fix"], ["cheaper channel"],
    ]  # fmt: skip


def test_the_sentence_counts_the_verdicts(words):
    said = words(plays_sentence(make_review())).replace("**", "")
    assert said == (
        "Of 4 plays handed out 1 are worth keeping, 1 want fixing, 1 should stop; of 1 it is too early to tell."
    )
