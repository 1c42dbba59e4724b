"""Value by cohort: the best is named, and the cost of winning a customer is asked for where it is missing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from retention_desk import questions
from retention_desk.desktop.value_cohorts_view import cohorts_figure, cohorts_sentence
from tests.desktop.value_answers import asked_analysis, cohorts


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
    assert not opened.window.inspector.folded
    assert opened.window.inspector.tab() == "settings"


def test_with_a_cost_the_ratio_is_shown(page, opened):
    settings = opened.session.settings.with_value("value.acquisition_cost", 50.0)
    opened.session.show_analysis(asked_analysis(settings=settings), "Book")
    opened.run("answer")
    view = page.views["cohorts"]
    assert view.ratio.isVisible()
    assert not view.no_cost.isVisible()
    ratio = questions.value_by_cohort(opened.session.analysis).ltv_cac_all
    assert f"{ratio:.1f} times" in view.ratio.title.spoken()


def test_sentences(words):
    assert words(cohorts_sentence(cohorts(), None)) == (
        "The 40 customers since 2026-02-01 are worth most: **140** each, so far and expected."
    )
    assert words(cohorts_sentence(cohorts(64.0), None)) == (
        "For each 64 spent on winning a customer, **128** comes back."
    )
    assert "no cohorts" in words(cohorts_sentence(None, None))
    nothing = np.full(2, np.nan)
    unknown = replace(cohorts(), earned_amount=nothing, lifetime_amount=nothing)
    assert words(cohorts_sentence(unknown, None)).startswith("Neither revenue")


def test_a_handful_is_not_named_the_best_while_larger_cohorts_are_there(words):
    few = replace(cohorts(), size=np.array([60, 3]))
    assert "The 60 customers since 2026-01-01" in words(cohorts_sentence(few, None))


def test_without_dates_the_reason_is_said(page):
    view = page.views["cohorts"]
    view.show_cohorts(None)
    assert view.no_cost.isHidden()
    assert view.ratio.isHidden()
    assert "Needs dated customers" in view.cohorts.subtitle.spoken()


def test_why_names_the_cost(words):
    assert words(cohorts_figure(cohorts(64.0)).notes[0][1]) == "64"
    assert cohorts_figure(cohorts()).notes == ()
