"""What moved: cells filter the list of customers, whose changes add up."""

from __future__ import annotations

import numpy as np
import pytest

from retention_desk.desktop.review_page.moves_view import MovesView, move_columns, moves_sentence
from tests.charts import review_answers
from tests.desktop.factory import make_analysis
from tests.desktop.review_parts import make_review, state


@pytest.fixture
def view(opened, qtbot):
    analysis = make_analysis()
    opened.session.show_analysis(analysis, "Book")
    view = MovesView(opened.window.page("home").desk)
    qtbot.addWidget(view)
    view.show_state(state(analysis))
    return view


def test_a_cell_filters_the_customers(view, opened):
    chart = view.matrices["value_tier"]
    moved = chart.answer()
    key = "high:general"
    assert chart.can_filter(key)
    chart.clicked.emit(key)
    (held,) = opened.session.state.filters
    assert set(held.chosen) == set(moved.members(0, 2))
    view.show_state(state(opened.session.analysis, review=make_review(migrations=(moved,))))
    shown = view.customers.table.model_
    rows = shown.rows
    assert set(view.customers._customers[rows]) <= set(held.chosen)


def test_the_parts_of_every_change_add_up():
    moves, analysis = review_answers.score_moves(), make_analysis()
    columns = move_columns(moves, analysis)
    whole = columns["indicators"] + columns["weights"] + columns["data"]
    assert np.allclose(whole, columns["total"], atol=1e-5)
    assert np.allclose(columns["now"] - columns["then"], columns["total"], atol=1e-5)


def test_the_sentence_says_since_when(words):
    said = words(moves_sentence(make_review())).replace("**", "")
    assert said.startswith("Since 9 November 2011 ")
    assert "the average score went from" in said
    assert "average" not in words(moves_sentence(make_review(moves=None)))


def test_without_an_earlier_month_it_says_so(view):
    view.show_state(state(make_analysis(), review=make_review(earlier=None, migrations=(), moves=None)))
    assert not view.lack.isHidden()
    assert view.why.isHidden()
