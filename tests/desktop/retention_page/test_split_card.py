"""The card that shows any figure by any column: what can be chosen, what is asked, what a click filters."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache
from types import MappingProxyType

import numpy as np
import pytest

from retention_desk.desktop.answers import Answers
from retention_desk.desktop.retention_page.split_card import SplitCard, Wish, column_choices, figure_choices
from retention_desk.desktop.widgets.text import retranslate_tree
from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.progress import SILENT
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import GeneralSettings
from retention_desk.foundation.trace_results import FigureOf
from retention_desk.foundation.wording import Words
from retention_desk.metrics.compute_metrics import compute_metrics
from retention_desk.metrics.context import MetricContext
from retention_desk.questions import split_columns, split_figure
from tests.desktop.factory import make_analysis
from tests.desktop.small_desk import small_desk, speak
from tests.forecast.builders import customer_data
from tests.metrics.builders import everything


@cache
def analysis(period="month", seed=0):
    data = everything(seed)
    book, settings = order_book(data), AnalysisSettings(general=GeneralSettings(period=period))
    context = MetricContext(data, book, settings)
    return replace(
        make_analysis(data.n_customers),
        imported=data,
        data=data,
        settings=settings,
        metrics=compute_metrics(data, book, settings, SILENT, context),
        intermediate=MappingProxyType({"figures_basis": context, "book": book}),
    )


@pytest.fixture
def desk(qtbot, appearance, manual_executors):
    desk = small_desk(manual_executors, analysis())
    desk.session.answers = Answers(desk.session.session.runner)
    return desk


@pytest.fixture
def card(desk, qtbot):
    card = SplitCard(desk)
    qtbot.addWidget(card)
    card.resize(860, 420)
    card.show()
    return card


@pytest.fixture
def answer(manual_executors, qapp):
    def run():
        while manual_executors["answer"].waiting:
            manual_executors["answer"].run_next()
            qapp.processEvents()

    return run


def test_every_figure_is_offered_and_what_is_not_known_names_the_column():
    choices = {choice.key: choice for choice in figure_choices(analysis())}
    assert set(choices) == set(analysis().metrics.values)
    for key, metric in analysis().metrics.values.items():
        assert bool(choices[key].why_not) == (metric.missing is not None and metric.denominator is None)
    bare = customer_data(ids=["a", "b"])
    metrics = compute_metrics(bare, None, AnalysisSettings(), SILENT)
    none = replace(make_analysis(2), data=bare, metrics=metrics)
    unknown = {choice.key: Words("en")(choice.why_not) for choice in figure_choices(none)}
    assert "Score" in unknown["nps"]


def test_the_columns_stand_under_headings_after_the_choice_of_none():
    columns = split_columns(analysis())
    choices = column_choices(columns)
    assert [choice.key for choice in choices] == ["", *(column.key for column in columns)]
    assert all(choice.group for choice in choices[1:])


def test_it_begins_with_the_figure_by_period(card, answer):
    card.show_analysis(analysis())
    answer()
    assert card.key == "figure_history"
    assert card.title.spoken().startswith("Retention rate in ")
    assert not card.view_of.isVisible()
    assert card.period.key() == "month"


def test_a_column_gives_bars_and_over_time_small_lines(card, answer):
    card.show_analysis(analysis())
    answer()
    card.column.chosen.emit("customers.region")
    answer()
    assert card.key == "split_bars"
    assert "Region" in card.subtitle.spoken()
    split = split_figure(analysis(), "retention_rate", "customers.region", "month")
    assert [hit.key for hit in card.view.hits()] == list(split.keys)
    card.view_of.chosen.emit("time")
    answer()
    assert card.key == "split_history"
    card.as_table.setChecked(True)
    assert set(card.table.model_.values("group")) == {"north", "south", "east", "Unknown"}


def test_another_period_is_shown_without_another_analysis(card, answer):
    card.show_analysis(analysis())
    card.choose(figure="revenue_net")
    card.period.chosen.emit("year")
    answer()
    assert "Each complete year" in card.subtitle.spoken()


def test_the_period_follows_the_setting_when_that_changes(card, answer):
    card.show_analysis(analysis())
    card.choose(period="year")
    card.show_analysis(analysis("quarter"))
    answer()
    assert card.wish.period == "quarter"


def test_a_click_on_a_group_filters_every_table_and_shows_it_chosen(card, answer, desk):
    session = desk.session.session
    card.show_analysis(analysis())
    card.choose(column="customers.region")
    answer()
    card.clicked.emit("north")
    (chosen,) = session.state.filters
    assert Words("en")(chosen.text) == "Region = north"
    region = analysis().data.customers["region"].astype(object).to_numpy()
    np.testing.assert_array_equal(chosen.chosen, np.flatnonzero(region == "north"))
    assert card.view.selected() == {"north"}
    card.clicked.emit("north")
    assert session.state.filters == ()
    assert card.view.selected() == set()


def test_value_tiers_filter_as_the_segments_page_does(card, answer, desk):
    card.show_analysis(analysis())
    card.choose(figure="repurchase_rate", column="segments.value_tier")
    answer()
    key = card.view.hits()[0].key
    card.clicked.emit(key)
    (chosen,) = desk.session.session.state.filters
    assert (chosen.column, chosen.value, chosen.chosen) == ("value_tier", key, None)


def test_what_cannot_be_split_says_why_in_the_place_of_a_picture(card, answer):
    card.show_analysis(analysis())
    card.choose(figure="ltv_cac")
    answer()
    assert "acquisition_cost" in card.subtitle.spoken()
    assert card.isVisible()
    assert not card.view.isVisible()


def test_a_column_the_data_no_longer_have_is_given_up(card, answer):
    card.show_analysis(analysis())
    card.choose(column="features.size")
    answer()
    bare = replace(
        analysis(seed=1),
        data=replace(analysis(seed=1).data, features=analysis(seed=1).data.features[[]]),
    )
    context = MetricContext(bare.data, order_book(bare.data), bare.settings)
    card.show_analysis(replace(bare, intermediate=MappingProxyType({"figures_basis": context})))
    answer()
    assert card.wish.column == ""
    assert card.key == "figure_history"


def test_it_speaks_the_language_of_the_window(card, answer, desk):
    card.show_analysis(analysis())
    answer()
    words = speak(desk, "zh_CN")
    retranslate_tree(card, words)
    answer()
    assert "留存率" in card.title.spoken()
    assert "留存率" in card.figure.accessibleName()


def test_two_wishes_are_equal_when_they_show_the_same():
    assert Wish("nps") == Wish("nps")
    assert Wish("nps", "customers.region", over_time=True).chart == "split_history"


def test_a_bar_and_a_point_are_explained_as_the_figure_of_that_part(card, answer, desk):
    card.show_analysis(analysis())
    card.choose(figure="nps", column="customers.region", period="quarter")
    answer()
    groups = card.answer().keys
    card.why_asked.emit("1")
    card.choose(column="", figure="retention_rate")
    answer()
    card.why_asked.emit("2023-04-01")
    card.why_asked.emit("")
    assert [part for _name, part in desk.session.asked] == [
        FigureOf("nps", column="customers.region", group=groups[1], period="quarter"),
        FigureOf("retention_rate", period_end=dt.date(2023, 6, 30), period="quarter"),
        FigureOf("retention_rate"),
    ]
    assert card.offers_why("")
