"""The workspace: session, import and export tied to the window's bars, menus, keys and cards."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu

from retention_desk.desktop.answers import Answers
from retention_desk.desktop.as_of_menu import add_choice, as_of_menu
from retention_desk.desktop.commands import Command
from retention_desk.desktop.customers.customer_history_card import ask_history
from retention_desk.desktop.customers.customer_move_card import ask_move
from retention_desk.desktop.customers.customer_sheet import CustomerSheet
from retention_desk.desktop.exports.export import Exporter, show_in_folder
from retention_desk.desktop.exports.export_dialogs import ExportDialogs
from retention_desk.desktop.import_wizard.read_draft import PasswordRequest, copied_table
from retention_desk.desktop.main_window import MainWindow
from retention_desk.desktop.open_files import ImportFlow
from retention_desk.desktop.password_card import PasswordCard
from retention_desk.desktop.profile_names import PROFILES
from retention_desk.desktop.project.desk import ProjectDesk
from retention_desk.desktop.project.file import ProjectFile
from retention_desk.desktop.project.menu import project_commands, project_menu
from retention_desk.desktop.project.notes import NotesMover
from retention_desk.desktop.project.session import ProjectSession
from retention_desk.desktop.project.state import Unsaved
from retention_desk.desktop.samples import SAMPLES, sample_path
from retention_desk.desktop.session import Session
from retention_desk.desktop.trace.sheet import TraceSheet
from retention_desk.desktop.widgets.buttons import MenuButton
from retention_desk.desktop.widgets.states import Action
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.wording import Phrase, phrase, phrase_n
from retention_desk.project.open_project import SUFFIX

FILE_FILTER: Final = "*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv *.txt *.zip *.html *.htm *.xml"


class Workspace(QObject):
    """What the pages work with beside the window: `session`, `imports`, `exports`, `answers`, `project`.

    Parameters
    ----------
    session : Session
    """

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session: Final = session
        self.imports: Final = ImportFlow(session, self)
        self.exports: Final = Exporter(session, self, lambda: self.project.state)
        self.exporting: Final = ExportDialogs(self)
        self.answers: Final = Answers(session.runner, self)
        self.project: Final = ProjectFile(session.runner, self)
        self.months: Final = ProjectSession(session, self.project, self)
        self._window: MainWindow | None = None
        self._sheet: CustomerSheet | None = None
        self._menus_for: tuple[object, ...] = ()

    @property
    def window(self) -> MainWindow:
        """The window this workspace is shown in."""
        assert self._window is not None, "attach comes first"
        return self._window

    @property
    def title(self) -> str:
        """What is worked on: the project, else the files; empty where nothing is open."""
        project = self.project.state
        return self.session.state.name if project is None else project.about.name

    @property
    def customer_sheet(self) -> CustomerSheet:
        """The sheet of one customer."""
        assert self._sheet is not None, "attach comes first"
        return self._sheet

    def attach(self, window: MainWindow) -> None:
        """Tie the window to the session; call once, after both are made."""
        self._window = window
        self._sheet = CustomerSheet(window, self.session, self)
        self.project_desk = ProjectDesk(window, self)
        for signal in (self.project.opened, self.project.changed, self.months.changed):
            signal.connect(self._show_state)
        self.project.autosave.changed.connect(self._show_saved)
        self.trace_sheet = TraceSheet(window, self.session, self.exports, self._sheet, self.answers, self)
        self._sheet.notes.saved.connect(self._notes_saved)
        self._sheet.history_wanted.connect(partial(ask_history, self))
        self._sheet.move_wanted.connect(partial(ask_move, self))
        NotesMover(self._sheet.notes, self.session, self.project, self)
        window.closing.connect(self._sheet.notes.save_now)
        session, bar = self.session, window.top_bar
        window.files_dropped.connect(self.open_dropped)
        bar.undo_asked.connect(lambda: self._history().undo())
        bar.redo_asked.connect(lambda: self._history().redo())
        window.page_shown.connect(lambda _key: self._show_history())
        self.imports.changed.connect(self._show_history)
        bar.export_asked.connect(self.exporting.show_menu)
        session.failed.connect(window.show_error)
        session.history_changed.connect(self._show_history)
        for signal in (session.data_imported, session.analysed, session.filtered, session.settings_edited):
            signal.connect(self._show_state)
        self.imports.opened.connect(self._show_import)
        self.imports.failed.connect(self._import_failed)
        self.imports.refused.connect(window.show_error)
        self.imports.password_asked.connect(self._ask_password)
        self.imports.files_taken.connect(self._files_taken)
        self.exports.written.connect(
            lambda told, path: window.toast(told, phrase("Show"), partial(show_in_folder, path))
        )
        self.exports.handed_out.connect(
            lambda analysis: self.project.autosave.keep(Unsaved(lists=(analysis,)))
        )
        self.exports.failed.connect(window.show_error)
        self.answers.failed.connect(window.show_error)
        window.language_changed.connect(lambda _words: self._show_all())
        window.commands.add([*self._commands(), *project_commands(self)])
        self._show_all()

    def _show_all(self) -> None:
        self._show_state()
        self._show_history()

    # -- opening ---------------------------------------------------------------------------------

    def choose_files(self, *, add: bool = False) -> None:
        """Ask for files and open them."""
        words = self.window.words
        names, _kind = QFileDialog.getOpenFileNames(
            self.window, words("Choose files"), "", f"{words('Tables')} ({FILE_FILTER})"
        )
        if names:
            self.imports.open([Path(name) for name in names], add=add)

    def paste_table(self) -> None:
        """Open the table on the clipboard."""
        copied = QGuiApplication.clipboard().mimeData()
        text = copied_table(copied.text(), copied.html())
        self.imports.paste(text, self.window.words("Pasted table"))

    def open_sample(self, key: str) -> None:
        """Open one of the sample exports."""
        self.imports.open([sample_path(key, self.window.words.language)])

    def open_recent(self, path: Path) -> None:
        """Open a file that was open before."""
        self.imports.open([path])

    def open_dropped(self, paths: list[Path]) -> None:
        """Open a dropped project, or dropped files; on the import page they join those already there."""
        projects = [path for path in paths if path.suffix.lower() == SUFFIX]
        if projects:
            self.project_desk.open(projects[0])
            return
        if self.window.page(self.window.current_key).take_files(paths):
            return
        draft = self.imports.draft
        adds = self.window.current_key == "data" and draft is not None and not self.imports.accepted
        self.imports.open(paths, add=adds)

    def _show_import(self) -> None:
        self.window.clear_errors()
        self.window.open_page("data")

    def _import_failed(self, error: UserFacingError) -> None:
        actions: list[Action] = [(phrase("Choose another file"), self.choose_files)]
        if error.code == "no_table":
            actions.insert(0, (phrase("Choose the header row"), self.imports.open_anyway))
        self.window.show_error(error, tuple(actions), phrase("Nothing else was changed."))

    def _ask_password(self, request: PasswordRequest) -> None:
        """Ask for the password of a file in a card above the page."""
        self.window.notices.show_card(PasswordCard(request, self.window.words, self.window.clear_errors))

    def _files_taken(self, paths: tuple[Path, ...]) -> None:
        window = self.window
        kept = window.preferences
        for path in reversed(paths):
            kept = kept.with_recent(path)
        window.preferences = kept
        window.preferences_changed.emit(kept)
        window.open_page("home")

    # -- exporting -------------------------------------------------------------------------------

    def ask_workbook(self) -> None:
        """Ask where the action workbook goes, and write it."""
        self.exporting.workbook()

    # -- the bars --------------------------------------------------------------------------------

    def _history(self) -> Session | ImportFlow:
        """Return whose changes undo takes back: those of the draft while it is being made."""
        flow = self.imports
        on_draft = self.window.current_key == "data" and flow.draft is not None and not flow.accepted
        return flow if on_draft else self.session

    def _show_history(self) -> None:
        history = self._history()
        self.window.top_bar.show_history(history.undo_name, history.redo_name)

    def _show_state(self) -> None:
        window, state = self.window, self.session.state
        bar, words = window.top_bar, window.words
        self._make_menus()
        analysis = state.analysis
        if state.data is None:
            bar.show_project(self.title or None)
            bar.export.setEnabled(False)
            for key in {"audit", "actions"} & window.entries.keys():
                window.rail.set_count(key, 0)
            window.status.show_facts([])
            self._show_saved()
            return
        as_of = analysis.data.as_of if analysis else state.data.as_of
        profile: Phrase | str = PROFILES[analysis.health.profile] if analysis else ""
        bar.show_project(self.title, words.date(as_of) if as_of else "", profile)
        bar.export.setEnabled(analysis is not None)
        window.status.show_facts(self._facts())
        self._show_saved()
        if analysis is not None:
            window.rail.set_count("audit", analysis.audit.waiting)
            window.rail.set_count("actions", analysis.plan.listed)

    def _show_saved(self) -> None:
        """Show at the foot how far all is saved."""
        saved = self.project_desk.saved_state()
        if saved is None:
            unkept = self.session.state.has_unkept_weights
            saved = (phrase("Weights not kept yet") if unkept else "", False)
        self.window.status.show_state(saved[0], saved=saved[1])

    def _notes_saved(self) -> None:
        time = dt.datetime.now().strftime("%H:%M")
        self.window.status.show_state(phrase("Notes saved {time}", time=time), saved=True)

    def _make_menus(self) -> None:
        """Make the bar's menus anew when what they say has changed: not on each move of a slider."""
        window, state, settings = self.window, self.session.state, self.session.settings
        latest = state.data.as_of if state.data is not None else None
        first = state.data.first_day if state.data is not None else None
        project, kept = self.project.state, window.preferences
        made_for = (window.words.language, kept.recent_files, kept.recent_projects, first, latest,
                    settings.general.as_of, settings.health.profile, self.title,
                    project and project.months, self.months.day, self.months.loading)  # fmt: skip
        if made_for == self._menus_for:
            return
        self._menus_for = made_for
        bar = window.top_bar
        buttons: list[tuple[MenuButton, QMenu]] = [(bar.project, project_menu(self))]
        if latest is not None:
            buttons.append((bar.as_of, as_of_menu(self, first or latest, latest)))
        buttons.append((bar.profile, self._profile_menu()))
        for button, menu in buttons:
            button.set_menu(menu)

    def _facts(self) -> list[Phrase]:
        state = self.session.state
        data = state.analysis.data if state.analysis else state.data
        if data is None:
            return []
        rows = sum(source.rows_used for source in data.sources)
        facts = [
            phrase_n("{n:count} customer", "{n:count} customers", data.n_customers),
            phrase_n("{n:count} row", "{n:count} rows", rows),
            phrase("{n:count} set aside", n=len(data.set_aside)),
        ]
        if state.filters:
            facts.append(phrase_n("{n:count} filter", "{n:count} filters", len(state.filters)))
        if data.as_of is not None:
            facts.append(phrase("as of {day:date}", day=data.as_of))
        if state.analysis is not None:
            facts.append(PROFILES[state.analysis.health.profile])
        return facts

    def _profile_menu(self) -> QMenu:
        menu = QMenu(self.window)
        now = self.session.settings.health.profile
        for key in ("auto", *PROFILES):
            name = phrase("As the data allow") if key == "auto" else PROFILES[key]
            run = partial(self._set_profile, key)
            add_choice(menu, self.window.words(name), now == key, run)
        return menu

    def _set_profile(self, key: str) -> None:
        """Take a profile with its own weights: those set for another one say nothing about it."""
        settings = self.session.settings
        try:
            changed = settings.with_value("health.weights", {}).with_value("health.pinned", {})
            changed = changed.with_value("health.profile", key)
        except UserFacingError as error:
            self.session.failed.emit(error)
            return
        self.session.edit(changed, phrase("Profile"))

    def _commands(self) -> list[Command]:
        def has_analysis() -> bool:
            return self.session.analysis is not None

        commands = [
            Command("file.open", phrase("Open files…"), self.choose_files, "Ctrl+O", icon="folder-open"),
            Command(
                "file.paste", phrase("Paste a table"), self.paste_table, "Ctrl+Shift+V", icon="clipboard-text"
            ),
            *self.exporting.commands(),
            Command(
                "filters.clear",
                phrase("Clear all filters"),
                self.session.clear_filters,
                "",
                has_analysis,
                "funnel",
            ),
        ]
        for sample in SAMPLES:
            title = phrase("Open the sample: {name}", name=sample.title)
            run = partial(self.open_sample, sample.key)
            commands.append(Command(f"sample.{sample.key}", title, run, icon="flask"))
        return commands
