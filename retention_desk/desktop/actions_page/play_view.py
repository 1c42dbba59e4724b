"""The plays view of the Actions page: all plays beside the editor of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from retention_desk import play_questions
from retention_desk.desktop import theme
from retention_desk.desktop.actions_page import play_edits
from retention_desk.desktop.actions_page.play_editor import PlayEditor
from retention_desk.desktop.actions_page.play_list_card import PlayListCard
from retention_desk.desktop.actions_page.play_notes import note_of
from retention_desk.desktop.filters import chosen_filter
from retention_desk.desktop.page import Desk
from retention_desk.desktop.session import Session
from retention_desk.desktop.workspace import Workspace
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import Phrase, phrase

if TYPE_CHECKING:
    from retention_desk.playbook.plays_now import PlayNow


class PlayView(QWidget):
    """The list of plays and the editor of the chosen one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._workspace: Workspace = desk.session
        self._session: Session = self._workspace.session
        self._plays: tuple[PlayNow, ...] = ()
        self._key = ""
        look = theme.current()
        self.list = PlayListCard(desk.words)
        self.editor = PlayEditor(desk.words)
        self.editor.setFixedWidth(look.size.inspector + look.space.xxl * 3)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space.card_gap)
        row.addWidget(self.list, 1)
        row.addWidget(self.editor)
        self.list.chosen.connect(self.show_play)
        self.list.play_wanted.connect(self._new_play)
        self.editor.changed.connect(self._session.edit)
        self.editor.play_made.connect(self._made)
        self.editor.customers_asked.connect(self._show_customers)
        self.editor.customers_added.connect(self._add_customers)

    def show_analysis(self, analysis: Analysis) -> None:
        """Ask whom the plays fit, and show them."""
        self._workspace.answers.ask("actions.plays", analysis, play_questions.plays_now, (), self._show)

    def show_play(self, key: str) -> None:
        """Show one play in the editor."""
        self._key = key
        analysis = self._session.analysis
        one = self.chosen
        if one is not None and analysis is not None:
            self.list.choose(key)
            self.editor.show_play(one, analysis, self._desk.words)
            ask = self._workspace.answers.ask
            ask("actions.note", analysis, note_of, (one.play.strategy,), self.editor.show_note)

    @property
    def chosen(self) -> PlayNow | None:
        """The play shown in the editor."""
        return next((one for one in self._plays if one.play.key == self._key), None)

    def _show(self, plays: tuple[PlayNow, ...]) -> None:
        analysis = self._session.analysis
        if analysis is None:
            return
        self._plays = plays
        if self.chosen is None:
            self._key = max(plays, key=lambda one: (one.listed, one.n_fits)).play.key
        self.list.show_plays(plays, analysis, self._key, self._desk.words)
        self.show_play(self._key)

    def _new_play(self) -> None:
        label = self._desk.words(phrase("A play of my own"))
        settings, key = play_edits.added(self._session.settings, label)
        self._made(settings, phrase("Play added"), key)

    def _made(self, settings: AnalysisSettings, step: Phrase, key: str) -> None:
        self._key = key
        self._session.edit(settings, step)

    def _show_customers(self) -> None:
        one = self.chosen
        if one is not None and one.fits is not None:
            text = phrase("play = {name}", name=one.play.label)
            self._session.filter_by(chosen_filter("play", one.fits.tolist(), text))
            self._desk.window.open_page("segments")

    def _add_customers(self) -> None:
        one, analysis = self.chosen, self._session.analysis
        if one is not None and one.fits is not None and analysis is not None:
            ids = [str(analysis.data.customer_ids[place]) for place in one.fits.tolist()]
            settings = play_edits.with_customers(self._session.settings, one.play.key, ids)
            self._session.edit(settings, phrase("Add to actions"))
