from __future__ import annotations

from concurrent.futures import Executor

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QPushButton, QWidget

from retention_desk.desktop.jobs import JobProgress, Runner
from retention_desk.desktop.main_window import MainWindow
from retention_desk.desktop.page import Page, PageEntry
from retention_desk.desktop.preferences import Preferences
from retention_desk.desktop.widgets.fields import SearchField
from retention_desk.desktop.widgets.inspector import Panel
from retention_desk.desktop.widgets.text import Label
from retention_desk.desktop.window_commands import search_table
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.wording import phrase


class SmallPage(Page):
    def __init__(self, title, desk):
        super().__init__(title, desk.words)
        self.desk = desk
        self.first = QPushButton("first")
        self.body.addWidget(self.first)
        self.settings, self.why = Panel(), Panel()
        self.settings.column.addWidget(Label(phrase("Settings"), desk.words))

    def settings_panel(self):
        return self.settings

    def why_panel(self):
        return self.why


def entries():
    built = []

    def build(title):
        def make(desk):
            built.append(title)
            return SmallPage(title, desk)

        return make

    titles = {"home": "Home", "data": "Data", "risk": "Risk"}
    pages = {
        key: PageEntry(key, phrase(title), "house", place, place, build(phrase(title)))
        for place, (key, title) in enumerate(titles.items())
    }
    return pages, built


@pytest.fixture
def window(qtbot, appearance, manual_executors):
    def executor(lane) -> Executor:
        return manual_executors[lane]

    window = MainWindow(entries()[0], appearance, Runner(executor), Preferences(scheme="light"), session="s")
    qtbot.addWidget(window)
    return window


def test_a_page_is_built_when_first_shown(qtbot, appearance, manual_executors):
    pages, built = entries()
    window = MainWindow(
        pages, appearance, Runner(lambda lane: manual_executors[lane]), Preferences(page="data")
    )
    qtbot.addWidget(window)
    assert built == [phrase("Data")]
    window.open_page("risk")
    window.open_page("data")
    assert built == [phrase("Data"), phrase("Risk")]
    assert window.current_key == "data"


def test_no_part_flashes_up_as_a_window_of_its_own(window, qapp):
    def visible() -> set[QWidget]:
        return {widget for widget in qapp.topLevelWidgets() if widget.isVisible()}

    # what another test of this process left open is none of this window's parts
    before = visible()
    window.show()
    for key in ("data", "risk", "home"):
        window.open_page(key)
    assert visible() - before == {window}


def test_a_page_that_is_no_more_gives_the_first(qtbot, appearance, manual_executors):
    window = MainWindow(
        entries()[0], appearance, Runner(lambda lane: manual_executors[lane]), Preferences(page="gone")
    )
    qtbot.addWidget(window)
    assert window.current_key == "home"


def test_the_inspector_folds_where_space_is_short(window):
    window.resize(1440, 900)
    window.show()
    assert not window.inspector.folded
    window.resize(1366, 768)
    assert window.inspector.folded
    window.resize(1440, 900)
    assert not window.inspector.folded


def test_the_rail_folds_where_space_is_shorter_still(window):
    window.resize(1440, 900)
    window.show()
    window.resize(1000, 700)
    assert window.rail.folded
    window.resize(1440, 900)
    assert not window.rail.folded
    window.rail.set_folded(True)
    window.resize(1000, 700)
    window.resize(1440, 900)
    assert window.rail.folded


def test_an_inspector_the_user_folded_stays_so(window):
    window.resize(1440, 900)
    window.show()
    window.inspector.set_folded(True)
    window.resize(1366, 768)
    window.resize(1440, 900)
    assert window.inspector.folded


@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
def test_at_1366_by_768_nothing_is_cut(window, language):
    window.set_language(language)
    window.show()
    window.resize(1366, 768)
    assert (window.width(), window.height()) == (1366, 768)
    assert window.minimumSizeHint().width() <= 1366
    assert window.minimumSizeHint().height() <= 768


def test_the_language_changes_everywhere_without_a_restart(window):
    page = window.page("home")
    other = window.open_page("data")
    window.set_language("zh_CN")
    assert page.title.spoken() == window.words("Home")
    assert other.title.spoken() == window.words("Data")
    assert page.settings.findChild(Label).spoken() == window.words("Settings")
    assert window.preferences.language == "zh_CN"


def test_the_scheme_changes_at_once(window, appearance):
    told = []
    appearance.changed.connect(lambda: told.append(appearance.scheme))
    window.set_scheme("dark")
    assert told == ["dark"]
    assert window.preferences.scheme == "dark"


def test_files_can_be_dropped_anywhere(window, tmp_path):
    dropped = []
    window.files_dropped.connect(dropped.append)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.xlsx")), QUrl("https://example.org/b.csv")])
    event = QDropEvent(
        QPointF(1, 1),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
    assert dropped == [[tmp_path / "a.xlsx"]]


def test_an_error_is_a_card_that_can_be_closed(window):
    error = UserFacingError("no_table", phrase("No table here"), "a.csv", phrase("Choose another file"))
    window.runner.failed.emit(error)
    card = window.error_card()
    assert card is not None
    assert "No table here" in card.accessibleName()
    window.clear_errors()
    assert window.error_card() is None


def test_progress_is_shown_until_all_is_settled(window):
    window.show()
    progress = JobProgress("forecast", phrase("Training"), 0.4, None, 7.2)
    window.runner.progressed.emit(progress)
    assert window.status.progress.isVisible()
    window.runner.settled.emit()
    assert not window.status.progress.isVisible()


def test_dragging_a_slider_shows_no_progress(window):
    window.show()
    window.runner.progressed.emit(JobProgress("score", phrase("Scoring"), 0.4, None, None))
    assert not window.status.progress.isVisible()


def test_command_search_opens_a_page(window, qtbot):
    window.show()
    window.search.open()
    qtbot.keyClicks(window.search.field, "ris")
    assert window.search.found()[0].key == "page.risk"
    qtbot.keyClick(window.search.field, Qt.Key.Key_Return)
    assert window.current_key == "risk"
    assert not window.search.isVisible()


def test_tab_shows_the_focus_ring_and_the_mouse_hides_it(window, qtbot):
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    button = window.top_bar.project
    button.setFocus()
    assert not window.focus_ring.isVisible()
    qtbot.keyClick(button, Qt.Key.Key_Tab)
    assert window.focusWidget() is not button
    assert window.focus_ring.isVisible()


def test_closing_keeps_the_state_and_stops_the_work(window, manual_executors):
    kept = []
    window.preferences_changed.connect(kept.append)
    window.resize(1300, 800)
    window.show()
    window.open_page("risk")
    window.close()
    assert kept[-1].page == "risk"
    assert kept[-1].window_box[2:] == (1300, 800)
    assert all(executor.closed for executor in manual_executors.values())


def test_pages_may_come_after_the_window_is_shown(qtbot, appearance, manual_executors):
    window = MainWindow({}, appearance, Runner(lambda lane: manual_executors[lane]), Preferences(page="data"))
    qtbot.addWidget(window)
    window.show()
    window.set_pages(entries()[0], "session")
    assert window.current_key == "data"
    assert window.page("data").desk.session == "session"
    assert window.commands.run("page.risk")
    assert window.current_key == "risk"


def test_the_table_of_a_page_is_searched_by_keys(window, qtbot):
    window.show()
    assert not search_table(window)
    field = SearchField("Search", window.words)
    window.page("home").body.addWidget(field)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.waitUntil(field.isVisible)
    assert window.commands.run("table.search")
    assert window.focusWidget() is field
