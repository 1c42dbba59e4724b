"""Feedback: figures, trend and split, reasons, topics with their comments, service times, what is missing."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pytest

from retention_desk.desktop.filters import chosen_filter
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from tests.desktop.full_analysis import full_analysis


@pytest.fixture
def show(opened):
    def show(analysis):
        opened.session.show_analysis(analysis, "Book")
        page = opened.window.open_page("feedback")
        opened.run("answer")
        return page

    return show


@pytest.fixture
def commented():
    made = full_analysis()
    surveys = made.data.events["surveys"].copy()
    surveys["comment"] = np.where(np.arange(len(surveys)) % 3 == 0, "Too expensive", "Great")
    data = replace(made.data, events=MappingProxyType({**made.data.events, "surveys": surveys}))
    basis = MetricContext(data, made.intermediate["book"], made.settings)
    return replace(made, data=data, intermediate=MappingProxyType({"figures_basis": basis}))


def test_all_parts_are_shown_where_the_data_tell(show):
    page = show(full_analysis())
    for part in (page.history, page.split, page.reasons, page.service):
        assert part.isVisible()
    assert "NPS" in page.sentence.spoken()
    assert len(page.cards) == 4


def test_a_selected_figure_changes_trend_and_split(show, opened):
    page = show(full_analysis())
    before = page.history.title.spoken()
    page.cards[1].click()
    opened.run("answer")
    assert page.history.title.spoken() != before


def test_a_reason_filters_the_customers(show, opened):
    page = show(full_analysis())
    page.reasons.clicked.emit("price")
    (chosen,) = opened.session.state.filters
    assert chosen.column == "leaving_reason"
    told = full_analysis().data.customers["churn_reason"] == "price"
    assert len(chosen.chosen) == int(told.sum())


def test_a_topic_stays_chosen_while_filters_change(show, opened, commented):
    page = show(commented)
    page.topics.clicked.emit("price")
    assert {text for text in page.comments._texts if text} == {"Too expensive", "Great"}
    rows = page.comments.table.model_.rows
    assert 0 < len(rows) < page.comments.table.model_.total
    opened.session.filter_by(chosen_filter("some", range(commented.data.n_customers), phrase("all")))
    opened.run("answer")
    assert page.comments.table.model_.rows.tolist() == rows.tolist()
    page.topics.clicked.emit("price")
    assert len(page.comments.table.model_.rows) == page.comments.table.model_.total


def test_without_any_of_it_only_what_is_missing_is_said(show):
    page = show(full_analysis(without=("surveys", "tickets", "churn_reason")))
    for part in (page.history, page.split, page.reasons, page.topics, page.comments, page.service):
        assert not part.isVisible()
    assert page.missing.isVisible()
    assert not any(card.isVisible() for card in page.cards)
    assert "do not say" in page.sentence.spoken()


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
def test_it_speaks_the_language_chosen(show, opened, language):
    page = show(full_analysis())
    said = page.sentence.spoken()
    opened.window.set_language(language)
    opened.run("answer")
    assert page.sentence.spoken() != said
    assert page.service.title.spoken()
