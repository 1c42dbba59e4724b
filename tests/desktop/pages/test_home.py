"""Home: figures, steps, what changed, the benchmark, why customers may leave, and a low window."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.settings import AnalysisSettings
from tests.desktop.factory import make_analysis
from tests.desktop.full_analysis import full_analysis


@pytest.fixture(scope="module")
def analysis():
    made = make_analysis(80)
    return replace(made, intermediate=MappingProxyType({"book": order_book(made.data)}))


@pytest.fixture
def show(opened):
    def show(analysis):
        opened.session.show_analysis(analysis, "Book")
        page = opened.window.open_page("home")
        opened.run("answer")
        return page

    return show


def test_questions_are_answered_in_their_places(show):
    page = show(full_analysis())
    assert page.since.rows
    assert page.since.title.spoken().startswith("Since ")
    assert page.steps._shown[0][-1].word.text == "Add files"
    assert "compare with care" in page._panel.warning.spoken()


def test_the_retention_rate_that_leads_is_a_setting_and_stands_beside_its_benchmark(show):
    assert show(full_analysis())._shown[0].key == "retention_rate"
    heads = AnalysisSettings().with_value("figures.retention_definition", "heads")
    page = show(full_analysis(settings=heads))
    assert page._shown[0].key == "retention_rate_count"
    page.cards[0].click()
    assert [words.text for words, _ in page._why_shown().notes][-1] == "Benchmark"
    assert "a year" in page.words(page._shown[0].card.note)


def test_why_is_open_first_but_not_laid_over_the_page(show, opened):
    opened.window.resize(1440, 900)
    opened.window.inspector.set_folded(True)
    show(full_analysis())
    assert opened.window.inspector.tab() == "settings"
    opened.window.inspector.set_folded(False)
    show(full_analysis(without=("tickets",)))
    assert opened.window.inspector.tab() == "why"


@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
@pytest.mark.parametrize("full", [False, True])
def test_all_of_it_fits_a_low_window(opened, analysis, language, full, qtbot):
    opened.window.resize(1366, 768)
    opened.window.set_language(language)
    opened.session.show_analysis(full_analysis() if full else analysis, "Book")
    page = opened.window.open_page("home")
    if full:
        opened.run("answer")
    qtbot.wait(1)
    assert page._column.parentWidget().heightForWidth(page.width()) <= page.height()
    assert not page.strip.isVisible()


def test_a_third_chart_comes_with_a_wide_window(opened, analysis, qtbot):
    opened.session.show_analysis(analysis, "Book")
    page = opened.window.open_page("home")
    opened.window.resize(1366, 768)
    qtbot.wait(1)
    assert not page.concentration.isVisible()
    opened.window.resize(1920, 1080)
    qtbot.wait(1)
    assert page.concentration.isVisible()
