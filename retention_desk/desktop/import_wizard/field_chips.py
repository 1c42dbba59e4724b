"""Fields that no column is taken for yet: dragged onto a column, or given one from a menu."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QSizePolicy, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.import_wizard.menus import add_choice
from retention_desk.desktop.import_wizard.typed_grid import MEANING_DRAG
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.chips import Chip
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.columns import TABLES, Column
from retention_desk.foundation.dataset import ColumnMapping
from retention_desk.foundation.wording import Words, phrase


class FieldChip(Chip):
    """A field that waits for a column."""

    def __init__(self, column: Column, words: Words) -> None:
        super().__init__(column.label, words, removable=False)
        self.key = column.key
        self._pressed_at: QPoint | None = None
        self.setCheckable(False)
        self.setToolTip(words("Drag it onto its column, or click to choose one"))
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note where a drag may begin."""
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the field."""
        start = self._pressed_at
        if start is None:
            return
        if (event.position().toPoint() - start).manhattanLength() < QApplication.startDragDistance():
            return
        self._pressed_at = None
        self.setDown(False)
        data = QMimeData()
        data.setData(MEANING_DRAG, self.key.encode())
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.setPixmap(self.grab())
        drag.setHotSpot(start)
        drag.exec(Qt.DropAction.CopyAction)


class FieldChips(QWidget):
    """The fields of a kind of table that no column is taken for, as many as fit; the rest in a menu."""

    chosen = Signal(str, str)
    """Header and the canonical key it is to be taken for."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._columns: tuple[Column, ...] = ()
        self._headers: tuple[str, ...] = ()
        self.chips: list[FieldChip] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.current().space.s)
        self._caption = Label(phrase("No column yet for"), words, role="caption", tone="muted")
        self._row.addWidget(self._caption)
        self._more = Button("", words, kind="link")
        self._more.clicked.connect(self._open_more)
        self._row.addWidget(self._more)
        self._row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(theme.current().size.control_small)

    def show_mapping(self, mapping: ColumnMapping, headers: tuple[str, ...]) -> None:
        """Show the fields that a mapping leaves open; hide when there are none."""
        self._columns, self._headers = open_fields(mapping), headers
        for chip in self.chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = []
        self.setVisible(bool(self._columns))
        if not self._columns:
            return
        look = theme.current()
        room = max(self.width(), look.size.side_sheet) - self._caption.sizeHint().width()
        room -= look.size.indicator_row + look.space.s
        for column in self._columns:
            chip = FieldChip(column, self._words)
            room -= chip.sizeHint().width() + look.space.s
            if room < 0 and self.chips:
                chip.deleteLater()
                break
            chip.clicked.connect(partial(self._open_headers, chip))
            self.chips.append(chip)
            self._row.insertWidget(len(self.chips), chip)
        left = len(self._columns) - len(self.chips)
        self._more.setVisible(left > 0)
        self._more.say(phrase("{n:count} more", n=left))

    def _open_headers(self, chip: FieldChip) -> None:
        menu = QMenu(self)
        self._add_headers(menu, chip.key)
        menu.popup(chip.mapToGlobal(QPoint(0, chip.height())))

    def _open_more(self) -> None:
        self.more_menu().popup(self._more.mapToGlobal(QPoint(0, self._more.height())))

    def more_menu(self) -> QMenu:
        """Return the menu of the fields that do not fit, each with the columns to choose from."""
        menu = QMenu(self)
        for column in self._columns[len(self.chips) :]:
            self._add_headers(menu.addMenu(self._words(column.label)), column.key)
        return menu

    def _add_headers(self, menu: QMenu, key: str) -> None:
        for header in self._headers:
            add_choice(menu, header, False, partial(self.chosen.emit, header, key))

    def retranslate(self, words: Words) -> None:
        """Take the language of `words` for chips to come."""
        self._words = words


def open_fields(mapping: ColumnMapping) -> tuple[Column, ...]:
    """Return the canonical columns of a table that no column is taken for, those it needs first."""
    table = TABLES.get(mapping.kind)
    if table is None or mapping.skip:
        return ()
    needed = frozenset().union(*table.required)
    named = {column.label.text for column in table.columns if column.key in mapping.columns}
    rest = []
    for column in table.columns:
        # An order's own amount has the label of that of its lines: one chip stands for both.
        if column.key not in mapping.columns and column.label.text not in named:
            named.add(column.label.text)
            rest.append(column)
    return tuple(sorted(rest, key=lambda column: column.key not in needed))
