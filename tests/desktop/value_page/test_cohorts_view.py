"""Value by cohort: the best is named, and the cost of winning a customer is asked for where it is missing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from retention_desk import questions
from retention_desk.desktop.value_page.cohorts_view import cohorts_figure, cohorts_sentence
from tests.desktop.value_answers import asked_analysis, cohorts
from tests.desktop.value_past import stay_curve


@pytest.fixture
def page(opened):
    opened.session.show_analysis(asked_analysis(), "Book")
    page = opened.window.open_page("value")
    page.open_view("cohorts")
    opened.run("answer")
    return page


def test_without_a_cost_a_button_leads_to_its_field(page, opened):
    view = page.views["cohorts"]
    assert view.cohorts.isVisible()
    assert view.no_cost.isVisible()
    assert not view.ratio.isVisible()
    opened.window.inspector.set_folded(True)
    view.no_cost.button.click()
    assert opened.window.inspector.tab() == "settings"
    assert page._panel.cost.isVisible()


def test_with_a_cost_the_ratio_is_shown(page, opened):
    settings = opened.session.settings.with_value("value.acquisition_cost", 50.0)
    opened.session.show_analysis(asked_analysis(settings=settings), "Book")
    opened.run("answer")
    view = page.views["cohorts"]
    assert view.ratio.isVisible()
    assert not view.no_cost.isVisible()
    ratio = questions.value_by_cohort(opened.session.analysis).ltv_cac_all
    assert f"{ratio:.1f} times" in view.ratio.title.spoken()


def test_subscribers_see_how_long_they_stay(page, opened):
    view = page.views["cohorts"]
    assert not view.stay.isVisible()
    made = asked_analysis()
    value = replace(made.value, method="contractual", stay=stay_curve())
    opened.session.show_analysis(replace(made, value=value), "Book")
    opened.run("answer")
    assert view.stay.isVisible()
    assert "after 12 months" in view.stay.title.spoken()


def test_sentences(words):
    assert words(cohorts_sentence(cohorts(), None)) == (
        "On average a customer has brought **80** so far and is expected to bring **48** more."
    )
    assert words(cohorts_sentence(cohorts(64.0), None)) == (
        "For each 64 spent on winning a customer, **128** comes back."
    )
    assert "no cohorts" in words(cohorts_sentence(None, None))


@pytest.mark.parametrize(
    ("earned", "lifetime", "said"),
    [
        (80.0, np.nan, "On average a customer has brought **80** so far."),
        (np.nan, 48.0, "On average a customer is expected to bring **48**."),
        (np.nan, np.nan, "Neither revenue nor a lifetime value is known of any cohort."),
    ],
)
def test_what_is_not_known_is_not_said(words, earned, lifetime, said):
    part = replace(cohorts(), earned_all=earned, lifetime_all=lifetime)
    assert words(cohorts_sentence(part, None)) == said


def test_a_cohort_is_explained_from_the_menu_of_its_bar(page, opened):
    view = page.views["cohorts"]
    told = []
    view.part_asked.connect(lambda name, customers: told.append((opened.window.words(name), customers)))
    answer = questions.value_by_cohort(opened.session.analysis)
    view.cohorts.why_asked.emit(str(answer.starts[-1]))
    assert told[0][1] == tuple(answer.members[-1].tolist())


def test_without_dates_the_reason_is_said(page):
    view = page.views["cohorts"]
    view.show_cohorts(None)
    assert view.no_cost.isHidden()
    assert view.ratio.isHidden()
    assert "Needs dated customers" in view.cohorts.subtitle.spoken()


def test_why_names_the_cost(words):
    assert words(cohorts_figure(cohorts(64.0)).notes[0][1]) == "64"
    assert cohorts_figure(cohorts()).notes == ()
