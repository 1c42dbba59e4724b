"""The checks every figure of the catalogue passes."""

from __future__ import annotations

import io

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from retention_desk.charts.draw_figure import draw_figure, figure_keys, figure_recipes, has_data
from retention_desk.charts.style import UNREADABLE, Look
from retention_desk.foundation.wording import LANGUAGES, Words
from tests.charts.builders import analysis, empty_analysis

LOOKS = (("light", "en"), ("dark", "zh_CN"), ("light", "zh_TW"), ("dark", "en"))
KEYS = figure_keys()


def pixels(chart):
    canvas = FigureCanvasAgg(chart)
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())[..., :3].astype(np.int64)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize(("theme", "language"), LOOKS)
def test_every_figure_is_drawn_in_every_language_and_theme(key, theme, language):
    look = Look.of(theme, language, width=560, height=320, scale=1)
    chart = draw_figure(key, analysis(), Words(language), look, analysis(1))
    picture = pixels(chart)
    assert len(np.unique(picture @ np.array([65_536, 256, 1]))) > 3
    assert all(label.text.strip() and UNREADABLE not in label.text for label in chart.labels)


@pytest.mark.parametrize("key", KEYS)
def test_what_can_be_pointed_at_says_a_sentence_and_lies_inside(key):
    chart = draw_figure(key, analysis(), Words("en"), Look(width=560, height=320))
    assert chart.hits
    for hit in chart.hits:
        assert 0 <= hit.x0 < hit.x1 <= chart.look.width + 16
        assert 0 <= hit.y0 <= hit.y1 <= chart.look.height
        assert hit.key
        said = Words("en")(hit.sentence)
        assert said
        assert "nan" not in said


@pytest.mark.parametrize("key", KEYS)
def test_texts_stay_on_the_sheet(key):
    for language in LANGUAGES:
        chart = draw_figure(key, analysis(), Words(language), Look(language=language, width=560, height=320))
        for label in chart.labels:
            shift = {"left": 0, "center": label.width / 2, "right": label.width}[label.align]
            assert label.x - shift >= -1, label.text
            assert label.x - shift + label.width <= chart.look.width + 1, label.text
            assert label.size >= 12


@pytest.mark.parametrize("key", KEYS)
def test_titles_are_left_to_the_card_on_request(key):
    recipe = figure_recipes()[key]
    table = recipe.tabulate(analysis(), None)
    title = recipe.title(table, Words("en"))
    bare = draw_figure(key, analysis(), Words("en"), Look(with_titles=False))
    full = draw_figure(key, analysis(), Words("en"), Look(with_titles=True))
    assert title not in [label.text for label in bare.labels]
    assert any(title.startswith(label.text) for label in full.labels)
    assert recipe.subtitle(table, Words("en"))


@pytest.mark.parametrize("key", KEYS)
def test_without_data_the_figure_says_why(key):
    assert has_data(key, analysis())
    assert not has_data(key, empty_analysis())
    chart = draw_figure(key, empty_analysis(), Words("en"), Look())
    assert len(chart.labels) == 1
    assert chart.labels[0].text
    pixels(chart)


@pytest.mark.parametrize("key", KEYS)
def test_the_columns_of_the_table_are_named(key):
    recipe = figure_recipes()[key]
    table = recipe.tabulate(analysis(), None)
    unnamed = [column for column in table.columns if column not in recipe.columns and not column.isdigit()]
    assert unnamed == []


@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_figures_are_saved_in_every_format(form):
    chart = draw_figure("movements_by_period", analysis(), Words("zh_CN"), Look(language="zh_CN"))
    stream = io.BytesIO()
    chart.savefig(stream, format=form)
    assert stream.getbuffer().nbytes > 1000


def test_the_same_figure_at_twice_the_scale_has_four_times_the_pixels():
    small, large = (
        pixels(draw_figure("stage_counts", analysis(), Words("en"), Look(scale=scale))) for scale in (1, 2)
    )
    assert large.shape[:2] == (small.shape[0] * 2, small.shape[1] * 2)


def test_an_unknown_figure_is_a_fault():
    with pytest.raises(KeyError):
        draw_figure("pie", analysis(), Words("en"), Look())
