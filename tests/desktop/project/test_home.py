"""Home of a project: its figures at once, its data after; stopped, a button loads them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from retention_desk.desktop.home_page.start import HomeStart
from retention_desk.desktop.project.home import ProjectHome, project_sentence
from retention_desk.desktop.widgets.states import EmptyState
from tests.desktop.small_desk import said
from tests.desktop.small_project import QUICK


@pytest.fixture
def desk(opened, client):
    opened.window.files_dropped.emit([client])
    opened.run("project")
    return opened


def home(desk):
    return desk.window.page("home").findChild(ProjectHome)


def test_figures_bands_and_months_are_there_before_the_data(desk, months):
    shown = home(desk)
    assert desk.session.state.data is None
    assert shown.isVisible()
    assert shown.cards[0].isVisible()
    counts = {bar.key: bar.value for bar in shown.bands.bars()}
    assert counts["risk"] == str((months[1].health.band == 0).sum())
    notes = {bar.key: bar.note for bar in shown.bands.bars()}
    change = int((months[1].health.band == 2).sum() - (months[0].health.band == 2).sum())
    assert notes["healthy"].replace("−", "-") in (f"{change:+d}", "0")
    assert "2024-12-30" in said(shown)
    assert "customers**" in desk.window.page("home").sentence.spoken() or "customers" in said(
        desk.window.page("home")
    )[1]  # fmt: skip
    assert shown.loading.strip.isVisible()


def test_the_start_gives_way_to_the_project_and_comes_back(desk):
    page = desk.window.page("home")
    start = page.findChild(HomeStart)
    assert start.start is None or not start.start.isVisible()
    desk.workspace.project.close()
    desk.settle()
    assert start.start.isVisible()
    assert not home(desk).isVisible()


def test_stopped_the_figures_stay_and_a_button_loads_the_data(desk, qtbot):
    desk.window.cancel_work()
    desk.settle()
    strip = home(desk).loading
    assert not strip.strip.isVisible()
    assert "not loaded" in " ".join(said(strip))
    qtbot.mouseClick(strip.load, Qt.MouseButton.LeftButton)
    desk.settle()
    assert desk.session.analysis is not None
    assert not home(desk).isVisible()


def test_while_the_data_are_analysed_the_figures_stay(desk):
    desk.run("project", "file")
    assert desk.session.state.data is not None
    assert desk.session.analysis is None
    assert home(desk).isVisible()
    assert not home(desk).loading.isVisible()


def test_an_empty_project_says_what_comes_next(opened, tmp_path):
    opened.workspace.project.create(tmp_path / "new.rdesk", QUICK)
    opened.settle()
    empty = home(opened).findChild(EmptyState)
    assert empty.isVisible()
    assert not home(opened).cards[0].isVisible()


def test_the_sentence_of_a_project(desk, words, months):
    state = desk.workspace.project.state
    said = words(project_sentence(state, state.latest))
    assert str(months[1].data.n_customers) in said
    assert "Months kept: 2." in said
    assert "nothing is in it yet" in words(project_sentence(state, None))


def test_it_is_said_in_another_language(desk):
    desk.window.set_language("zh_CN")
    assert not any("Customers by health" in text for text in said(home(desk)))
