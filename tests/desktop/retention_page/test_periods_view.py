"""Period by period: bars, both definitions of one, all in a table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.desktop.measured import measured


@pytest.fixture
def page(opened):
    page = opened.window.open_page("retention")
    opened.session.show_analysis(measured(), "Book")
    opened.run("answer")
    return page


def test_every_complete_period_has_a_row_and_a_row_chooses_its_period(page, opened):
    view, movements = page.open_view("periods"), measured().metrics.movements
    table = view.table.table
    assert table.model_.total == len(movements.ends)
    table.select_source(2)
    assert page._panel.shown().back == 2
    assert f"closing {movements.closing[-3]:,}" in view.two.subtitle.spoken()
    assert table.current_source() == 2, "the row stays chosen"


def test_stepping_in_the_card_is_stepping_on_the_page(page, opened):
    view = page.open_view("periods")
    view.two.stepped.emit(-1)
    assert page._panel.shown().back == 1


def test_one_month_of_data_is_too_short_for_a_quarter(page, opened):
    whole = measured()
    empty = replace(whole.metrics.movements, **{
        name: value[:0] for name, value in vars(whole.metrics.movements).items()
    })  # fmt: skip
    opened.session.show_analysis(replace(whole, metrics=replace(whole.metrics, movements=empty)), "Short")
    view = page.open_view("periods")
    assert view.table.isHidden()
    assert view.lack.title.spoken() == "No complete quarter with customers yet."
