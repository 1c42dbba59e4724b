"""Texts of every chart keep apart and stay on the sheet: three widths, three languages, hostile data."""

from __future__ import annotations

from itertools import combinations

import pytest

from retention_desk.charts.draw_answer import answer_recipes
from retention_desk.charts.draw_figure import figure_keys, figure_recipes
from retention_desk.charts.draw_table import draw_table, sentence_chart
from retention_desk.charts.style import Look
from retention_desk.foundation.wording import LANGUAGES, Words
from tests.charts.builders import analysis
from tests.charts.hostile import DATA, hostile_analysis, hostile_answers
from tests.charts.test_draw_answer import answers

WIDTHS = (300, 520, 960)
HEIGHT = 280
ABOVE, BELOW = 0.78, 0.12  # of the text size: what letters reach over and under the line they stand on


def boxes(chart):
    for label in chart.labels:
        left = label.x - {"left": 0, "center": label.width / 2, "right": label.width}[label.align]
        yield left, label.y - ABOVE * label.size, left + label.width, label.y + BELOW * label.size, label.text


def collisions(chart):
    found = []
    for one, other in combinations(boxes(chart), 2):
        across = min(one[2], other[2]) - max(one[0], other[0])
        down = min(one[3], other[3]) - max(one[1], other[1])
        if across > 1 and down > 1:
            found.append((one[4], other[4]))
    return found


def strays(chart):
    look = chart.look
    return [
        text
        for left, top, right, bottom, text in boxes(chart)
        if left < -1 or top < -2 or right > look.width + 1 or bottom > look.height + 2
    ]


def assert_clean(chart):
    assert not strays(chart)
    assert not collisions(chart)


def drawn(recipe, table, width, language, *, titles=False):
    """Return the chart of a table, or the sentence in its place."""
    words, why = Words(language), recipe.why_empty(table)
    height = HEIGHT if why is not None or recipe.height is None else max(recipe.height(table), HEIGHT)
    look = Look("light", language, width, height, 1, with_titles=titles)
    return draw_table(recipe, table, words, look) if why is None else sentence_chart(words(why), look)


LOOKS = [(width, language, False) for width in WIDTHS for language in LANGUAGES] + [(520, "en", True)]
HOSTILE = ((300, "zh_CN"), (960, "en"))


def assert_all_clean(recipe, table):
    for width, language, titles in LOOKS:
        assert_clean(drawn(recipe, table, width, language, titles=titles))


@pytest.mark.parametrize("key", figure_keys())
def test_figures(key):
    recipe = figure_recipes()[key]
    assert_all_clean(recipe, recipe.tabulate(analysis(), None))


@pytest.mark.parametrize("key", tuple(answer_recipes()))
def test_answers(key):
    recipe = answer_recipes()[key]
    assert_all_clean(recipe, recipe.tabulate(answers()[key], None))


@pytest.mark.parametrize("data", DATA)
@pytest.mark.parametrize("key", figure_keys())
def test_figures_of_hostile_data(key, data):
    recipe = figure_recipes()[key]
    table = recipe.tabulate(hostile_analysis(data), None)
    for width, language in HOSTILE:
        assert_clean(drawn(recipe, table, width, language))


@pytest.mark.parametrize("data", DATA)
@pytest.mark.parametrize("key", [key for key in answer_recipes() if key in hostile_answers("one_day")])
def test_answers_of_hostile_data(key, data):
    recipe = answer_recipes()[key]
    table = recipe.tabulate(hostile_answers(data)[key], None)
    for width, language in HOSTILE:
        assert_clean(drawn(recipe, table, width, language))


def test_with_titles_the_sheet_grows_to_what_the_chart_needs():
    recipe = answer_recipes()["split_bars"]
    table = recipe.tabulate(answers()["split_bars"], None)
    look = Look(width=400, height=40)
    bare = draw_table(recipe, table, Words("en"), Look(width=400, height=40, with_titles=False))
    full = draw_table(recipe, table, Words("en"), look)
    assert bare.look.height == 40
    assert full.look.height > recipe.height(table) + look.line_height("section")


def test_without_rows_the_reason_is_wrapped_on_the_sheet():
    recipe = figure_recipes()["cohort_grid"]
    table = recipe.tabulate(hostile_analysis("one_day"), None)
    chart = draw_table(recipe, table.iloc[:0], Words("en"), Look(width=140, height=200))
    assert not chart.hits
    assert len(chart.labels) > 1
    assert not strays(chart)
