"""The first view: grid, survival and definitions, or what each of them needs."""

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


def test_the_first_screen_is_grid_survival_and_definitions(page, opened):
    view = page.view("cohorts")
    assert not view.card.isHidden()
    assert not view.survival.isHidden()
    assert not view.two.isHidden()
    assert view.lack.isHidden()


def test_stepping_back_shows_the_period_before_in_sentence_and_card(page, opened):
    view, movements = page.view("cohorts"), measured().metrics.movements
    page._panel.step(-1)
    assert f"closing {movements.closing[-2]:,}" in view.two.subtitle.spoken()
    assert f"{movements.opening[-2]:,} customers" in page.sentence.spoken()


def test_a_split_divides_the_survival_curve_off_the_window(page, opened):
    view = page.view("cohorts")
    page._panel.choose_split("customers.region")
    assert not view.survival.whole.isHidden()
    opened.run("answer")
    assert not view.survival.groups.isHidden()


def test_without_dates_it_says_what_to_add(page, opened):
    opened.session.show_analysis(measured("undated"), "Customers")
    view = page.view("cohorts")
    assert view.lack.title.spoken() == "Nothing here is dated."
    assert all(part.isHidden() for part in (view.card, view.survival, view.two))


def test_subscriptions_alone_say_what_cohorts_need(page, opened):
    whole = measured("subscription")
    opened.session.show_analysis(replace(whole, metrics=replace(whole.metrics, cohorts=None)), "Plans")
    view = page.view("cohorts")
    assert view.card.isHidden()
    assert "orders or an activity log" in view.lack.note.spoken()
    assert not view.two.isHidden()
