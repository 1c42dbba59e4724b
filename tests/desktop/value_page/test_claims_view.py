"""The claims of the articles on the user's own data: asked of the analysis, counted, traceable to customers."""

from __future__ import annotations

import numpy as np
import pytest

from retention_desk import questions
from retention_desk.desktop.value_page.claims_view import ClaimsView, claim_figure, claims_sentence
from tests.desktop.value_answers import asked_analysis, claim


@pytest.fixture
def view(opened, qtbot):
    analysis = asked_analysis()
    opened.session.show_analysis(analysis, "Book")
    page = opened.window.open_page("value")
    page.open_view("claims")
    opened.run("answer")
    return page.views["claims"]


def test_every_claim_has_its_row(view, opened):
    analysis = opened.session.analysis
    claims = questions.check_claims(analysis)
    assert isinstance(view, ClaimsView)
    assert [row.head.statement.spoken() for row in view.rows] == [
        opened.window.words(one.statement) for one in claims
    ]
    assert opened.window.page("value").sentence.spoken() == opened.window.words(
        claims_sentence(claims)
    ).replace("**", "")


def test_what_is_found_comes_from_the_orders(view, opened):
    orders = opened.session.analysis.data.events["orders"]
    bought = orders[orders["is_purchase"]].sort_values(["customer", "ordered_on"], kind="stable")
    amount = bought.groupby(["customer", "order"], sort=False)["amount"].sum()
    spent, count = amount.groupby("customer").sum(), amount.groupby("customer").size()
    best = spent.nlargest(int(np.ceil(len(spent) / 10))).index
    rest = spent.index.difference(best)
    ratio = spent[best].sum() / count[best].sum() / (spent[rest].sum() / count[rest].sum())
    assert view.rows[0].head.found.spoken() == f"{ratio:.2f} times"


def test_its_customers_are_shown_as_a_filter(view, opened):
    row = view.rows[0]
    row.head.click()
    row.detail.customers.click()
    page = opened.window.page("value")
    assert page.tabs.key() == "customers"
    (chip,) = opened.session.state.filters
    assert chip.chosen == questions.check_claims(opened.session.analysis)[0].customers
    assert page.views["customers"].isVisible()


def test_claims_are_counted_by_verdict(words):
    said = words(claims_sentence([claim("holds"), claim("too_few"), claim("too_few"), claim("missing")]))
    assert said.startswith("Claims of the articles, 4 in all: **1 holding here**, 0 not, 2 with too few")
    assert "1 in need" in said


def test_why_tells_method_source_and_verdict(words):
    figure = claim_figure(claim())
    assert figure.key == "top_decile_order_value_ratio"
    assert words(figure.definition) == "Method"
    assert {words(head) for head, _text in figure.notes} == {"Verdict", "The article says", "Source"}
    assert claim_figure(claim(figure="")).key == "claim.top_tenth_order_value"
