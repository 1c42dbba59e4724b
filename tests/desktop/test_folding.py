from __future__ import annotations

import pytest

from retention_desk.desktop.folding import FOLDS_BELOW
from retention_desk.desktop.jobs import Runner
from retention_desk.desktop.main_window import MainWindow
from retention_desk.desktop.page import Page, PageEntry
from retention_desk.foundation.wording import phrase


@pytest.fixture
def window(qtbot, appearance, manual_executors):
    pages = {
        key: PageEntry(key, phrase(key), "house", 0, 0, lambda desk: Page("x", desk.words))
        for key in ("home", "data")
    }
    window = MainWindow(pages, appearance, Runner(lambda lane: manual_executors[lane]))
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    return window


def folded(window):
    return window.rail.folded, window.inspector.folded


def test_a_page_has_the_room_as_long_as_it_is_in_front(window):
    window.open_page("data")
    window.folding.make_room("rail", "inspector")
    assert folded(window) == (True, True)
    window.inspector.set_folded(False)
    window.open_page("home")
    assert folded(window) == (False, False)
    assert not window.preferences.rail_folded
    assert not window.preferences.inspector_folded


def test_what_the_user_folded_is_kept_on_every_page(window):
    window.rail.set_folded(True)
    window.open_page("data")
    assert folded(window) == (True, False)
    assert window.preferences.rail_folded
    window.rail.set_folded(False)
    assert not window.preferences.rail_folded


@pytest.mark.parametrize(
    ("width", "expected"), [(1440, (False, False)), (1366, (False, True)), (1000, (True, True))]
)
def test_parts_fold_below_their_widths(window, width, expected):
    window.resize(width, 768)
    assert folded(window) == expected
    assert FOLDS_BELOW["rail"] < FOLDS_BELOW["inspector"]
    window.resize(1440, 900)
    assert folded(window) == (False, False)
