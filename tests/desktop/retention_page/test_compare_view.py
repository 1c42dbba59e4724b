"""Figures beside the period before and the year before: changes, season, what is unknown."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from retention_desk.desktop.retention_page.compare_view import (
    BETTER,
    SEASON,
    WORSE,
    answer_of,
    comparison_table,
    comparisons_known,
    on_the_year,
    set_change,
    set_figure,
)
from retention_desk.foundation.history_results import Comparison
from retention_desk.foundation.wording import NOTHING_SAID, Words, phrase
from tests.desktop.measured import measured


@pytest.fixture
def page(opened):
    page = opened.window.open_page("retention")
    opened.session.show_analysis(measured(), "Book")
    opened.run("answer")
    return page


WORDS = Words("en")


def comparison(key="retention_rate", value=0.5, before=0.6, year=0.4, note=NOTHING_SAID):
    return Comparison(key, dt.date(2024, 1, 1), dt.date(2024, 3, 31), value, before, year, note)


def test_changes_are_those_of_the_histories(page, opened):
    view, metrics = page.open_view("compare"), measured().metrics
    table = view.table.table.model_
    row = view._keys.index("retention_rate")
    series = metrics.series["retention_rate"].values
    assert table.values("now")[row] == WORDS.share(series[-1])
    assert table.values("change")[row] == WORDS.points(series[-1] - series[-2])
    if len(series) > 4 and np.isfinite(series[-5]):
        assert table.values("on_year")[row] == WORDS.points(series[-1] - series[-5])


def test_a_row_asks_why(page, opened):
    view = page.open_view("compare")
    view.table.table.select_source(1)
    assert page._figure == view._keys[1]


def test_what_a_comparison_reads_as():
    metrics = measured().metrics
    assert on_the_year(comparison(), metrics) == BETTER
    assert on_the_year(comparison("churn_rate"), metrics) == WORSE
    assert on_the_year(comparison(note=phrase("may be")), metrics) == SEASON
    assert WORDS(on_the_year(comparison(year=None), metrics)) == "Nothing a year before"
    assert WORDS(on_the_year(comparison(year=0.5), metrics)) == "As a year before"


def test_the_answer_counts_them():
    metrics = measured().metrics
    known = [comparison(), comparison("churn_rate"), comparison(note=phrase("may be"))]
    said = WORDS(answer_of(known, metrics, WORDS))
    assert said == "2024-Q1 on the year: 1 better, 1 worse; 1 may be the season"
    nothing = [comparison(year=None)]
    assert "reaches back" in WORDS(answer_of(nothing, metrics, WORDS))


def test_figures_are_set_in_their_unit():
    assert set_figure(None, "share", WORDS, None) == "—"
    assert set_figure(12.5, "money", WORDS, "GBP") == "£12.50"
    assert set_figure(1234.5, "money", WORDS, "GBP") == "£1,235"
    assert set_figure(3.0, "count", WORDS, None) == "3"
    assert set_figure(3.25, "hours", WORDS, None) == "3.3 hours"
    assert set_change(3.0, 0.0, "count", WORDS) == "—"
    assert set_change(3.0, 2.0, "count", WORDS) == "+50.0\u202f%"


def test_years_have_one_comparison():
    metrics = measured().metrics
    specs, _columns = comparison_table([comparison()], metrics, WORDS, None, yearly=True)
    assert [spec.key for spec in specs] == ["figure", "now", "before", "change"]


def test_without_a_history_it_says_so(page, opened):
    opened.session.show_analysis(measured("undated"), "Customers")
    assert page.open_view("compare").lack.title.spoken() == "No complete quarter to compare yet."
    assert comparisons_known(measured("undated").metrics) == []
