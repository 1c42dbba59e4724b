"""A menu with a search field: choices under headings, those that cannot be chosen with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from retention_desk.desktop import theme
from retention_desk.desktop.icons import paint_icon
from retention_desk.desktop.widgets.buttons import MenuButton
from retention_desk.desktop.widgets.fields import SearchField
from retention_desk.desktop.widgets.paint import draw_box, draw_text
from retention_desk.desktop.widgets.text import Text, say
from retention_desk.foundation.wording import Words, phrase

_SHOWN_ROWS: Final = 12
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry: what it is called, the heading it stands under, and why it cannot be chosen."""

    key: str
    text: Text
    group: Text = ""
    why_not: Text = ""


def matching(choices: Sequence[Choice], text: str, words: Words) -> list[Choice]:
    """Return the choices whose name, heading or reason holds every word typed."""
    parts = text.casefold().split()
    return [
        choice
        for choice in choices
        if all(
            part
            in " ".join(say(said, words) for said in (choice.text, choice.group, choice.why_not)).casefold()
            for part in parts
        )
    ]


class _Rows(QAbstractListModel):
    """Choices with a row for each heading."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self.rows: list[Choice | Text] = []

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Show choices, a heading wherever another group begins."""
        self.beginResetModel()
        self.rows = []
        group: Text = ""
        for choice in choices:
            if choice.group != group:
                group = choice.group
                self.rows.append(group)
            self.rows.append(choice)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a row says, to painters and to screen readers."""
        row = self.rows[index.row()]
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if isinstance(row, Choice):
            return ", ".join(filter(None, (say(row.text, self.words), say(row.why_not, self.words))))
        return say(row, self.words)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Return whether a row can be chosen."""
        row = self.rows[index.row()]
        if isinstance(row, Choice) and not row.why_not:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags


class _Painter(QStyledItemDelegate):
    """Paints headings, choices, and reasons under those that cannot be chosen."""

    def __init__(self, menu: SearchMenu) -> None:
        super().__init__(menu)
        self._menu = menu

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height of a row; one with a reason has a second line."""
        look = theme.current()
        row = self._menu.rows.rows[index.row()]
        second = isinstance(row, Choice) and bool(row.why_not)
        height = look.size.control_small + (look.line_height("caption") if second else 0)
        return QSize(look.size.inspector, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one row."""
        look, words = theme.current(), self._menu.words
        row = self._menu.rows.rows[index.row()]
        box = QRectF(option.rect)
        inner = box.adjusted(look.space.s, 0, -look.space.s, 0)
        if not isinstance(row, Choice):
            draw_text(painter, inner, say(row, words), look.font("caption"), look.colour.muted)
            return
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            draw_box(painter, box, look.radius.segment, look.colour.selection)
        mark = look.size.icon_small
        if row.key == self._menu.key:
            paint_icon(
                painter, "check", QRectF(inner.left(), box.top(), mark, box.height()), look.colour.text
            )
        inner.setLeft(inner.left() + mark + look.space.s)
        line = look.size.control_small
        first = QRectF(inner.left(), inner.top(), inner.width(), line)
        ink = look.colour.faint if row.why_not else look.colour.text
        draw_text(painter, first, say(row.text, words), look.font("body"), ink)
        if row.why_not:
            second = QRectF(first.left(), first.bottom() - look.space.xs, first.width(), line - look.space.s)
            draw_text(painter, second, say(row.why_not, words), look.font("caption"), look.colour.muted)


