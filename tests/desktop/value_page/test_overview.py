"""The overview: figures, spread and what retention keeps, as the analysis has them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from retention_desk import questions
from retention_desk.desktop.value_page.overview import sentence
from tests.desktop.factory import make_analysis
from tests.desktop.value_answers import asked_analysis
from tests.desktop.value_past import THREE


@pytest.fixture
def page(opened):
    opened.session.show_analysis(asked_analysis(), "Book")
    page = opened.window.open_page("value")
    opened.run("answer")
    return page


def test_the_top_tenth_is_that_of_the_orders(page, opened):
    orders = opened.session.analysis.data.events["orders"]
    spent = orders[orders["is_purchase"]].groupby("customer")["amount"].sum().sort_values(ascending=False)
    share = spent.iloc[: int(np.ceil(len(spent) / 10))].sum() / spent.sum()
    view = page.views["overview"]
    assert view.concentration.title.spoken() == f"The top tenth brings {share * 100:.1f}\u202f% of revenue"
    view.concentration.choice._pick(1)
    opened.run("answer")
    worth = np.sort(opened.session.analysis.value.lifetime_value)[::-1]
    share = worth[: int(np.ceil(len(worth) / 10))].sum() / worth.sum()
    assert f"{share * 100:.1f}\u202f% of lifetime value" in view.concentration.title.spoken()


def test_what_retention_keeps_is_that_of_the_question(page, opened):
    kept = questions.revenue_kept(opened.session.analysis)
    assert f"{kept.share * 100:.0f}\u202f%" in page.views["overview"].kept.title.spoken()


def test_what_is_kept_is_explained_down_to_its_customers(page, opened):
    told = []
    view = page.views["overview"]
    view.explained.connect(told.append)
    view.kept.why.click()
    orders = opened.session.analysis.data.events["orders"]
    first, last = questions.revenue_kept(opened.session.analysis).period
    inside = orders[orders["ordered_on"].dt.date.between(first, last)]
    spent = inside.groupby("customer")["amount"].sum()
    assert told[0].customers == tuple(spent.index[spent != 0])


def test_a_chosen_figure_is_explained(page):
    told = []
    view = page.views["overview"]
    view.explained.connect(told.append)
    view.cards[1].click()
    assert [figure.key for figure in told] == ["value_at_risk"]


def test_a_day_looked_back_from_opens_its_tenths_in_place(page, opened):
    made = asked_analysis()
    made = replace(made, value=replace(made.value, checks=THREE))
    opened.session.show_analysis(made, "Book")
    opened.run("answer")
    view = page.views["overview"]
    view.check.rows[0].day.click()
    assert view.past.currentWidget() is view.tenths
    assert "2026-03-01" in view.tenths.subtitle.spoken()
    view.tenths.back.click()
    assert view.past.currentWidget() is view.check


def test_the_sentence_says_what_is_not_known(words):
    analysis = make_analysis(30)
    unknown = replace(analysis, value=replace(analysis.value, lifetime_value=np.full(30, np.nan)))
    assert sentence(unknown, words) == analysis.value.note
    no_risk = replace(analysis, at_risk=replace(analysis.at_risk, n=0))
    assert "is not known" in words(sentence(no_risk, words))
    assert "is at risk" in words(sentence(analysis, words))
