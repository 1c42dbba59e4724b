"""A chart of an analysis in a card: answer, picture and table of one recipe."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from retention_desk.charts import draw_answer, draw_figure
from retention_desk.charts.recipe import facts
from retention_desk.desktop.chart.analysis_chart import AnalysisChart, AnswerChart, chart_table, same_numbers
from retention_desk.desktop.widgets.text import retranslate_tree
from retention_desk.foundation.wording import Words, phrase
from tests.desktop.factory import make_analysis
from tests.desktop.small_desk import small_desk, speak

COLUMNS = {
    "tier": (phrase("Value tier"), "text"),
    "n": (phrase("Customers"), "count"),
    "share": (phrase("Share"), "share"),
    "day": (phrase("Due"), "date"),
}


class Recipe:
    """A figure of one bar that notes what it is asked for."""

    name = phrase("Retention")
    columns = COLUMNS
    height = None
    members = None

    def __init__(self):
        self.looks, self.tabulated, self.empty = [], 0, None

    def tabulate(self, analysis, _settings):
        self.tabulated += 1
        n = analysis.data.n_customers
        return pd.DataFrame(
            {"tier": [phrase("High value")], "n": [n], "share": [0.25], "day": [dt.datetime(2011, 12, 9)]}
        )

    def why_empty(self, _table):
        return self.empty

    def title(self, table, _words):
        return phrase("{n:count} customers", n=int(table["n"][0]))

    def subtitle(self, _table, _words):
        return phrase("Share")

    def draw(self, _table, words, look):
        self.looks.append((words.language, look.scheme, look.with_titles))
        return Figure(figsize=(look.width / 72, look.height / 72), dpi=72)


@pytest.fixture
def recipe(monkeypatch):
    recipe = Recipe()
    monkeypatch.setattr(draw_figure, "figure_recipes", lambda: {"made": recipe})
    return recipe


@pytest.fixture
def desk(qtbot, appearance, manual_executors):
    return small_desk(manual_executors)


@pytest.fixture
def make(desk, recipe, qtbot):
    def make(**how):
        chart = AnalysisChart("made", desk, **how)
        qtbot.addWidget(chart)
        chart.resize(400, 260)
        return chart

    return make


def test_answer_picture_and_table_are_those_of_the_recipe(make, recipe):
    chart = make()
    chart.show_analysis(make_analysis(7))
    chart.show()
    chart.grab()
    assert chart.title.spoken() == "7 customers"
    assert recipe.looks == [("en", "light", False)]
    chart.as_table.setChecked(True)
    cells = [chart.table.model_.text(0, column) for column in range(4)]
    assert cells == ["High value", "7", "25.0\u202f%", "2011-12-09"]


def test_the_same_analysis_is_worked_out_once_and_another_language_again(make, recipe, desk):
    chart, analysis = make(), make_analysis(7)
    for _ in range(3):
        chart.show_analysis(analysis)
    assert recipe.tabulated == 1
    words = speak(desk, "zh_CN")
    chart.show_analysis(analysis)
    retranslate_tree(chart, words)
    assert recipe.tabulated == 2
    assert chart.title.spoken() == words(phrase("{n:count} customers", n=7))


def test_each_new_analysis_is_shown_even_where_it_lies_in_the_place_of_one_that_is_gone(make, recipe):
    """Analyses follow each other while another page is in front, and memory is used again."""
    chart, analysis = make(), make_analysis(3)
    for _ in range(5):
        chart.show_analysis(replace(analysis))
    assert recipe.tabulated == 5


def test_the_same_numbers_of_another_analysis_are_not_drawn_again(make, recipe):
    chart, analysis = make(), make_analysis(7)
    chart.show()
    chart.show_analysis(analysis)
    chart.show_analysis(replace(analysis))
    chart.grab()
    assert (recipe.tabulated, len(recipe.looks)) == (2, 1)
    chart.show_analysis(make_analysis(8))
    chart.grab()
    assert len(recipe.looks) == 2
    assert chart.title.spoken() == "8 customers"


def test_numbers_are_the_same_with_all_they_carry_along():
    def table(value=1.0, **carried):
        made = pd.DataFrame({"n": [value, np.nan]})
        made.attrs = facts(**carried)
        return made

    assert same_numbers(table(), table())
    assert not same_numbers(table(), table(2.0))
    assert same_numbers(table(at=np.array([1.0, np.nan])), table(at=np.array([1.0, np.nan])))
    assert not same_numbers(table(at=np.array([1.0])), table(at=np.array([2.0])))
    assert not same_numbers(table(unit="share"), table(unit="money"))
    assert not same_numbers(table(of=[pd.Series([1])]), table(of=[pd.Series([2])]))
    assert not same_numbers(table(), table().set_axis(["a", "b"]))


@pytest.mark.parametrize("keep", [True, False])
def test_with_nothing_to_draw_it_gives_the_reason_or_its_room(make, recipe, keep):
    recipe.empty = phrase("Too few to tell.")
    chart = make(keep=keep)
    chart.show_analysis(make_analysis(7))
    assert chart.isHidden() != keep
    assert (chart.title.spoken(), chart.subtitle.spoken()) == ("Retention", "Too few to tell.")
    assert chart.as_table.isHidden()
    recipe.empty = None
    chart.show_analysis(make_analysis(8))
    assert not chart.isHidden()
    assert chart.title.spoken() == "8 customers"


def test_an_answer_is_drawn_once_and_another_one_again(desk, recipe, qtbot, monkeypatch):
    monkeypatch.setattr(draw_answer, "answer_recipes", lambda: {"made": recipe})
    chart = AnswerChart("made", desk)
    qtbot.addWidget(chart)
    first, second = make_analysis(7), make_analysis(8)
    for answer in (first, first, second, second):
        chart.show_answer(answer)
    assert recipe.tabulated == 2
    assert chart.title.spoken() == "8 customers"


def test_a_table_keeps_the_unknown_and_speaks_the_language():
    table = pd.DataFrame(
        {
            "tier": [phrase("High value"), "Gold"],
            "n": pd.array([3, None], dtype="Int64"),
            "share": [np.nan, 0.5],
            "day": pd.to_datetime(["2011-12-09", None]),
            "more": ["a", "b"],
        }
    )
    words = Words("zh_TW")
    specs, values = chart_table(table, COLUMNS, words, "GBP")
    assert [spec.kind for spec in specs] == ["text", "count", "share", "date", "text"]
    assert values["tier"].tolist() == [words("High value"), "Gold"]
    assert values["n"][0] == 3
    assert np.isnan(values["n"][1])
    assert np.isnan(values["share"][0])
    assert np.isnat(values["day"]).tolist() == [False, True]
    assert specs[-1].title == "more"
