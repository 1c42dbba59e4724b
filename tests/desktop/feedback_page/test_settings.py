"""Settings of the feedback page: which answers count, and reasons that can be undone."""

from __future__ import annotations

import pytest

from retention_desk.desktop.feedback_page.settings import FeedbackPanel
from retention_desk.foundation.leaving_taxonomy import merged
from retention_desk.questions import leaving_reasons
from tests.desktop.full_analysis import full_analysis
from tests.desktop.small_desk import small_desk


@pytest.fixture
def desk(qtbot, appearance, manual_executors):
    return small_desk(manual_executors, full_analysis())


@pytest.fixture
def panel(desk, qtbot):
    panel = FeedbackPanel(desk)
    qtbot.addWidget(panel)
    panel.show_analysis(full_analysis())
    return panel


def test_which_answers_count_is_a_setting(desk, panel):
    panel.answers.chosen.emit("all")
    assert desk.session.session.settings.figures.nps_answers == "all"


def test_an_edited_reason_is_one_step_to_undo(desk, panel, words):
    session = desk.session.session
    panel.reasons.home.chosen.emit("competitor")
    assert session.settings.figures.leaving_taxonomy
    assert words(session.undo_name) == "Reasons merged"
    session.undo()
    assert not session.settings.figures.leaving_taxonomy


def test_reasons_are_shown_as_the_files_have_them(panel):
    analysis = full_analysis()
    panel.show_reasons(analysis, leaving_reasons(analysis))
    assert panel.reasons.shown_reason == "price"
    assert merged(analysis.settings.figures, "price", "other").leaving_taxonomy
