import pytest

from retention_desk.charts.draw_figure import figure_keys
from retention_desk.charts.report_chart import report_chart
from retention_desk.foundation.wording import Words
from retention_desk.reporting.paper.marks import TextMark
from retention_desk.reporting.paper.record_figure import figure_marks
from tests.charts.builders import analysis, empty_analysis


@pytest.mark.parametrize("key", figure_keys())
def test_every_figure_can_be_put_on_paper_as_outlines_and_text(key):
    chart = report_chart(key, analysis(), Words("zh_CN"), 320, 210)
    assert chart.title
    assert not chart.missing
    marks = figure_marks(chart.figure, 0, 0, "zh_CN")
    texts = [mark for mark in marks if isinstance(mark, TextMark)]
    assert texts
    assert all(mark.x >= -1 and mark.right <= chart.width + 4 for mark in texts)
    assert all(0 <= mark.y <= chart.height for mark in texts)


def test_a_figure_that_needs_a_height_has_it():
    assert report_chart("rfm_grid", analysis(), Words("en"), 640, 100).height > 200
    assert report_chart("value_distribution", analysis(), Words("en"), 640, 210).height == 210


def test_without_data_the_reason_takes_its_place():
    chart = report_chart("cohort_grid", empty_analysis(), Words("en"), 640, 200)
    assert chart.figure is None
    assert chart.missing
    assert chart.title == "Cohort grid" or chart.title
