"""A day chosen from a calendar or typed, between the first and the last that make sense."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.theme import SEMIBOLD
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.paint import CENTRE, draw_box, draw_ring, draw_text
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.wording import Phrase, Words, phrase

WEEK_DAYS: Final = 7
_WEEKS_SHOWN: Final = 6
_WRITTEN: Final = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?|(\d{4})(\d\d)(\d\d)")
_DAY_NAMES: Final = (
    phrase("Mo"), phrase("Tu"), phrase("We"), phrase("Th"), phrase("Fr"), phrase("Sa"), phrase("Su"),
)  # fmt: skip


def day_of(text: str) -> dt.date | Phrase:
    """Return the day that a text names (``2011-09-30``, ``2011/9/30``, ``20110930``, ``2011年9月30日``).

    What is no day gives the reason.
    """
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        return phrase("Write the day as {example:date}.", example=dt.date(2011, 9, 30))
    year, month, day = (int(part) for part in found.groups() if part is not None)
    try:
        return dt.date(year, month, day)
    except ValueError:
        return phrase("There is no such day.")


def month_later(month: dt.date, months: int) -> dt.date:
    """Return the first day of the month so many months later."""
    place = month.year * 12 + month.month - 1 + months
    year, rest = divmod(min(max(place, 12), 9999 * 12 + 11), 12)
    return dt.date(year, rest + 1, 1)


class MonthGrid(QWidget):
    """The days of a month in weeks from Monday; the arrows move the day, Page Up and Down the month.

    `moved` tells the day the keyboard is on, `chosen` a day that was clicked or taken with Enter.
    """

    moved = Signal(object)
    chosen = Signal(object)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self.first = self.last = self.day = dt.date(2000, 1, 1)
        self.month = self.day
        self._hovered: dt.date | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", "none")
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedSize(self.sizeHint())

    def show_day(self, day: dt.date, first: dt.date, last: dt.date) -> None:
        """Show the month of a day, of which the days from `first` to `last` can be chosen."""
        self.day, self.first, self.last = day, first, last
        self.show_month(day)

    def show_month(self, month: dt.date) -> None:
        """Turn to the month that a day is in."""
        self.month = month.replace(day=1)
        self.setAccessibleName(f"{self.words.month(self.month)}, {self.words.longdate(self.day)}")
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of seven days by six weeks and their names."""
        size = theme.current().size
        return QSize(WEEK_DAYS * size.control, size.control_small * (_WEEKS_SHOWN + 1))

    def box_of(self, day: dt.date) -> QRectF:
        """Return where a day of the month shown is painted."""
        size = theme.current().size
        place = (day - self.month).days + self.month.weekday()
        row, column = divmod(place, WEEK_DAYS)
        top = (row + 1) * size.control_small
        return QRectF(column * size.control, top, size.control, size.control_small)

    def _days(self) -> list[dt.date]:
        count = calendar.monthrange(self.month.year, self.month.month)[1]
        return [self.month + dt.timedelta(days=place) for place in range(count)]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the names of the days, and the days: chosen, under the mouse, outside."""
        look = theme.current()
        colour, size = look.colour, look.size
        painter = QPainter(self)
        for column, name in enumerate(_DAY_NAMES):
            box = QRectF(column * size.control, 0, size.control, size.control_small)
            draw_text(painter, box, self.words(name), look.font("caption"), colour.muted, CENTRE)
        for day in self._days():
            box = self.box_of(day)
            inner = box.adjusted(1, 1, -1, -1)
            inside = self.first <= day <= self.last
            if day == self.day:
                draw_box(painter, inner, look.radius.control, colour.accent)
            elif day == self._hovered and inside:
                draw_box(painter, inner, look.radius.control, colour.hover)
            ink = colour.on_accent if day == self.day else colour.text if inside else colour.faint
            font = look.font("body", SEMIBOLD if day == self.day else None)
            draw_text(painter, box, str(day.day), font, ink, CENTRE)
        if self.hasFocus() and self.day.replace(day=1) == self.month:
            draw_ring(painter, self.box_of(self.day), look.radius.control)

    def _day_at(self, point: QPoint) -> dt.date | None:
        inside = (day for day in self._days() if self.box_of(day).contains(point))
        return next((day for day in inside if self.first <= day <= self.last), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Note the day under the mouse."""
        self._hovered = self._day_at(event.position().toPoint())
        hand = self._hovered is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the day under the mouse."""
        day = self._day_at(event.position().toPoint())
        if day is not None:
            self._move_to(day)
            self.chosen.emit(day)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn the months."""
        self.show_month(month_later(self.month, -1 if event.angleDelta().y() > 0 else 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by days, weeks, months and years; take the day with Enter."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.day)
            return
        days = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}.get(key)
        pages = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(key)
        if days is not None:
            self._move_to(self.day + dt.timedelta(days=days))
        elif pages is not None:
            year = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            month = month_later(self.day, pages * (12 if year else 1))
            longest = calendar.monthrange(month.year, month.month)[1]
            self._move_to(month.replace(day=min(self.day.day, longest)))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            longest = calendar.monthrange(self.day.year, self.day.month)[1]
            self._move_to(self.day.replace(day=1 if key == Qt.Key.Key_Home else longest))
        else:
            super().keyPressEvent(event)

    def _move_to(self, day: dt.date) -> None:
        self.day = min(max(day, self.first), self.last)
        self.show_month(self.day)
        self.moved.emit(self.day)


class DatePicker(QWidget):
    """A field for the day, a month to turn, and what is wrong with what was typed.

    `chosen` tells a day from `first` to `last`; typing alone chooses nothing until Enter.
    """

    chosen = Signal(object)

    def __init__(self, words: Words, day: dt.date, first: dt.date, last: dt.date) -> None:
        super().__init__()
        look = theme.current()
        self._words, self.first, self.last = words, first, last
        self.field = QLineEdit(words.date(day))
        self.field.setAccessibleName(words("Day"))
        self.note = Label("", words, role="caption", tone="muted", wrap=True)
        self.grid = MonthGrid(words)
        self._month = Label("", words, role="body_medium")
        back = Button(None, words, kind="quiet", icon="caret-left", tip=phrase("Month before"), dense=True)
        on = Button(None, words, kind="quiet", icon="caret-right", tip=phrase("Month after"), dense=True)
        back.clicked.connect(lambda: self._turn(-1))
        on.clicked.connect(lambda: self._turn(1))
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(look.space.xs)
        head.addWidget(self._month, 1)
        head.addWidget(back)
        head.addWidget(on)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.space.m, look.space.s, look.space.m, look.space.s)
        column.setSpacing(look.space.s)
        column.addWidget(self.field)
        column.addLayout(head)
        column.addWidget(self.grid)
        column.addWidget(self.note)
        self.setFixedWidth(self.grid.sizeHint().width() + 2 * look.space.m)
        self.field.textEdited.connect(self._typed)
        self.field.returnPressed.connect(self._entered)
        self.grid.moved.connect(self._moved)
        self.grid.chosen.connect(self.chosen)
        self.grid.show_day(min(max(day, first), last), first, last)
        self._say_range()
        self._show_month()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keyboard: a day can be typed at once."""
        super().showEvent(event)
        self.field.setFocus()
        self.field.selectAll()

    def _turn(self, months: int) -> None:
        self.grid.show_month(month_later(self.grid.month, months))
        self._show_month()

    def _show_month(self) -> None:
        self._month.say(self._words.month(self.grid.month))

    def _moved(self, day: dt.date) -> None:
        self.field.setText(self._words.date(day))
        self._mark(None)
        self._show_month()

    def _read(self) -> dt.date | Phrase:
        day = day_of(self.field.text())
        if isinstance(day, dt.date) and not self.first <= day <= self.last:
            return phrase("The data run from {first:date} to {last:date}.", first=self.first, last=self.last)
        return day

    def _typed(self, text: str) -> None:
        """Follow what is typed; say what is wrong only once it is as long as a day."""
        day = self._read()
        if isinstance(day, dt.date):
            self.grid.show_day(day, self.first, self.last)
            self._show_month()
            self._mark(None)
        else:
            self._mark(day if len(text.strip()) >= len("2011-09-30") else None)

    def _entered(self) -> None:
        day = self._read()
        if isinstance(day, dt.date):
            self.chosen.emit(day)
        else:
            self._mark(day)

    def _mark(self, wrong: Phrase | None) -> None:
        self.field.setProperty("wrong", wrong is not None)
        self.field.style().unpolish(self.field)
        self.field.style().polish(self.field)
        if wrong is None:
            self._say_range()
        else:
            self.note.say(wrong)
            self.note.set_tone("danger")

    def _say_range(self) -> None:
        self.note.say(phrase("{first:date} to {last:date}", first=self.first, last=self.last))
        self.note.set_tone("muted")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from the field to the calendar with ↓."""
        if event.key() == Qt.Key.Key_Down and self.field.hasFocus():
            self.grid.setFocus()
        else:
            super().keyPressEvent(event)
