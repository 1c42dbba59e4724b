"""The window: rail, top bar, pages, inspector, status bar, and what holds everywhere in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.appearance import Appearance
from retention_desk.desktop.commands import CommandTable
from retention_desk.desktop.folding import Folding
from retention_desk.desktop.jobs import JobProgress, Lane, Runner
from retention_desk.desktop.page import Desk, Page, PageEntry
from retention_desk.desktop.preferences import Preferences
from retention_desk.desktop.widgets.bars import StatusBar, TopBar
from retention_desk.desktop.widgets.command_search import CommandSearch
from retention_desk.desktop.widgets.focus_ring import FocusRing
from retention_desk.desktop.widgets.inspector import Inspector
from retention_desk.desktop.widgets.notices import Notices
from retention_desk.desktop.widgets.overlays import SideSheet, Toast
from retention_desk.desktop.widgets.rail import Rail, RailItem
from retention_desk.desktop.widgets.states import Action, ErrorCard
from retention_desk.desktop.widgets.text import Text, retranslate_tree
from retention_desk.desktop.window_commands import page_commands, settings_menu, window_commands
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.wording import Language, Words

_LONG_LANES: Final[tuple[Lane, ...]] = ("forecast", "file")
"""What runs in them is shown with its progress, and can be stopped by the user."""
_START_SIZE: Final = (1440, 900)
_LEAST_SIZE: Final = (960, 600)


class MainWindow(QMainWindow):
    """The program's window.

    Parameters
    ----------
    pages : mapping of str to PageEntry
        The pages in order; each is built when first shown.
    appearance : Appearance
        Scheme and language of the look.
    runner : Runner
        Work in the background; its progress is shown in the status bar.
    preferences : Preferences
        Language, scheme, window state.
    session : object
        What the pages show; handed to them as it is.

    Notes
    -----
    For pages: `folding`, `top_bar`, `inspector`, `status`, `side_sheet`, `commands`, `open_page`, `toast`,
    `show_error`, `words`, `runner`. Signals tell what concerns the session.
    """

    files_dropped = Signal(object)
    """List of paths dropped anywhere on the window."""
    page_shown = Signal(str)
    language_changed = Signal(object)
    """Words of the new language, after every text was said again."""
    preferences_changed = Signal(object)
    closing = Signal()
    """The window is about to close: time to save."""

    def __init__(
        self,
        pages: Mapping[str, PageEntry],
        appearance: Appearance,
        runner: Runner,
        preferences: Preferences | None = None,
        session: Any = None,
    ) -> None:
        super().__init__()
        self.preferences = preferences or Preferences()
        self.words = Words(self.preferences.language)
        self.before_closing: list[Callable[[], bool]] = []
        """Asked when the window is to close; one that says no keeps it open, and tells why."""
        self.appearance, self.runner, self.session = appearance, runner, session
        appearance.choose(scheme=self.preferences.scheme, language=self.preferences.language)
        self.entries: dict[str, PageEntry] = {}
        self._pages: dict[str, Page] = {}
        self._build()
        self._connect()
        self.setAcceptDrops(True)
        self.setMinimumSize(*_LEAST_SIZE)
        self._restore()
        self.set_pages(pages, session)
        self.commands.add(window_commands(self))
        self.setWindowTitle(self.words("Retention Desk"))

    # -- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        words, size = self.words, theme.current().size
        self.rail = Rail((), words)
        self.top_bar = TopBar(words)
        self.inspector = Inspector(words)
        self.status = StatusBar(words)
        self._stack = QStackedWidget()
        self.notices = Notices()
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.top_bar)
        middle.addWidget(self.notices)
        middle.addWidget(self._stack, 1)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(middle, 1)
        row.addWidget(self.inspector)
        central = QWidget()
        outer = QVBoxLayout(central)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(row, 1)
        outer.addWidget(self.status)
        self.setCentralWidget(central)
        self.commands = CommandTable(self)
        self.side_sheet = SideSheet(words, central, bottom=size.status_bar)
        self._toast = Toast(words, central, bottom=size.status_bar)
        self.search = CommandSearch(self.commands, words, central)
        self.focus_ring = FocusRing(central)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.open_page)
        self.rail.search_asked.connect(self.search.open)
        self.rail.settings_asked.connect(self._open_settings)
        self.runner.progressed.connect(self._show_progress)
        self.runner.started.connect(
            lambda job: self._show_progress(JobProgress(job.lane, job.title, 0, None, None))
        )
        self.runner.settled.connect(lambda: self.status.show_progress(None))
        self.runner.failed.connect(self.show_error)
        self.status.cancel_asked.connect(self.cancel_work)
        self.folding = Folding(self)

    def _restore(self) -> None:
        kept = self.preferences
        self.resize(*_START_SIZE)
        if kept.window_box is not None:
            box = QRect(*kept.window_box)
            screens = QGuiApplication.screens()
            if any(screen.availableGeometry().intersects(box) for screen in screens):
                self.setGeometry(box)
        if kept.maximised:
            self.showMaximized()
        self.folding.fold()

    # -- pages ---------------------------------------------------------------------------------

    def set_pages(self, pages: Mapping[str, PageEntry], session: Any = None) -> None:
        """Fill the rail and show the page the user last had; the window may be visible before."""
        self.entries = dict(pages)
        self.session = session
        self.rail.set_items([RailItem(e.key, e.title, e.icon, e.group) for e in pages.values()])
        self.commands.add(page_commands(self))
        if pages:
            last = self.preferences.page
            self.open_page(last if last in pages else next(iter(pages)))

    def open_page(self, key: str) -> Page:
        """Bring a page to the front, building it the first time; return it."""
        page = self.page(key)
        self.rail.show_current(key)
        self._stack.setCurrentWidget(page)
        self._show_panels(page)
        self.commands.add(page.commands())
        self.preferences = replace(self.preferences, page=key)
        self.setAccessibleName(self.words(self.entries[key].title))
        self.folding.make_room()
        page.shown()
        self.page_shown.emit(key)
        return page

    def page(self, key: str) -> Page:
        """Return a page, built if it was not yet."""
        if key not in self._pages:
            page = self.entries[key].build(Desk(self, self.session))
            page.panels_changed.connect(lambda: self._show_panels(page))
            self._pages[key] = page
            self._stack.addWidget(page)
        return self._pages[key]

    @property
    def current_key(self) -> str:
        """Key of the page in front."""
        return self.preferences.page

    def _show_panels(self, page: Page) -> None:
        if self._stack.currentWidget() is page:
            settings, why = page.settings_panel(), page.why_panel()
            self.inspector.setVisible(settings is not None or why is not None)
            self.inspector.show_panels(settings, why)

    def explain(self, part: object) -> None:
        """Show where a part of a figure (`Traced`) comes from, in the *Why* of the page in front."""
        why: Any = self.page(self.current_key).why_panel()
        if why is not None and self.session.session.analysis is not None:
            why.show_part(part, self.session.session.analysis)
            self.inspector.reveal("why")

    # -- telling -------------------------------------------------------------------------------

    def toast(self, text: Text, action: Text | None = None, run: Callable[[], object] | None = None) -> None:
        """Show a line at the bottom right for six seconds; the bell keeps it."""
        self.status.messages.note(text, action, run)
        self._toast.show_text(text, action, run)

    def show_error(self, error: UserFacingError, actions: tuple[Action, ...] = (), effect: Text = "") -> None:
        """Show an error as a card above the page until it is closed."""
        self.notices.show_error(error, self.words, actions, effect)

    def clear_errors(self) -> None:
        """Take the error card away."""
        self.notices.clear()

    def error_card(self) -> ErrorCard | None:
        """Return the error card that is shown."""
        return self.notices.card

    def _show_progress(self, progress: JobProgress) -> None:
        if progress.lane in _LONG_LANES:
            self.status.show_progress(progress)

    def cancel_work(self) -> None:
        """Stop what runs in the file and forecast lanes."""
        for lane in _LONG_LANES:
            self.runner.cancel(lane)

    # -- language and look ---------------------------------------------------------------------

    def set_language(self, language: Language) -> None:
        """Say every text in another language, without a restart."""
        self.words = Words(language)
        self.appearance.choose(language=language)
        retranslate_tree(self, self.words)
        for page in self._pages.values():
            self._retranslate_panels(page)
        self.setWindowTitle(self.words("Retention Desk"))
        self._keep(language=language)
        self.language_changed.emit(self.words)

    def _retranslate_panels(self, page: Page) -> None:
        for panel in (page.settings_panel(), page.why_panel()):
            if panel is not None and not self.isAncestorOf(panel):
                retranslate_tree(panel, self.words)

    def set_scheme(self, scheme: str) -> None:
        """Show the light or dark look, or the system's."""
        self.appearance.choose(scheme=scheme)
        self._keep(scheme=scheme)

    def _keep(self, **changes: Any) -> None:
        self.preferences = replace(self.preferences, **changes)
        self.preferences_changed.emit(self.preferences)

    def _open_settings(self) -> None:
        menu = settings_menu(self)
        menu.popup(self.rail.mapToGlobal(self.rail.rect().bottomRight()) - menu.rect().bottomLeft())

    # -- what holds everywhere -----------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold inspector and rail where space is short, unfold them where it is back."""
        super().resizeEvent(event)
        self.folding.follow_width()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Move the focus by Tab and show the ring."""
        self.focus_ring.expect_keyboard()
        return super().focusNextPrevChild(forward)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files dropped anywhere."""
        if _files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the dropped files on."""
        files = _files(event)
        if files:
            event.acceptProposedAction()
            self.files_dropped.emit(files)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the window's state and stop all work."""
        self.closing.emit()
        if not all(may_close() for may_close in self.before_closing):
            event.ignore()
            return
        box = self.normalGeometry()
        self._keep(
            window_box=(box.x(), box.y(), box.width(), box.height()),
            maximised=self.isMaximized(),
        )
        self.runner.shut_down()
        super().closeEvent(event)


def _files(event: QDropEvent | QDragEnterEvent) -> list[Path]:
    """Return the local files that a drag carries."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
