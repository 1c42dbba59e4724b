"""Experiments: planned without a project, read out with the warning about peeking."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retention_desk.desktop.review_page.experiments_view import (
    ExperimentsView,
    base_of,
    drawn_per_week,
    peeking_lines,
    plan_sentence,
)
from retention_desk.desktop.review_page.state import ReviewState
from retention_desk.foundation.experiment_plan import ExperimentQuestion, plan_experiment
from tests.charts import review_answers
from tests.desktop.factory import make_analysis
from tests.desktop.review_parts import make_review, state


@pytest.fixture
def view(opened, qtbot):
    opened.session.show_analysis(make_analysis(), "Book")
    view = ExperimentsView(opened.window.page("home").desk)
    qtbot.addWidget(view)
    return view


def test_it_plans_without_a_project(view, qtbot):
    with qtbot.waitSignal(view.told):
        view.show_state(ReviewState(make_analysis()))
    assert view.curve.answer().total is not None
    assert view.lack.isHidden()


def test_the_base_is_that_of_those_held_out(view):
    view.show_state(state())
    assert view.planner.question.base == pytest.approx(0.6)
    assert [chart.answer() for chart in view.arms] == [state().review.lifts.arms[0]] or view.arms
    assert view.arms[0].title.spoken().startswith("Arm 1 keeps")


def test_base_and_size_are_unknown_where_they_are():
    assert base_of(None) is None
    assert base_of(make_review(lifts=None)) is None
    analysis = make_analysis()
    assert drawn_per_week(analysis) == analysis.plan.listed + analysis.plan.held_out


def test_peeking_is_warned_of(words):
    said = [words(line).replace("\u202f", " ") for _name, line in peeking_lines(review_answers.lifts())]
    assert "14 %" in said[0]
    assert said[-1] == "Looked twice."
    assert len(peeking_lines(None)) == 2


def test_sentences(words):
    plan = plan_experiment(ExperimentQuestion())
    assert words(plan_sentence(plan)).startswith("It takes **")
    unknown = plan_experiment(replace(plan.question, base=0.99))
    assert words(plan_sentence(unknown)).startswith("No number of customers")
