"""The middle of the import: one sheet as in the file, above it as it was read, and what can be changed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.import_wizard.draft import Draft
from retention_desk.desktop.import_wizard.field_chips import FieldChips
from retention_desk.desktop.import_wizard.import_grid import column_widths
from retention_desk.desktop.import_wizard.left_out import LeftOutCard
from retention_desk.desktop.import_wizard.meaning_menu import meaning_menu
from retention_desk.desktop.import_wizard.menus import add_choice
from retention_desk.desktop.import_wizard.raw_grid import RawGrid
from retention_desk.desktop.import_wizard.sheet_head import SheetHead
from retention_desk.desktop.import_wizard.sheet_preview import SheetPreview, sheet_preview
from retention_desk.desktop.import_wizard.typed_grid import TypedGrid
from retention_desk.desktop.open_files import ImportFlow
from retention_desk.desktop.widgets.marks import ConfidenceDots
from retention_desk.desktop.widgets.paint import draw_box
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.wording import Words, phrase


class SheetView(QWidget):
    """One sheet: its rows, what they became, and the menus, chips and drags that change it."""

    def __init__(self, flow: ImportFlow, words: Words) -> None:
        super().__init__()
        self._flow, self._words, self._place = flow, words, 0
        self._start: int | None = None
        self._shown: tuple[object, int] = (None, -1)
        self.preview: SheetPreview | None = None
        self.left_out = LeftOutCard(flow, words)
        self.head = SheetHead(flow, words)
        self.raw, self.typed = RawGrid(words), TypedGrid(words)
        self.fields = FieldChips(words)
        self._raw_area, self._typed_area = _across(self.raw), _across(self.typed)
        self._tie_scroll_bars()
        self._connect()
        space = theme.current().space
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.s)
        column.addWidget(self.left_out)
        column.addWidget(self.head)
        column.addWidget(self._raw_area)
        column.addSpacing(space.s)
        self._read_as = self._legend()
        column.addWidget(self._read_as)
        column.addWidget(self.fields)
        column.addWidget(self._typed_area)
        column.addStretch(1)

    def _tie_scroll_bars(self) -> None:
        bar, other = self._typed_area.horizontalScrollBar(), self._raw_area.horizontalScrollBar()
        bar.valueChanged.connect(other.setValue)
        other.valueChanged.connect(bar.setValue)
        # The reasons stand at the right edge of what is seen: scrolling has to paint them anew.
        other.valueChanged.connect(lambda _value: self.raw.update())
        self._raw_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _connect(self) -> None:
        self.typed.menu_asked.connect(self._open_meanings)
        self.typed.column_moved.connect(self._move_column)
        self.typed.meaning_dropped.connect(self._drop_meaning)
        self.fields.chosen.connect(lambda header, key: self._flow.set_meaning(self._place, header, key))
        self.raw.gap_asked.connect(self.show_rows_from)
        self.raw.row_asked.connect(self._open_row_menu)

    def _legend(self) -> QWidget:
        words = self._words
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().space.s)
        row.addWidget(Label(phrase("Read as"), words, role="body_medium"))
        row.addWidget(_Swatch())
        row.addWidget(Label(phrase("cell whose text was converted"), words, role="caption", tone="muted"))
        row.addStretch(1)
        for sure, said in ((4, phrase("sure")), (2, phrase("please look"))):
            row.addWidget(ConfidenceDots(sure, words))
            row.addWidget(Label(said, words, role="caption", tone="muted"))
        return holder

    # -- showing ---------------------------------------------------------------------------------

    def show_sheet(self, draft: Draft, place: int) -> None:
        """Show a sheet of the draft, from the row it was scrolled to when it is the same as before."""
        raw, mapping = draft.raws[place], draft.mappings[place]
        if self._shown != (raw, place):
            self._shown, self._start = (raw, place), None
        self._place = place
        self.preview = sheet_preview(raw, mapping, draft.data, self._words, self._start)
        self.left_out.show_sheet(draft, place)
        self.head.show_sheet(draft, place)
        self.fields.show_mapping(mapping, raw.headers)
        look = theme.current()
        room = max(self.width(), look.size.inspector)
        widths = column_widths(self.preview, self._words, room)
        self.raw.show_preview(self.preview, widths)
        self.typed.show_preview(self.preview, widths)
        self._raw_area.setFixedHeight(self.raw.height() + look.line.border)
        spare = look.space.m if sum(widths) > room else look.line.border
        self._typed_area.setFixedHeight(self.typed.height() + spare)
        has_table = raw.header_row is not None
        for part in (self._read_as, self._typed_area):
            part.setVisible(has_table)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to a new width."""
        super().resizeEvent(event)
        if self._flow.draft is not None and event.oldSize().width() != event.size().width():
            self.show_sheet(self._flow.draft, min(self._place, len(self._flow.draft.raws) - 1))

    def show_rows_from(self, row: int) -> None:
        """Show the rows from a row number on."""
        self._start = row
        if self._flow.draft is not None:
            self.show_sheet(self._flow.draft, self._place)

    def show_column(self, header: str) -> None:
        """Bring a column into view and mark it as the current one."""
        columns = self.preview.columns if self.preview is not None else ()
        names = [column.header for column in columns]
        if header in names:
            place = names.index(header)
            self.typed.set_current(place)
            self._typed_area.horizontalScrollBar().setValue(
                max(self.typed.left(place) - self.typed.left(0), 0)
            )

    # -- changing --------------------------------------------------------------------------------

    def _header_of(self, column: int) -> str:
        assert self.preview is not None, "a column is shown"
        return self.preview.columns[column].header

    def _move_column(self, source: int, target: int) -> None:
        self._flow.move_meaning(self._place, self._header_of(source), self._header_of(target))

    def _drop_meaning(self, target: int, key: str) -> None:
        self._flow.set_meaning(self._place, self._header_of(target), key)

    def _open_meanings(self, column: int, corner: QPoint) -> None:
        menu = self.column_menu(column)
        self.typed.show_open(column)
        menu.aboutToHide.connect(lambda: self.typed.show_open(-1))
        menu.popup(corner)

    def column_menu(self, column: int) -> QMenu:
        """Return the menu of a column's header."""
        assert self.preview is not None, "a column is shown"
        return meaning_menu(self, self._flow, self._place, self.preview.columns[column], self._words)

    def _open_row_menu(self, row: int, corner: QPoint) -> None:
        self.row_menu(row).popup(corner)

    def row_menu(self, row: int) -> QMenu:
        """Return the menu of a row: it can be made the header."""
        menu, draft = QMenu(self), self._flow.draft
        if draft is not None:
            now = draft.raws[self._place].header_row == row
            said = self._words("Row {row:count} names the columns", row=row)
            add_choice(menu, said, now, partial(self._flow.set_header_row, self._place, row))
        return menu

    def retranslate(self, words: Words) -> None:
        """Take the language of `words`; the page shows the sheet again."""
        self._words = words
        for part in (self.left_out, self.head, self.raw, self.typed, self.fields):
            part.retranslate(words)


class _Swatch(QWidget):
    """A square in the tint of converted cells."""

    def __init__(self) -> None:
        super().__init__()
        side = theme.current().size.icon_small
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the square."""
        look = theme.current()
        draw_box(QPainter(self), self.rect(), look.radius.check, look.colour.changed, look.colour.border)


def _across(grid: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(grid)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.viewport().setAutoFillBackground(False)
    return area
