"""A figure by a column of one's choice: asked for, kept while analyses follow each other."""

from __future__ import annotations

import pytest

from retention_desk.desktop.answers import Answers
from retention_desk.desktop.feedback_page.charts import SplitChart
from retention_desk.foundation.trace_results import FigureOf
from tests.desktop.full_analysis import full_analysis
from tests.desktop.small_desk import small_desk


@pytest.fixture
def chart(qtbot, appearance, manual_executors, qapp):
    desk = small_desk(manual_executors, full_analysis())
    desk.session.answers = Answers(desk.session.session.runner)
    chart = SplitChart(desk, "test.split")
    qtbot.addWidget(chart)

    def answer():
        while manual_executors["answer"].waiting:
            manual_executors["answer"].run_next()
            qapp.processEvents()

    chart.answer = answer
    return chart


def test_the_first_column_that_suits_is_shown_and_another_can_be_chosen(chart):
    chart.show_figure(full_analysis(), "nps")
    chart.answer()
    assert chart.column == "customers.region"
    assert "Region" in chart.subtitle.spoken()
    chart.menu_of_columns.chosen.emit("features.vip")
    chart.answer()
    assert chart.column == "features.vip"
    assert "vip" in chart.subtitle.spoken()
    chart.show_figure(full_analysis(), "csat_share")
    chart.answer()
    assert chart.column == "features.vip"


def test_columns_of_order_lines_are_not_offered(chart):
    chart.show_figure(full_analysis(), "nps")
    chart.answer()
    assert not [column.key for column in chart._columns if column.of != "customers"]


def test_a_bar_is_traced_as_the_figure_of_its_group(chart):
    chart.show_figure(full_analysis(), "nps")
    chart.answer()
    assert chart.part_of("north") == FigureOf("nps", column="customers.region", group="north")
    assert chart.part_of("") == FigureOf("nps")
