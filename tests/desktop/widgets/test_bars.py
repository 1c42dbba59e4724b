from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from retention_desk.desktop import theme
from retention_desk.desktop.jobs import JobProgress
from retention_desk.desktop.widgets.bars import ProgressBar, ProgressStrip, StatusBar, TopBar, time_left
from retention_desk.foundation.wording import Words, phrase


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.2, "about 1 s left"), (7.2, "about 7 s left"), (89, "about 89 s left"), (150, "about 2 min left")],
)
def test_time_left_is_said_in_words(words, seconds, said):
    assert words(time_left(seconds)) == said
    assert time_left(None) is None


def test_the_top_bar_shows_what_is_open(qtbot, appearance, words):
    bar = TopBar(words)
    qtbot.addWidget(bar)
    assert not bar.export.isEnabled()
    bar.show_project("Online Retail II", "2011-12-09", "Orders only")
    assert bar.project.accessibleName() == "Online Retail II"
    assert bar.export.isEnabled()
    assert not bar.as_of.isHidden()
    bar.show_project(None)
    assert bar.as_of.isHidden()
    bar.project.retranslate(Words("zh_CN"))
    assert bar.project.accessibleName() == Words("zh_CN")("No project")


def test_the_top_bar_tells_what_was_asked(qtbot, appearance, words):
    bar = TopBar(words)
    qtbot.addWidget(bar)
    bar.show_project("Shop")
    bar.show_history(phrase("weight"), phrase("threshold"))
    for signal, button in (
        (bar.undo_asked, bar.undo), (bar.redo_asked, bar.redo), (bar.export_asked, bar.export),
    ):  # fmt: skip
        with qtbot.waitSignal(signal, timeout=1000):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not bar.grab().isNull()


def test_the_status_bar_parts_its_facts_and_says_them_again(qtbot, appearance, words):
    bar = StatusBar(words)
    qtbot.addWidget(bar)
    bar.resize(1200, 28)
    bar.show_facts([phrase("{n:count} customers", n=5942), "orders only"])
    bar.show_state("Saved 14:02", saved=True)
    assert bar._line.spoken() == "5,942 customers  •  orders only"
    bar.retranslate(Words("zh_CN"))
    assert bar._line.spoken().endswith("orders only")
    assert not bar.grab().isNull()


def test_progress_says_what_how_far_and_how_long(qtbot, appearance, words):
    strip = ProgressStrip(words)
    qtbot.addWidget(strip)
    strip.show_progress(JobProgress("file", phrase("Reading"), 0.5, phrase("Sheet 2 of 3"), 7))
    assert strip._doing.spoken() == "Sheet 2 of 3"
    assert strip._left.spoken() == "about 7 s left"
    with qtbot.waitSignal(strip.cancel_asked, timeout=1000):
        qtbot.mouseClick(strip.cancel, Qt.MouseButton.LeftButton)
    strip.show_title("Writing")
    assert strip._doing.spoken() == "Writing"


@pytest.mark.parametrize(("share", "filled"), [(0.0, False), (0.4, False), (0.6, True), (1.0, True)])
def test_the_bar_is_filled_by_its_share(qtbot, appearance, share, filled):
    bar = ProgressBar()
    qtbot.addWidget(bar)
    bar.resize(200, 6)
    bar.set_share(share)
    colour = theme.current().colour
    assert QColor(bar.grab().toImage().pixelColor(105, 3)) == (colour.accent if filled else colour.border)
