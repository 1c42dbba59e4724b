"""The project in the window: asked for, opened, told about in cards and bars, closed with the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from retention_desk.desktop.project.cards import ProjectCard, held_card, recovered_card, strangers_card
from retention_desk.desktop.project.words import saved_state
from retention_desk.desktop.widgets.states import Action
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.project_results import ProjectBrief, Snapshot
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.project.open_project import SUFFIX
from retention_desk.project.read_brief import read_brief

if TYPE_CHECKING:
    from retention_desk.desktop.main_window import MainWindow
    from retention_desk.desktop.workspace import Workspace


class ProjectDesk(QObject):
    """Ties the project to the window.

    Parameters
    ----------
    window : MainWindow
    workspace : Workspace
        Its `project` and `months` are shown.
    """

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._window: Final = window
        self._workspace: Final = workspace
        self._file: Final = workspace.project
        self._recovering = False
        self._card: ProjectCard | None = None
        file = self._file
        file.opened.connect(self._opened)
        file.failed.connect(self._failed)
        file.lost.connect(self._lost)
        file.not_saved.connect(self._not_saved)
        file.taken_out.connect(self._taken_out)
        file.replaced.connect(self._replaced)
        workspace.months.strangers.connect(self._strangers)
        window.before_closing.append(self._may_close)

    # -- asking ------------------------------------------------------------------------------------

    def new(self) -> None:
        """Ask where a new project goes and make it; what is open without a project is its first month."""
        name = self._workspace.title or self._window.words("Client")
        path = self._ask_save(self._window.words("New project"), name)
        if path is not None:
            self._file.create(path, self._workspace.session.base_for_new)

    def choose(self) -> None:
        """Ask for a project and open it."""
        words = self._window.words
        name, _kind = QFileDialog.getOpenFileName(
            self._window, words("Open project"), self._folder(), f"{words('Projects')} (*{SUFFIX})"
        )
        if name:
            self.open(Path(name))

    def open(self, path: Path) -> None:
        """Open a project."""
        self._window.clear_errors()
        self._file.open(path)

    def save_as(self) -> None:
        """Ask for another name and go on working on the copy of that name."""
        state = self._file.state
        if state is not None:
            path = self._ask_save(self._window.words("Save a copy as"), state.path.stem)
            if path is not None:
                self._window.clear_errors()
                self._file.save_as(path)

    def close(self) -> None:
        """Close the project."""
        self._window.clear_errors()
        self._file.close()

    def recover(self) -> None:
        """Open the project again that was open when the program ended without closing it."""
        left = self._window.preferences.unclosed_project
        if not left:
            return
        path = Path(left)

        def done(brief: ProjectBrief) -> None:
            if brief.holder is None and self._file.state is None:
                self._recovering = True
                self._file.open(path)

        def failed(_error: UserFacingError) -> None:
            self._remember(None)

        self._window.runner.start(
            "project", phrase("Opening the project"), lambda _progress: read_brief(path), done, failed
        )

    def _ask_save(self, title: str, name: str) -> Path | None:
        words, start = self._window.words, Path(self._folder()) / f"{name}{SUFFIX}"
        # The core refuses to write over a project; the dialog would ask whether it should.
        option = QFileDialog.Option.DontConfirmOverwrite
        chosen, _kind = QFileDialog.getSaveFileName(
            self._window, title, str(start), f"{words('Projects')} (*{SUFFIX})", options=option
        )
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX)

    def _folder(self) -> str:
        """Return the folder of the project that is or was open last."""
        recent = self._window.preferences.recent_projects
        return str(Path(recent[0]).parent) if recent else ""

    # -- telling -----------------------------------------------------------------------------------

    def saved_state(self) -> tuple[Phrase | str, bool] | None:
        """Return what the status bar says of saving, and whether all is saved; None without a project."""
        state = self._file.state
        return None if state is None else saved_state(state, self._file.autosave)

    def _opened(self) -> None:
        state = self._file.state
        self._clear_card()
        if state is None:
            self._remember(None)
            self._window.open_page("home")
            return
        self._remember(state.path)
        if not state.is_new:
            self._workspace.imports.put_away()
            self._window.open_page("home")
        if not state.is_writable:
            again: Action = (phrase("Try again"), partial(self.open, state.path))
            copy: Action = (phrase("Save a copy…"), self.save_as)
            self._show(held_card(state, self._window.words, (copy, again, self._keep_reading)))
        elif self._recovering or state.was_cut_short:
            close: Action = (phrase("Close"), self._clear_card)
            self._show(recovered_card(state, self._window.words, (close,)))
        self._recovering = False

    @property
    def _keep_reading(self) -> Action:
        return (phrase("Keep reading"), self._clear_card)

    def _show(self, card: ProjectCard) -> None:
        self._card = card
        self._window.notices.show_card(card)

    def _clear_card(self) -> None:
        if self._card is not None:
            self._card = None
            self._window.clear_errors()

    def _failed(self, error: UserFacingError) -> None:
        """Tell what went wrong, with what can be done about it."""
        actions: list[Action] = []
        if error.code == "project_exists":
            actions.append((phrase("Open it"), partial(self.open, Path(str(error.where)))))
        if self._file.autosave.problem is error:
            actions.append((phrase("Try again"), self._save_again))
            actions.append((phrase("Save a copy…"), self.save_as))
        self._window.show_error(error, tuple(actions), self._effect(error))
        self._forget_missing(error)

    def _effect(self, error: UserFacingError) -> Phrase | str:
        if self._file.autosave.problem is error:
            return phrase("What you changed is still here, and not saved yet.")
        return ""

    def _save_again(self) -> None:
        self._window.clear_errors()
        self._file.autosave.problem = None
        self._file.autosave.save()

    def _lost(self, error: UserFacingError) -> None:
        """Tell that the project can no longer be written here."""
        state = self._file.state
        if state is None:
            return
        actions: tuple[Action, ...] = (
            (phrase("Save a copy…"), self.save_as),
            (phrase("Open it again"), partial(self._open_again, state.path)),
        )
        effect = phrase("What you changed since is here only.") if self._file.autosave.unsaved else ""
        self._window.show_error(error, actions, effect)

    def _open_again(self, path: Path) -> None:
        self._file.autosave.drop()
        self.open(path)

    def _not_saved(self, error: UserFacingError, anyway: Callable[[], None]) -> None:
        """Tell that the project cannot be left without losing something."""

        def lose() -> None:
            self._window.clear_errors()
            anyway()

        actions: tuple[Action, ...] = (
            (phrase("Try again"), self._save_again),
            (phrase("Save a copy…"), self.save_as),
            (phrase("Leave without saving"), lose),
        )
        effect = phrase("The project is still open; what changed is not saved.")
        self._window.show_error(error, actions, effect)

    def _taken_out(self, month: Snapshot, bring_back: Callable[[], None]) -> None:
        told = phrase("{day:date} deleted from the project", day=month.day)
        self._window.toast(told, phrase("Undo"), bring_back)

    def _replaced(self, month: Snapshot, bring_back: Callable[[], None]) -> None:
        told = phrase("{day:date} is kept as imported now", day=month.day)
        self._window.toast(told, phrase("Bring the former back"), bring_back)

    def _strangers(self, before: Snapshot) -> None:
        """Ask whether a file that has next to nobody of the month before belongs into this project."""
        kept = self._workspace.months

        def take_out() -> None:
            self._clear_card()
            month = kept.shown
            if month is not None:
                self._file.delete_month(month)
                kept.show_month(before)

        actions = ((phrase("Keep it"), self._clear_card), (phrase("Take it out again"), take_out))
        self._show(strangers_card(before, self._window.words, actions))

    # -- remembering -------------------------------------------------------------------------------

    def _remember(self, path: Path | None) -> None:
        kept = replace(self._window.preferences, unclosed_project="" if path is None else str(path))
        self._keep(kept if path is None else kept.with_recent_project(path))

    def _forget_missing(self, error: UserFacingError) -> None:
        if error.code == "project_missing":
            self._keep(self._window.preferences.without_project(Path(str(error.where))))

    def _keep(self, kept: object) -> None:
        if kept != self._window.preferences:
            self._window.preferences = kept  # type: ignore[assignment]
            self._window.preferences_changed.emit(kept)

    def _may_close(self) -> bool:
        """Save and close the project; return whether the window may close too."""
        try:
            self._file.finish()
        except UserFacingError as error:
            self._not_saved(error, self._close_anyway)
            return False
        self._remember(None)
        return True

    def _close_anyway(self) -> None:
        self._file.autosave.drop()
        self._window.close()
