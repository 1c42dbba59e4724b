"""The retention page: its views, what it remembers, its commands, the sentence."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from retention_desk.desktop.pages.retention import VIEWS, sentence
from retention_desk.foundation.wording import Words
from tests.desktop.measured import measured

KEYS = [key for key, _name, _make in VIEWS]


@pytest.fixture
def page(opened):
    opened.window.resize(1440, 900)
    page = opened.window.open_page("retention")
    opened.session.show_analysis(measured(), "Book")
    opened.run("answer")
    return page


@pytest.mark.parametrize(
    ("business", "language"), [("shop", "en"), ("subscription", "zh_CN"), ("undated", "zh_TW")]
)
def test_every_view_shows_figures_or_what_is_missing(page, opened, business, language):
    opened.window.set_language(language)
    opened.session.show_analysis(measured(business), "Book")
    for key in KEYS:
        view = page.open_view(key)
        opened.run("answer")
        shown = [part for part in view.children() if part.isWidgetType() and not part.isHidden()]
        assert shown, key
        assert page.tabs.key() == key
        others = [other for name, other in page._views.items() if name != key]
        assert all(other.isHidden() for other in others)


def test_the_view_is_remembered_while_another_page_is_in_front(page, opened):
    page.open_view("survival")
    opened.window.open_page("home")
    assert opened.window.open_page("retention").tabs.key() == "survival"


def test_the_command_search_knows_the_views(page, opened):
    opened.window.open_page("home")
    assert opened.window.commands.run("retention.compare")
    assert opened.window.current_key == "retention"
    assert page.tabs.key() == "compare"


@pytest.mark.parametrize("size", [(1366, 768), (1440, 900)])
def test_every_view_fits_the_window(page, opened, qtbot, size):
    opened.window.resize(*size)
    for key in KEYS:
        page.open_view(key)
        opened.run("answer")
        qtbot.wait(1)
        inner = page._column.parentWidget()
        if key != "cohorts" or size[1] == 900:
            assert inner.minimumSizeHint().height() <= page.height(), key
        assert inner.minimumSizeHint().width() <= page.width(), key


def test_the_sentence_says_whom_it_counts():
    words, whole = Words("en"), measured()
    movements = whole.metrics.movements
    said = words(sentence(whole, 0, words))
    assert f"**{words.count(movements.opening[-1])} customers**" in said
    nobody = replace(movements, opening=np.zeros_like(movements.opening))
    alone = replace(whole, metrics=replace(whole.metrics, movements=nobody))
    assert words(sentence(alone, 0, words)).startswith("Nobody was active before")
    short = replace(whole, metrics=replace(whole.metrics, movements=None))
    assert words(sentence(short, 0, words)) == "No quarter is over yet: how many stay cannot be told."
    assert sentence(measured("undated"), 0, words) == ""


def test_a_figure_asked_for_is_explained(page, opened):
    page._panel.figure_asked.emit("churn_rate")
    assert opened.window.inspector.tab() == "why"
    assert page._figure == "churn_rate"
