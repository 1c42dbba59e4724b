"""Data: whether the file was read right; the import, not modal, with two questions."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.import_wizard.draft import Draft
from retention_desk.desktop.import_wizard.error_actions import ways_out
from retention_desk.desktop.import_wizard.files_panel import PEOPLE, FilesPanel
from retention_desk.desktop.import_wizard.mapping_bar import MappingBar
from retention_desk.desktop.import_wizard.people_page import PeoplePage
from retention_desk.desktop.import_wizard.questions_panel import QuestionsPanel
from retention_desk.desktop.import_wizard.sheet_view import SheetView
from retention_desk.desktop.open_files import ImportFlow
from retention_desk.desktop.page import Desk, Page, PageEntry
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.cards import Rule
from retention_desk.desktop.widgets.states import EmptyState, ErrorCard
from retention_desk.desktop.workspace import Workspace
from retention_desk.foundation.wording import Phrase, Words, phrase

_FOLD_RAIL_BELOW: Final = 1600


class ImportPage(Page):
    """The import page: shows the draft of `ImportFlow` and passes changes on to it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(ENTRY.title, desk.words, scroll=False)
        self.desk: Final = desk
        self.workspace: Final[Workspace] = desk.session
        self.flow: Final[ImportFlow] = self.workspace.imports
        self.place = 0
        self._paths: tuple[object, ...] = ()
        self._error: ErrorCard | None = None
        self._rebuild_layout()
        self.flow.changed.connect(self._draft_changed)
        desk.window.page_shown.connect(self._page_shown)
        self.render_draft()

    # -- layout ----------------------------------------------------------------------------------

    def _rebuild_layout(self) -> None:
        """Put the page's own head and body between the two panels."""
        middle = QWidget()
        old = self.layout()
        assert old is not None
        middle.setLayout(old)
        self.files = FilesPanel(
            self.words, partial(self.workspace.choose_files, add=True), self.workspace.paste_table
        )
        self.questions = QuestionsPanel(self.words)
        self.sheet = SheetView(self.flow, self.words)
        self.people = PeoplePage(self.flow, self.words, self.desk.window.toast)
        self._on_people = False
        self._connect_panels()
        self._leave_out = Button(phrase("Leave this sheet out"), self.words, kind="quiet")
        self._leave_out.clicked.connect(lambda: self.flow.set_skip(self.place, True))
        self.buttons.addWidget(self._leave_out)
        self.buttons.addWidget(self.people.tools)
        self._foot = self._make_foot()
        centre = QVBoxLayout()
        centre.setContentsMargins(0, 0, 0, 0)
        centre.setSpacing(0)
        centre.addWidget(middle, 1)
        centre.addWidget(self._foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.files)
        row.addLayout(centre, 1)
        row.addWidget(self.questions)
        self._empty = self._make_empty()
        self.body.addWidget(self._empty, 1)
        self._sheet_area = _down(self.sheet)
        self.body.addWidget(self._sheet_area, 1)
        self.body.addWidget(self.people.view, 1)
        self.body.setSpacing(theme.current().space.s)

    def _connect_panels(self) -> None:
        self.files.chosen.connect(self.show_place)
        self.files.skip_asked.connect(self.flow.set_skip)
        self.questions.key_chosen.connect(self.flow.set_customer_key)
        self.questions.days_chosen.connect(
            lambda days: self.flow.set_setting("general.active_window_days", days, phrase("When one is lost"))
        )
        self.questions.answered.connect(self.flow.answer)
        self.questions.column_asked.connect(self.show_column)

    def _make_foot(self) -> QWidget:
        words, space = self.words, theme.current().space
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Rule())
        row = QHBoxLayout()
        row.setContentsMargins(space.page_margin - space.s, space.m, space.page_margin, space.m)
        row.setSpacing(space.s)
        self._later = Button(phrase("Not now"), words)
        self._accept = Button(phrase("Looks right, continue"), words, kind="primary")
        self._later.clicked.connect(lambda: self.desk.window.open_page("home"))
        self._accept.clicked.connect(self.flow.accept)
        self.mapping = MappingBar(self.flow, words, self.desk.window.toast)
        row.addWidget(self.mapping, 1)
        row.addWidget(self._later)
        row.addWidget(self._accept)
        column.addLayout(row)
        return foot

    def _make_empty(self) -> EmptyState:
        return EmptyState(
            phrase("Your files will appear here."),
            phrase(
                "Drop Excel or CSV exports anywhere in the window, or paste a table. Nothing leaves "
                "this computer."
            ),
            self.words,
            (phrase("Choose files"), self.workspace.choose_files),
        )

    # -- showing ---------------------------------------------------------------------------------

    def _draft_changed(self) -> None:
        """Show the draft again where it is seen; else `shown` does when the page comes to the front."""
        if self.isVisible():
            self.render_draft()

    def render_draft(self) -> None:
        """Show the draft, or what would be here."""
        draft = self.flow.draft
        for widget in (self.files, self.questions, self._foot):
            widget.setVisible(draft is not None)
        on_people = draft is not None and self._on_people
        self._sheet_area.setVisible(draft is not None and not on_people)
        self._leave_out.hide()
        self.people.set_visible(on_people)
        self._empty.setVisible(draft is None)
        self._clear_error()
        if draft is None:
            self.title.say(ENTRY.title)
            self.say("")
            return
        self._keep_place(draft)
        self.files.show_draft(draft, PEOPLE if on_people else self.place)
        self.questions.show_draft(draft)
        self.mapping.show_draft(draft)
        self._show_middle(draft)
        self._accept.setEnabled(draft.data is not None)
        self._accept.say(phrase("Analyse again") if self.flow.accepted else phrase("Looks right, continue"))
        self._later.setVisible(not self.flow.accepted)
        if draft.error is not None:
            actions = ways_out(draft.error, self)
            self._error = ErrorCard(draft.error, self.words, actions=actions)
            self.body.insertWidget(0, self._error)

    def _show_middle(self, draft: Draft) -> None:
        """Show the sheet, or the customers with several IDs."""
        if self._on_people:
            self.title.say(phrase("One person, several IDs"))
            self.say(self.people.show_draft(draft))
            return
        self.title.say(phrase("Did it read right?"))
        self.say(self._sentence(draft))
        self.sheet.show_sheet(draft, self.place)
        mapping = draft.mappings[self.place]
        several = len(draft.raws) > 1
        self._leave_out.setVisible(several and not mapping.skip and mapping.kind != "other")

    def _keep_place(self, draft: Draft) -> None:
        """Stay at the sheet that is shown; of other files show the first that is used."""
        if draft.paths[:1] != self._paths[:1]:
            self.place, self._on_people = draft.first_usable, False
        self._paths = draft.paths
        self.place = min(self.place, len(draft.raws) - 1)

    def _clear_error(self) -> None:
        if self._error is not None:
            self.body.removeWidget(self._error)
            self._error.hide()
            self._error.deleteLater()
            self._error = None

    def _sentence(self, draft: Draft) -> Phrase | str:
        raw, mapping = draft.raws[self.place], draft.mappings[self.place]
        name = raw.sheet or raw.file
        if draft.data is None:
            return phrase("{name} cannot be used as it is.", name=name)
        for source in draft.data.sources:
            if (source.file, source.sheet) == (mapping.file, mapping.sheet) and not mapping.skip:
                return phrase(
                    "{name} has **{read:count} rows**: **{used:count} used**, {aside:count} set aside.",
                    name=name,
                    read=source.rows_read,
                    used=source.rows_used,
                    aside=source.rows_set_aside,
                )
        return phrase("{name} is left out.", name=name)

    def show_place(self, place: int) -> None:
        """Show another sheet, or at `PEOPLE` the customers with several IDs."""
        self._on_people = place == PEOPLE
        self.place = max(place, 0) if not self._on_people else self.place
        self.render_draft()

    def show_column(self, file: str, sheet: str, header: str = "", row: int | None = None) -> None:
        """Show a sheet, one of its columns, and the rows from a row number on."""
        draft = self.flow.draft
        if draft is None:
            return
        places = [i for i, raw in enumerate(draft.raws) if raw.file == file and raw.sheet == sheet]
        if not places and header:
            places = [i for i, raw in enumerate(draft.raws) if header in raw.headers]
        if places:
            self.show_place(places[0])
        if row is not None:
            self.sheet.show_rows_from(row)
        if header:
            self.sheet.show_column(header)

    def retranslate(self, words: Words) -> None:
        """Say everything again in the language of `words`."""
        super().retranslate(words)
        for part in (self.files, self.questions, self.sheet, self.people, self.mapping):
            part.retranslate(words)
        self.render_draft()

    def shown(self) -> None:
        """Lay the columns out for the width the page has now."""
        self.render_draft()

    def _page_shown(self, key: str) -> None:
        """Fold the rail while the import needs the room."""
        window = self.desk.window
        if key == "data" and self.flow.draft is not None and window.width() < _FOLD_RAIL_BELOW:
            window.folding.make_room("rail")


def _down(view: QWidget) -> QScrollArea:
    """Return a view that scrolls down where the window is low."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(view)
    area.viewport().setAutoFillBackground(False)
    view.setAutoFillBackground(False)
    return area


def _build(desk: Desk) -> Page:
    return ImportPage(desk)


ENTRY = PageEntry("data", phrase("Data"), "table", 1, 1, _build)
