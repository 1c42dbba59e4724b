"""Questions of pages: answered off the window's thread, kept with the analysis, the newest shown."""

from __future__ import annotations

import gc
from weakref import ref

import pytest

from retention_desk.desktop.answers import Answers
from retention_desk.desktop.jobs import Runner
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.wording import phrase
from tests.desktop.factory import make_analysis


@pytest.fixture
def answers(qapp, manual_executors):
    return Answers(Runner(lambda lane: manual_executors[lane]))


@pytest.fixture
def lane(qapp, manual_executors):
    def run():
        while manual_executors["answer"].waiting:
            manual_executors["answer"].run_next()
            qapp.processEvents()

    return run


class Question:
    """Counts how often it is worked out."""

    def __init__(self):
        self.asked = []

    def __call__(self, analysis, column):
        self.asked.append(column)
        return f"{analysis.data.n_customers} by {column}"


def test_a_question_is_worked_out_once_per_analysis_and_then_shown_at_once(answers, lane):
    question, shown, analysis = Question(), [], make_analysis(7)
    answers.ask("page.split", analysis, question, ("region",), shown.append)
    assert shown == []
    lane()
    answers.ask("page.split", analysis, question, ("region",), shown.append)
    assert shown == ["7 by region"] * 2
    answers.ask("page.split", make_analysis(8), question, ("region",), shown.append)
    lane()
    assert shown[2:] == ["8 by region"]
    assert question.asked == ["region"] * 2


def test_only_the_newest_question_of_a_topic_is_shown(answers, lane):
    question, shown, other, analysis = Question(), [], [], make_analysis(7)
    answers.ask("split", analysis, question, ("region",), shown.append)
    answers.ask("curves", analysis, question, ("cohort",), other.append)
    for column in ("channel", "plan"):
        answers.ask("split", analysis, question, (column,), shown.append)
    lane()
    assert shown == ["7 by plan"]
    assert other == ["7 by cohort"]
    assert "channel" not in question.asked


def test_a_topic_that_is_dropped_shows_nothing(answers, lane):
    shown = []
    answers.ask("split", make_analysis(7), Question(), ("region",), shown.append)
    answers.drop("split")
    lane()
    assert shown == []


def test_an_error_is_told_and_the_question_may_be_asked_again(answers, lane):
    told, shown, analysis, fail = [], [], make_analysis(7), [True]
    error = UserFacingError("unknown_figure", phrase("No such figure"), "x", phrase("Choose another"))

    def question(_analysis):
        if fail[0]:
            raise error
        return "right"

    answers.failed.connect(told.append)
    answers.ask("split", analysis, question, (), shown.append)
    lane()
    fail[0] = False
    answers.ask("split", analysis, question, (), shown.append)
    lane()
    assert told == [error]
    assert shown == ["right"]


def test_answers_go_with_their_analysis(answers, lane):
    analysis = make_analysis(7)
    gone = ref(analysis)
    answers.ask("split", analysis, Question(), ("region",), lambda _answer: None)
    lane()
    del analysis
    gc.collect()
    assert gone() is None
