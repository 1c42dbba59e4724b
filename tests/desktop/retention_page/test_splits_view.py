"""Any figure by any column on the retention page, worked out off the window."""

from __future__ import annotations

import pytest

from retention_desk.foundation.wording import Words
from retention_desk.questions import split_figure
from tests.desktop.measured import measured


@pytest.fixture
def page(opened):
    page = opened.window.open_page("retention")
    opened.session.show_analysis(measured(), "Book")
    opened.run("answer")
    return page


def test_a_figure_is_shown_by_the_column_chosen(page, opened):
    view = page.open_view("splits")
    opened.run("answer")
    before = view.card.title.spoken()
    view.card.choose(figure="retention_rate", column="customers.region")
    assert view.card.title.spoken() == before, "the old one stays until the new is known"
    opened.run("answer")
    split = split_figure(measured(), "retention_rate", "customers.region")
    assert view.card.key == "split_bars"
    assert view.card.as_table.isVisible()
    view.card.as_table.setChecked(True)
    texts = {view.card.table.model_.text(row, column) for row in range(2) for column in range(4)}
    assert Words("en").share(split.metrics[0].value) in texts


def test_the_wish_stays_while_another_view_is_in_front(page, opened):
    view = page.open_view("splits")
    view.card.choose(column="customers.region")
    opened.run("answer")
    page.open_view("cohorts")
    assert page.open_view("splits").card.wish.column == "customers.region"
