"""Pages over an analysis: empty before, dimmed while a new one is made, filled when in front."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from retention_desk.desktop.analysis_page import AnalysisPage, row_of
from retention_desk.desktop.filters import band_filter, tier_filter
from retention_desk.desktop.jobs import JobProgress
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.wording import Words, phrase
from tests.desktop.factory import make_analysis
from tests.desktop.small_desk import small_desk


class Counting(AnalysisPage):
    """Notes when it is built and what it is filled with."""

    def __init__(self, desk):
        super().__init__(phrase("Retention"), desk, phrase("Cohorts will be here."))
        self.built, self.filled = 0, []

    def build(self):
        self.built += 1
        self.content.addWidget(Label("the grid", self.words))

    def fill(self, analysis):
        self.filled.append((analysis.data.n_customers, self.words.language))


@pytest.fixture
def desk(qtbot, appearance, manual_executors):
    return small_desk(manual_executors)


@pytest.fixture
def session(desk):
    return desk.session.session


@pytest.fixture
def page(desk, qtbot):
    page = Counting(desk)
    qtbot.addWidget(page)
    page.resize(800, 600)
    page.show()
    return page


def shown(page):
    QApplication.processEvents()  # what was added to a layout shows with the next turn
    return [
        label.spoken() for label in page.findChildren(Label) if label.isVisibleTo(page) and label.spoken()
    ]


def test_before_an_analysis_it_says_what_would_be_here_and_opens_files(page, desk, qtbot):
    assert page.built == 0
    assert "Nothing is open yet." in shown(page)
    assert "Cohorts will be here." in shown(page)
    (button,) = [each for each in page.findChildren(Button) if each.isVisibleTo(page)]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert desk.session.asked == [("choose_files",)]


def test_it_is_built_once_and_filled_with_each_analysis(page, session):
    for n in (5, 6):
        session.show_analysis(make_analysis(n), "Book")
    assert page.built == 1
    assert page.filled[-1] == (6, "en")
    assert "the grid" in shown(page)
    assert "Nothing is open yet." not in shown(page)


def test_behind_another_page_it_waits_and_catches_up_in_front(page, session):
    page.hide()
    session.show_analysis(make_analysis(5), "Book")
    session.filter_by(band_filter("risk"))
    assert (page.built, page.filled) == (0, [])
    page.shown()
    assert page.filled == [(5, "en")]
    page.shown()
    assert len(page.filled) == 1, "nothing changed since"


def test_another_language_fills_it_again(page, session):
    session.show_analysis(make_analysis(5), "Book")
    page.retranslate(Words("zh_TW"))
    assert page.filled[-1] == (5, "zh_TW")


def test_each_filter_is_a_chip_and_its_cross_takes_it_off(page, session):
    session.show_analysis(make_analysis(5), "Book")
    session.filter_by(band_filter("risk"))
    session.filter_by(tier_filter("high"))
    assert page.chips.keys() == ["band", "value_tier"]
    page.chips.removed.emit("band")
    assert page.chips.keys() == ["value_tier"]
    page.chips.cleared.emit()
    assert session.state.filters == ()
    assert page.chips.keys() == []


class Work:
    """Starts work in a lane and ends it when told."""

    def __init__(self, session, executors, qtbot):
        self.runner, self.executors, self.qtbot = session.runner, executors, qtbot

    def start(self, lane):
        self.runner.start(lane, phrase("Analysing"), lambda _progress: None, lambda _result: None)

    def finish(self, lane):
        self.executors[lane].run_next()
        self.qtbot.wait(1)


@pytest.fixture
def work(session, manual_executors, qtbot):
    return Work(session, manual_executors, qtbot)


def is_dimmed(page):
    return page._holder.graphicsEffect() is not None


def test_while_a_new_one_is_made_the_old_stays_dimmed_with_progress_and_cancel(
    page, session, work, desk, qtbot
):
    session.show_analysis(make_analysis(5), "Book")
    work.start("forecast")
    assert is_dimmed(page)
    assert "Analysing" in shown(page)
    assert "the grid" in shown(page)
    session.runner.progressed.emit(JobProgress("forecast", phrase("Analysing"), 0.4, phrase("Settings"), 7))
    assert "Settings" in shown(page)
    session.runner.progressed.emit(JobProgress("file", phrase("Writing"), 0.4, phrase("Customers"), 7))
    assert "Customers" not in shown(page)
    qtbot.mouseClick(page._waiting.strip.cancel, Qt.MouseButton.LeftButton)
    assert [name for name, *_how in desk.session.asked] == ["cancel_work"]
    work.finish("forecast")
    assert not is_dimmed(page)
    assert "Settings" not in shown(page)


def test_a_slider_dims_nothing(page, session, work):
    session.show_analysis(make_analysis(5), "Book")
    work.start("score")
    assert not is_dimmed(page)
    work.finish("score")


def test_an_export_that_still_runs_keeps_no_page_waiting(page, session, work):
    session.show_analysis(make_analysis(5), "Book")
    work.start("file")
    work.start("forecast")
    work.finish("forecast")
    assert not is_dimmed(page)
    assert "Analysing" not in shown(page)
    work.finish("file")


def test_the_first_analysis_on_its_way_is_no_empty_page(page, work):
    work.start("forecast")
    assert "Nothing is open yet." not in shown(page)
    assert "Cohorts will be here." in shown(page)
    work.finish("forecast")
    assert "Nothing is open yet." in shown(page), "it was cancelled"


def test_cards_in_a_row_share_the_width(qtbot, appearance):
    holder, cards = QWidget(), [QWidget(), QWidget(), QWidget()]
    holder.setLayout(row_of(cards[:2], 1, 3))
    qtbot.addWidget(holder)
    holder.layout().setContentsMargins(0, 0, 0, 0)
    holder.resize(412, 50)
    holder.show()
    assert [card.width() for card in cards[:2]] == [100, 300]
    assert cards[1].x() == 112
