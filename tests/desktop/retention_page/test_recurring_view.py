"""The waterfall of a period and the movements of all; what is missing without subscriptions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retention_desk.foundation.wording import Words
from tests.desktop.measured import measured


@pytest.fixture
def page(opened):
    page = opened.window.open_page("retention")
    opened.session.show_analysis(measured(), "Book")
    opened.run("answer")
    return page


def test_the_chart_follows_the_period_chosen(page, opened):
    analysis = measured("subscription")
    opened.session.show_analysis(analysis, "Plans")
    view, flow = page.open_view("recurring"), analysis.metrics.waterfall
    closing = Words("en").short_money(float(flow.closing[-1]), analysis.data.currency)
    assert closing in view.chart.title.spoken()
    view.table.table.select_source(1)
    earlier = Words("en").short_money(float(flow.closing[-2]), analysis.data.currency)
    assert earlier in view.chart.title.spoken()
    assert view.table.table.model_.total == len(flow.ends)


def test_a_shop_is_told_which_column_is_missing(page, opened):
    view = page.open_view("recurring")
    assert view.chart.isHidden()
    assert view.lack.title.spoken() == "Recurring revenue comes from subscriptions."
    assert "(Subscriptions)" in view.lack.note.spoken()


def test_subscriptions_of_less_than_a_period_say_so(page, opened):
    analysis = measured("subscription")
    short = replace(analysis, metrics=replace(analysis.metrics, waterfall=None))
    opened.session.show_analysis(short, "Plans")
    assert "whole quarter" in page.open_view("recurring").lack.title.spoken()
