"""Comments: by topic, filtered with the customers, the chosen one in full, opening the customer."""

from __future__ import annotations

import numpy as np
import pytest

from retention_desk.desktop.feedback_page.comments_card import CommentsCard
from retention_desk.desktop.filters import chosen_filter
from retention_desk.foundation.wording import Words, phrase
from retention_desk.questions import comment_topics
from tests.desktop.full_analysis import full_analysis
from tests.desktop.health_page.test_changes_card import Sheet
from tests.desktop.small_desk import small_desk


@pytest.fixture
def analysis():
    from dataclasses import replace
    from types import MappingProxyType

    from retention_desk.metrics.context import MetricContext

    made = full_analysis()
    surveys = made.data.events["surveys"].copy()
    said = np.array(["Too expensive", "Great, but slow", "", "the zebra", "another zebra"], dtype=object)
    surveys["comment"] = said[np.arange(len(surveys)) % len(said)]
    data = replace(made.data, events=MappingProxyType({**made.data.events, "surveys": surveys}))
    basis = MetricContext(data, made.intermediate["book"], made.settings)
    return replace(made, data=data, intermediate=MappingProxyType({"figures_basis": basis}))


@pytest.fixture
def card(qtbot, appearance, manual_executors, analysis, words):
    desk = small_desk(manual_executors, analysis)
    desk.session.customer_sheet = Sheet()
    card = CommentsCard(desk)
    qtbot.addWidget(card)
    card.resize(900, 400)
    card.show()
    card.show_comments(analysis, comment_topics(analysis), words)
    card.sheet, card.session = desk.session.customer_sheet, desk.session.session
    return card


def shown(card, key):
    model = card.table.model_
    place = [spec.key for spec in model.specs].index(key)
    return [model.text(source, place) for source in model.rows.tolist()]


def test_every_comment_is_there_latest_first(card, analysis):
    n = (analysis.data.events["surveys"]["comment"] != "").sum()
    assert card.title.spoken() == f"{n} comments"
    assert "zebra" in card.subtitle.spoken()
    days = shown(card, "day")
    assert len(days) == n
    assert days == sorted(days, reverse=True)
    about = dict(zip(shown(card, "comment"), shown(card, "about"), strict=True))
    assert set(about["Great, but slow"].split(", ")) == {"Waiting and speed", "Praise"}
    assert about["the zebra"] == "—"


def test_a_topic_shows_its_comments_alone(card):
    card.show_topic("price")
    assert set(shown(card, "comment")) == {"Too expensive"}
    card.show_topic("")
    assert len(set(shown(card, "comment"))) == 4


def test_filters_of_customers_hold_here_too(card, analysis, words):
    topics = comment_topics(analysis)
    first = int(analysis.data.events["surveys"]["customer"].iloc[topics.every[0]])
    card.session.filter_by(chosen_filter("some", [first], phrase("some")))
    card.show_comments(analysis, topics, words)
    assert set(shown(card, "name")) == {analysis.data.names[first]}


def test_a_click_opens_the_customer_and_shows_the_whole_comment(card, analysis):
    card.table.setCurrentIndex(card.table.model_.index(0, 0))
    assert card.text.isVisible()
    assert card.text.spoken() == shown(card, "comment")[0]
    card._open_current()
    (customer,) = set(card.sheet.shown)
    assert analysis.data.names[customer] == shown(card, "name")[0]
    assert Words("en")(card.place_of(customer)).startswith("1 of ")
    card.step(1)
    assert card.text.spoken() == shown(card, "comment")[1]
    card.show_topic("price")
    assert not card.text.isVisible()