class SearchMenu(QFrame):
    """What opens under a button: a field, and the choices that hold what is typed in it."""

    chosen = Signal(str)
    """Key that the user chose."""

    def __init__(self, words: Words, hint: Text, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        look = theme.current()
        self.words, self.key = words, ""
        self._choices: Sequence[Choice] = ()
        self.field = SearchField(hint, words)
        self.field.textChanged.connect(self._find)
        self.field.installEventFilter(self)
        self.rows = _Rows(words)
        self.list = QListView()
        self.list.setModel(self.rows)
        self.list.setItemDelegate(_Painter(self))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(False)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.entered.connect(self._point)
        self.list.clicked.connect(lambda index: self._pick(index.row()))
        column = QVBoxLayout(self)
        pad = look.space.s
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(look.space.xs)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.retranslate(words)

    def retranslate(self, words: Words) -> None:
        """Say everything again in the language of `words`."""
        self.words = self.rows.words = words
        self.list.setAccessibleName(words("Choices"))

    def open_at(self, place: QPoint, choices: Sequence[Choice], key: str, least_width: int) -> None:
        """Open with its top left at a place of the screen, or where it fits."""
        look = theme.current()
        self._choices, self.key = choices, key
        self.field.clear()
        self._find("")
        heights = sum(self.list.sizeHintForRow(row) for row in range(min(self.rows.rowCount(), _SHOWN_ROWS)))
        size = QSize(
            max(least_width, look.size.side_sheet * 2 // 3), heights + look.size.control + 3 * look.space.s
        )
        screen = QGuiApplication.screenAt(place) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        x = max(min(place.x(), room.right() - size.width()), room.left())
        y = max(min(place.y(), room.bottom() - size.height()), room.top())
        self.setGeometry(x, y, size.width(), min(size.height(), room.height()))
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def found(self) -> list[Choice]:
        """Return the choices on show."""
        return [row for row in self.rows.rows if isinstance(row, Choice)]

    def current(self) -> Choice | None:
        """Return the choice that Enter takes."""
        row = self.list.currentIndex().row()
        at = self.rows.rows[row] if row >= 0 else None
        return at if isinstance(at, Choice) else None

    def _find(self, text: str) -> None:
        self.rows.show_choices(matching(self._choices, text, self.words))
        free = self._free_rows()
        mine = [row for row in free if getattr(self.rows.rows[row], "key", None) == self.key]
        for row in (mine or free)[:1]:
            self._point(self.rows.index(row, 0))
            self.list.scrollTo(self.rows.index(row, 0), QListView.ScrollHint.PositionAtCenter)

    def _free_rows(self) -> list[int]:
        rows = enumerate(self.rows.rows)
        return [place for place, row in rows if isinstance(row, Choice) and not row.why_not]

    def _point(self, index: QModelIndex) -> None:
        if index.row() in self._free_rows():
            self.list.setCurrentIndex(index)

    def _pick(self, row: int) -> None:
        if row in self._free_rows():
            choice = self.rows.rows[row]
            self.hide()
            self.chosen.emit(choice.key)  # type: ignore[union-attr]

    def _step(self, step: int) -> None:
        free, now = self._free_rows(), self.list.currentIndex().row()
        beyond = [row for row in free if (row - now) * step > 0]
        if beyond:
            index = self.rows.index(beyond[0] if step > 0 else beyond[-1], 0)
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move, choose and close by keys while the field has the focus."""
        if not (isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress):
            return False
        if event.key() == Qt.Key.Key_Escape and not self.field.text():
            self.hide()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pick(self.list.currentIndex().row())
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            return False
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box."""
        look = theme.current()
        fill, edge = look.colour.raised, look.colour.border_strong
        draw_box(QPainter(self), self.rect(), look.radius.control, fill, edge, look.line.border)


class SearchMenuButton(MenuButton):
    """A boxed value with a caret; a click opens the choices with a search field over them.

    Parameters
    ----------
    words : Words
        The language to start with.
    name : Phrase or str
        What is chosen, for a screen reader and the tooltip.
    hint : Phrase or str
        What the search field says while it is empty.
    """

    chosen = Signal(str)
    """Key that the user chose."""

    def __init__(self, words: Words, *, name: Text, hint: Text = "") -> None:
        super().__init__("", words, boxed=True, tip=name)
        self._name = name
        self._choices: Sequence[Choice] = ()
        self._key = ""
        self.search = SearchMenu(words, hint or phrase("Search"), self)
        self.search.chosen.connect(self._take)
        self.retranslate(words)

    def show_choices(self, choices: Sequence[Choice], key: str) -> None:
        """Set the choices, of which `key` holds."""
        self._choices, self._key = choices, key
        self.say(next((choice.text for choice in choices if choice.key == key), ""))
        self.setAccessibleName(f"{say(self._name, self._words)}: {self._shown}")

    def key(self) -> str:
        """Return the key that holds."""
        return self._key

    def open_menu(self) -> None:
        """Open the choices under the button."""
        below = self.mapToGlobal(QPoint(0, self.height() + theme.current().space.xs))
        self.search.open_at(below, self._choices, self._key, self.width())

    def _take(self, key: str) -> None:
        if key != self._key:
            self.show_choices(self._choices, key)
            self.chosen.emit(key)

    def retranslate(self, words: Words) -> None:
        """Say the value again in the language of `words`."""
        super().retranslate(words)
        if getattr(self, "_choices", ()):
            self.setAccessibleName(f"{say(self._name, words)}: {self._shown}")
