"""Every page shows an analysis: in each language, with filters, with hardly any data, at several sizes."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from retention_desk.desktop.app import load_pages
from retention_desk.desktop.filters import band_filter
from retention_desk.desktop.jobs import Runner
from retention_desk.desktop.main_window import MainWindow
from retention_desk.desktop.preferences import Preferences
from retention_desk.desktop.session import Session
from retention_desk.desktop.widgets.text import Label
from retention_desk.desktop.workspace import Workspace
from retention_desk.foundation.order_book import order_book
from tests.desktop.factory import make_analysis

PAGES = ("home", "audit", "health", "segments", "retention", "value", "feedback", "risk", "actions")


@pytest.fixture(scope="module")
def analysis():
    made = make_analysis(120)
    return replace(made, intermediate=MappingProxyType({"book": order_book(made.data)}))


@pytest.fixture
def window(qtbot, appearance, manual_executors):
    runner = Runner(lambda lane: manual_executors[lane])
    workspace = Workspace(Session(runner))
    window = MainWindow(load_pages(), appearance, runner, Preferences(scheme="light"), workspace)
    workspace.attach(window)
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close()


def test_the_pages_of_this_issue_stand_in_the_loops_order():
    assert tuple(load_pages()) == (
        "home", "data", "audit", "health", "segments", "retention", "value", "feedback", "risk", "actions", "review",
        "reports",
    )  # fmt: skip


def test_a_page_without_data_says_what_would_be_there(window):
    for key in (*PAGES, "data"):
        assert window.open_page(key).isVisible()


def test_every_page_says_its_sentence_in_the_language_chosen(window, analysis):
    window.session.session.show_analysis(analysis, "Book")
    said = {key: window.open_page(key).sentence.spoken() for key in PAGES}
    window.set_language("zh_TW")
    for key in PAGES:
        assert window.open_page(key).sentence.spoken() not in ("", said[key])


def test_nothing_is_wider_than_the_page(window, analysis, qtbot):
    window.resize(1366, 768)
    window.session.session.show_analysis(analysis, "Book")
    for key in PAGES:
        page = window.open_page(key)
        qtbot.wait(1)
        assert page._holder.minimumSizeHint().width() <= page.width(), key


def test_a_filter_reaches_the_tables_and_its_cross_takes_it_off(window, analysis):
    session = window.session.session
    session.show_analysis(analysis, "Book")
    page = window.open_page("risk")
    session.filter_by(band_filter("risk"))
    expected = int((analysis.health.band == 0).sum())
    assert len(page.views["forecast"].customers.table.model_.rows) == expected
    assert page.chips.keys() == ["band"]
    page.chips.removed.emit("band")
    assert len(page.views["forecast"].customers.table.model_.rows) == analysis.data.n_customers


def test_the_customer_sheet_steps_through_the_table(window, analysis):
    window.session.session.show_analysis(analysis, "Book")
    page = window.open_page("risk")
    page.views["forecast"].customers.table.selectRow(0)
    page.views["forecast"].customers._open_current()
    assert window.side_sheet.isVisible()
    assert "1" in window.side_sheet.place.spoken()
    window.side_sheet.stepped.emit(1)
    assert window.side_sheet.place.spoken().startswith("2")


def test_an_action_opens_to_reasons_and_play(window, analysis):
    window.session.session.show_analysis(analysis, "Book")
    page = window.open_page("actions")
    page.expand_first()
    assert page.list.table.model_.expanded() == {0}


def test_one_customer_fits_every_page(window):
    window.session.session.show_analysis(make_analysis(1), "Small")
    for key in PAGES:
        assert window.open_page(key)._built


def test_a_language_chosen_before_the_data_came_holds_for_the_panels_too(window, analysis):
    window.open_page("home")
    window.set_language("zh_TW")
    window.session.session.show_analysis(analysis, "Book")
    page = window.open_page("home")
    said = [label.spoken() for label in page.why_panel().findChildren(Label) if label.spoken()]
    assert said
    assert "Formula" not in said
    assert "Figure" not in said
