import datetime as dt

import numpy as np
import pytest

from retention_desk.foundation.report_results import ReportChoice
from retention_desk.foundation.results import Metric
from retention_desk.reporting.report import known
from retention_desk.reporting.write_report import report_parts
from tests.reporting.report_making import begun


@pytest.fixture(scope="module")
def report(shop):
    return begun(shop.analysis)


def test_values_are_said_with_their_unit(report):
    assert report.value(Metric("x", "share", 0.4231)) == "42.3\u202f%"
    assert report.value(Metric("x", "money", 12.4)) == "12.40"
    assert report.value(Metric("x", "share", None)) == "—"
    assert report.money(None) == report.money(float("nan")) == "—"


def test_intervals_are_said_where_there_are_any(report):
    assert report.interval(Metric("x", "share", 0.5, low=0.4, high=0.6)) == "40.0\u202f% to 60.0\u202f%"
    assert report.interval(Metric("x", "share", 0.5)) == ""


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ((2011, 7, 1), (2011, 9, 30), "2011-Q3"),
        ((2011, 11, 1), (2011, 11, 30), "Nov 2011"),
        ((2011, 1, 1), (2011, 12, 31), "2011"),
        ((2011, 2, 1), (2011, 4, 30), "2011-02-01 – 2011-04-30"),
        ((2011, 7, 2), (2011, 9, 30), "2011-07-02 – 2011-09-30"),
    ],
)
def test_a_period_of_the_calendar_has_its_name(report, start, end, said):
    metric = Metric("x", "share", 0.5, period=(dt.date(*start), dt.date(*end)))
    assert report.short_period(metric) == said
    assert report.short_period(Metric("x", "share", 0.5)) == ""


def test_an_unknown_figure_is_named_by_its_key(report):
    assert report.label("nothing_known") == "nothing_known"
    assert report.label("churn_rate") == "Churn rate"


def test_a_part_that_is_not_wanted_is_left_out(shop):
    report = begun(shop.analysis, choice=ReportChoice(frozenset({"trace"})))
    parts = report_parts()
    assert not parts["trace"].belongs(report)
    assert parts["forecast"].belongs(report)


def test_charts_stand_beside_each_other(shop):
    report = begun(shop.analysis)
    report.book.new_page("")
    report.charts(("value_distribution", "revenue_concentration"))
    report.chart("cohort_grid")
    report.note("")
    assert len(report.book.page.marks) > 100


def test_known_numbers_are_the_finite_ones():
    assert known([1.0, np.nan, np.inf, 2.0]).tolist() == [1.0, 2.0]
