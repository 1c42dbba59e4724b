"""Data: whether the file was read right; the import, not modal, with two questions."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget, QWidgetAction

from retention_desk.desktop import theme
from retention_desk.desktop.icons import icon
from retention_desk.desktop.import_wizard.draft import Draft
from retention_desk.desktop.import_wizard.files_panel import FilesPanel
from retention_desk.desktop.import_wizard.import_grid import RawGrid, TypedGrid, column_widths
from retention_desk.desktop.import_wizard.mapping_bar import MappingBar
from retention_desk.desktop.import_wizard.questions_panel import QuestionsPanel
from retention_desk.desktop.import_wizard.sheet_preview import (
    FEATURE,
    UNUSED,
    PreviewColumn,
    SheetPreview,
    dots,
    sheet_preview,
)
from retention_desk.desktop.open_files import ImportFlow
from retention_desk.desktop.page import Desk, Page, PageEntry
from retention_desk.desktop.widgets.buttons import Button, MenuButton
from retention_desk.desktop.widgets.cards import Rule
from retention_desk.desktop.widgets.marks import ConfidenceDots
from retention_desk.desktop.widgets.states import EmptyState, ErrorCard
from retention_desk.desktop.widgets.text import Label
from retention_desk.desktop.workspace import Workspace
from retention_desk.foundation.columns import TABLES
from retention_desk.foundation.vocabulary import TABLE_KINDS
from retention_desk.foundation.wording import Phrase, Words, phrase

_CURRENCIES: Final = ("CNY", "TWD", "USD", "EUR", "GBP", "JPY", "HKD", "AUD", "CAD", "INR", "KRW", "BRL")
_FOLD_RAIL_BELOW: Final = 1600


class ImportPage(Page):
    """The import page: shows the draft of `ImportFlow` and passes changes on to it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(ENTRY.title, desk.words, scroll=False)
        self.desk: Final = desk
        self.workspace: Final[Workspace] = desk.session
        self.flow: Final[ImportFlow] = self.workspace.imports
        self._place = 0
        self._preview: SheetPreview | None = None
        self._error: ErrorCard | None = None
        self._rebuild_layout()
        self.flow.changed.connect(self.render_draft)
        self.flow.opened.connect(self._start_over)
        desk.window.page_shown.connect(self._page_shown)
        self.render_draft()

    # -- layout ----------------------------------------------------------------------------------

    def _rebuild_layout(self) -> None:
        """Put the page's own head and body between the two panels."""
        space = theme.current().space
        middle = QWidget()
        old = self.layout()
        assert old is not None
        middle.setLayout(old)
        self.title.say(phrase("Did it read right?"))
        self.files = FilesPanel(
            self.words, partial(self.workspace.choose_files, add=True), self.workspace.paste_table
        )
        self.questions = QuestionsPanel(self.words)
        self.files.chosen.connect(self._choose_sheet)
        self.files.skip_asked.connect(self.flow.set_skip)
        self.questions.key_chosen.connect(self.flow.set_customer_key)
        self.questions.days_chosen.connect(partial(self.flow.set_setting, "general.active_window_days"))
        self._build_middle()
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
        self.body.setSpacing(space.s)

    def _build_middle(self) -> None:
        words, space = self.words, theme.current().space
        self._header_row = MenuButton("", words, prefix=phrase("Header in row"))
        self._kind = MenuButton("", words, prefix=phrase("One row is"))
        self._currency = MenuButton("", words, prefix=phrase("Currency"))
        head = QHBoxLayout()
        head.setSpacing(space.s)
        head.addWidget(Label(phrase("As in the file"), words, role="body_medium"))
        self._hint = Label(phrase("with its row numbers"), words, tone="muted")
        head.addWidget(self._hint)
        head.addStretch(1)
        for button in (self._kind, self._header_row, self._currency):
            head.addWidget(button)
        self.raw = RawGrid(words)
        self.typed = TypedGrid(words)
        self.typed.menu_asked.connect(self._open_meanings)
        self._raw_area, self._typed_area = _across(self.raw), _across(self.typed)
        bar, other = self._typed_area.horizontalScrollBar(), self._raw_area.horizontalScrollBar()
        bar.valueChanged.connect(other.setValue)
        other.valueChanged.connect(bar.setValue)
        self._raw_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._grids = QWidget()
        column = QVBoxLayout(self._grids)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.s)
        column.addLayout(head)
        column.addWidget(self._raw_area)
        column.addSpacing(space.s)
        column.addLayout(self._legend())
        column.addWidget(self._typed_area)
        column.addStretch(1)
        self.body.addWidget(self._grids, 1)

    def _legend(self) -> QHBoxLayout:
        words, space = self.words, theme.current().space
        row = QHBoxLayout()
        row.setSpacing(space.s)
        row.addWidget(Label(phrase("Read as"), words, role="body_medium"))
        row.addWidget(_Swatch())
        row.addWidget(Label(phrase("cell whose text was converted"), words, role="caption", tone="muted"))
        row.addStretch(1)
        for sure, said in ((4, phrase("sure")), (2, phrase("please look"))):
            row.addWidget(ConfidenceDots(sure, words))
            row.addWidget(Label(said, words, role="caption", tone="muted"))
        return row

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

    def _start_over(self) -> None:
        draft = self.flow.draft
        self._place = 0
        if draft is not None:
            usable = [i for i, m in enumerate(draft.mappings) if m.kind != "other" and not m.skip]
            self._place = usable[0] if usable else 0
        self.render_draft()

    def render_draft(self) -> None:
        """Show the draft, or what would be here."""
        draft = self.flow.draft
        for widget in (self.files, self.questions, self._grids, self._foot):
            widget.setVisible(draft is not None)
        self._empty.setVisible(draft is None)
        self._clear_error()
        if draft is None:
            self.title.say(ENTRY.title)
            self.say("")
            return
        self.title.say(phrase("Did it read right?"))
        self._place = min(self._place, len(draft.raws) - 1)
        self.files.show_draft(draft, self._place)
        self.questions.show_draft(draft)
        self.mapping.show_draft(draft)
        self.say(self._sentence(draft))
        self._show_sheet(draft)
        self._accept.setEnabled(draft.data is not None)
        self._accept.say(phrase("Analyse again") if self.flow.accepted else phrase("Looks right, continue"))
        self._later.setVisible(not self.flow.accepted)
        if draft.error is not None:
            self._error = ErrorCard(draft.error, self.words)
            self.body.insertWidget(0, self._error)

    def _clear_error(self) -> None:
        if self._error is not None:
            self.body.removeWidget(self._error)
            self._error.hide()
            self._error.deleteLater()
            self._error = None

    def _sentence(self, draft: Draft) -> Phrase | str:
        raw, mapping = draft.raws[self._place], draft.mappings[self._place]
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

    def _show_sheet(self, draft: Draft) -> None:
        raw, mapping = draft.raws[self._place], draft.mappings[self._place]
        self._preview = sheet_preview(raw, mapping, draft.data, self.words)
        look = theme.current()
        room = max(self._raw_area.viewport().width(), look.size.side_sheet)
        widths = column_widths(self._preview, self.words, room)
        self.raw.show_preview(self._preview, widths)
        self.typed.show_preview(self._preview, widths)
        self._raw_area.setFixedHeight(self.raw.height() + look.line.border)
        spare = look.space.m if sum(widths) > room else look.line.border
        self._typed_area.setFixedHeight(self.typed.height() + spare)
        self._kind.say(TABLE_KINDS[mapping.kind])
        self._kind.set_menu(self._kind_menu(mapping.kind))
        self._header_row.say(str(raw.header_row) if raw.header_row else "—")
        self._header_row.set_menu(self._row_menu(raw.first_row, raw.header_row))
        chosen = draft.settings.general.currency
        currency = chosen or (draft.data.currency if draft.data else None)
        self._currency.say(currency or phrase("not told"))
        self._currency.set_menu(self._currency_menu(chosen))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the new width."""
        super().resizeEvent(event)
        draft = self.flow.draft
        if draft is not None:
            self._show_sheet(draft)

    def retranslate(self, words: Words) -> None:
        """Say everything again in the language of `words`."""
        super().retranslate(words)
        for part in (self.files, self.questions, self.raw, self.typed, self.mapping):
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

    def _choose_sheet(self, place: int) -> None:
        self._place = place
        self.render_draft()

    # -- menus -----------------------------------------------------------------------------------

    def _kind_menu(self, now: str) -> QMenu:
        menu = QMenu(self)
        for key in (*TABLES, "other"):
            self._add(
                menu, self.words(TABLE_KINDS[key]), key == now, partial(self.flow.set_kind, self._place, key)
            )
        return menu

    def _row_menu(self, first: int, now: int | None) -> QMenu:
        menu = QMenu(self)
        for row in range(first, first + 12):
            self._add(menu, str(row), row == now, partial(self.flow.set_header_row, self._place, row))
        return menu

    def _currency_menu(self, now: str | None) -> QMenu:
        menu = QMenu(self)
        run = partial(self.flow.set_setting, "general.currency")
        self._add(menu, self.words("As the file tells"), now is None, partial(run, None))
        menu.addSeparator()
        for code in _CURRENCIES:
            self._add(
                menu,
                f"{code}  {self.words.money(0, code).replace('0', '').strip()}",
                code == now,
                partial(run, code),
            )
        return menu

    @staticmethod
    def _add(menu: QMenu, text: str, chosen: bool, run: partial[None]) -> None:
        action = menu.addAction(text)
        if chosen:
            action.setIcon(icon("check", "text"))
        action.triggered.connect(lambda _on=False: run())

    def _open_meanings(self, place: int, corner: QPoint) -> None:
        draft = self.flow.draft
        if draft is None or self._preview is None:
            return
        column = self._preview.columns[place]
        menu = self.meaning_menu(draft, column)
        self.typed.show_open(place)
        menu.aboutToHide.connect(lambda: self.typed.show_open(-1))
        menu.popup(corner)

    def meaning_menu(self, draft: Draft, column: PreviewColumn) -> QMenu:
        """Return the menu of what a column can be taken for, the likeliest first, with the reason."""
        mapping = draft.mappings[self._place]
        menu = QMenu(self)
        kind = TABLES.get(mapping.kind)
        own = [c for c in kind.columns if c.key == column.meaning] if kind else []
        rest = [c for c in kind.columns if c.key != column.meaning] if kind else []
        for item in (*own, *rest):
            sure = dots(mapping.confidence.get(item.key, 1.0)) if item.key == column.meaning else 0
            taken = mapping.columns.get(item.key)
            note = "●" * sure + "○" * (4 - sure) if sure else taken or ""
            text = self.words(item.label) + (f"\t{note}" if note else "")
            run = partial(self.flow.set_meaning, self._place, column.header, item.key)
            self._add(menu, text, item.key == column.meaning, run)
        menu.addSeparator()
        for meaning, said in ((FEATURE, phrase("Keep as a feature")), (UNUSED, phrase("Do not use"))):
            if meaning == FEATURE and mapping.kind != "customers":
                continue
            run = partial(self.flow.set_meaning, self._place, column.header, meaning)
            self._add(menu, self.words(said), column.meaning == meaning, run)
        if column.why is not None:
            menu.addSeparator()
            reason = Label(column.why, self.words, role="caption", tone="muted", wrap=True)
            look = theme.current()
            reason.setContentsMargins(look.space.m, look.space.s, look.space.m, look.space.s)
            reason.setMaximumWidth(look.size.tooltip_max_width)
            action = QWidgetAction(menu)
            action.setDefaultWidget(reason)
            menu.addAction(action)
        return menu


class _Swatch(QWidget):
    """A square in the tint of converted cells."""

    def __init__(self) -> None:
        super().__init__()
        side = theme.current().size.icon_small
        self.setFixedSize(side, side)

    def paintEvent(self, event: object) -> None:
        """Paint the square."""
        from PySide6.QtGui import QPainter

        from retention_desk.desktop.widgets.paint import draw_box

        look = theme.current()
        draw_box(QPainter(self), self.rect(), look.radius.check, look.colour.changed, look.colour.border)


def _across(grid: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(grid)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.viewport().setAutoFillBackground(False)
    return area


def _build(desk: Desk) -> Page:
    return ImportPage(desk)


ENTRY = PageEntry("data", phrase("Data"), "table", 1, 1, _build)
