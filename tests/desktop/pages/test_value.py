"""The value page: five views, each filled when it is looked at, in every language."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from retention_desk.desktop.pages.value import VIEWS
from retention_desk.foundation.order_book import order_book
from retention_desk.metrics.context import MetricContext
from tests.desktop.small_desk import said
from tests.desktop.value_answers import asked_analysis

KEYS = [key for key, _title in VIEWS]


@pytest.fixture
def page(opened):
    opened.session.show_analysis(asked_analysis(), "Book")
    page = opened.window.open_page("value")
    opened.run("answer")
    return page


def test_the_overview_comes_first_and_one_view_is_shown(page, opened):
    assert page.tabs.key() == "overview"
    for key in KEYS:
        page.open_view(key)
        opened.run("answer")
        assert [name for name, view in page.views.items() if view.isVisible()] == [key]
        assert page.sentence.spoken()


def test_every_view_can_be_opened_by_a_command(page, opened):
    opened.window.open_page("home")
    for key in KEYS:
        assert opened.window.commands.run(f"value.{key}")
        assert opened.window.current_key == "value"
        assert page.tabs.key() == key


def test_a_view_asks_only_when_it_is_looked_at(opened):
    opened.session.show_analysis(asked_analysis(), "Book")
    page = opened.window.open_page("value")
    opened.run("answer")
    assert page.views["claims"].rows == []
    page.tabs._pick(KEYS.index("claims"))
    opened.run("answer")
    assert len(page.views["claims"].rows) == 6


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
def test_every_view_is_said_in_the_language_chosen(page, opened, language):
    opened.window.set_language(language)
    for key in KEYS[:-1]:
        page.open_view(key)
        opened.run("answer")
        latin = [text for text in said(page.views[key]) if text.isascii() and any(c.isalpha() for c in text)]
        # The hand-made analysis says its method in English.
        assert [text for text in latin if text != "n" and not text.startswith("Pareto/NBD")] == []


def test_data_without_orders_say_what_is_missing(opened):
    analysis = asked_analysis()
    data = replace(analysis.data, events=MappingProxyType({}), as_of=None)
    basis = MetricContext(data, order_book(data), analysis.settings)
    bare = replace(analysis, data=data, intermediate=MappingProxyType({"book": None, "figures_basis": basis}))
    opened.session.show_analysis(bare, "Book")
    page = opened.window.open_page("value")
    texts = {}
    for key in KEYS[:-1]:
        page.open_view(key)
        opened.run("answer")
        texts[key] = " ".join(said(page.views[key]))
    assert "Needs a complete period with revenue" in texts["overview"]
    assert "Needs dated customers" in texts["cohorts"]
    assert "Needs more data" in texts["claims"]
    assert "Needs a complete period with customers" in texts["scenario"]
