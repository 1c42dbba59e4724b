"""How long customers stay and where they leave, with the figures of each group."""

from __future__ import annotations

import pytest

from retention_desk.questions import survival_by_group
from tests.desktop.measured import measured


@pytest.fixture
def page(opened):
    page = opened.window.open_page("retention")
    opened.session.show_analysis(measured(), "Book")
    opened.run("answer")
    return page


def test_everybody_has_one_row_with_the_median_of_the_curve(page, opened):
    view = page.open_view("survival")
    curve = measured().metrics.survival
    table = view.table.table.model_
    assert table.values("n").tolist() == [curve.n]
    assert table.values("median")[0] == pytest.approx(curve.median_days / 30.4375)
    assert "leave" in view.hazard.title.spoken()


def test_groups_have_rows_with_their_n_and_the_log_rank_test_stands_above(page, opened):
    view = page.open_view("survival")
    page._panel.choose_split("customers.region")
    assert view.table.table.model_.total == 1, "the old one stays until the new is known"
    opened.run("answer")
    answer = survival_by_group(measured(), "customers.region")
    n = view.table.table.model_.values("n").tolist()
    assert n == [*(curve.n for curve in answer.curves), *(n for _name, n in answer.too_few)]
    assert "log-rank" in view.survival.groups.title.spoken()


def test_a_column_without_groups_empties_the_table(page, opened):
    view = page.open_view("survival")
    view._show_groups(None)
    assert view.table.table.model_.total == 0


def test_without_dates_it_says_what_to_add(page, opened):
    opened.session.show_analysis(measured("undated"), "Customers")
    view = page.open_view("survival")
    assert view.survival.isHidden()
    assert view.lack.title.spoken() == "Nothing tells yet how long customers stay."
