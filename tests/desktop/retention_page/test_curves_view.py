"""Curves by cohort or column: asked off the window, drawn and in figures."""

from __future__ import annotations

import pytest

from retention_desk.questions import retention_curves
from tests.desktop.measured import measured


@pytest.fixture
def page(opened):
    page = opened.window.open_page("retention")
    opened.session.show_analysis(measured(), "Book")
    opened.run("answer")
    return page


def test_curves_by_cohort_come_when_they_are_known(page, opened):
    view = page.open_view("curves")
    opened.run("answer")
    answer = retention_curves(measured(), None)
    table = view.table.table.model_
    assert table.total == len(answer.names)
    assert table.values("after_1")[0] == pytest.approx(answer.exact[0, 1], nan_ok=True)
    assert "came again" in view.chart.title.spoken() or "after the first" in view.chart.title.spoken()


def test_another_column_does_not_block_and_the_newest_is_shown(page, opened):
    view = page.open_view("curves")
    opened.run("answer")
    before = view.chart.title.spoken()
    page._panel.choose_split("features.vip")
    page._panel.choose_split("customers.region")
    assert view.chart.title.spoken() == before
    opened.run("answer")
    assert "north" in view.table.table.model_.values("group").tolist()
    assert view.chart.subtitle.spoken().endswith("by Region")


def test_without_dates_it_says_what_to_add(page, opened):
    opened.session.show_analysis(measured("undated"), "Customers")
    view = page.open_view("curves")
    assert view.chart.isHidden()
    assert "orders or an activity log" in view.lack.note.spoken()
