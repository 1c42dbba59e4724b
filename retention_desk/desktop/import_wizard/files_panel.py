"""Left of an import: the files and their sheets with kind and state, and where more can be dropped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.icons import paint_icon
from retention_desk.desktop.import_wizard.draft import Draft
from retention_desk.desktop.import_wizard.keep_focus import give_focus, place_of_focus
from retention_desk.desktop.import_wizard.left_out import ROLE_NOTES, role_note
from retention_desk.desktop.import_wizard.people import open_suggestions, persons
from retention_desk.desktop.import_wizard.reading_menu import delimiter_name, encoding_name
from retention_desk.desktop.theme import SEMIBOLD
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.paint import draw_box, draw_text
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.dataset import ColumnMapping, RawTable
from retention_desk.foundation.vocabulary import TABLE_KINDS
from retention_desk.foundation.wording import Phrase, Words, phrase, phrase_n

IN_ARCHIVE: Final = " › "
"""What stands between the name of an archive and that of a file in it."""
_SURE_FROM: Final = 0.6
_STATES: Final = {"good": ("check", "positive"), "ask": ("question", "warning"), "skip": ("x", "muted")}
PEOPLE: Final = -1
"""Place of the page about people with several IDs, below the sheets."""


def sheet_state(raw: RawTable, mapping: ColumnMapping, role: str | None = None) -> str:
    """Return ``good``, ``ask`` (kind or key unsure) or ``skip`` (left out, or no table)."""
    if mapping.skip or raw.header_row is None or (mapping.kind == "other" and role in ROLE_NOTES):
        return "skip"
    known = (
        mapping.kind != "other" and mapping.kind_confidence >= _SURE_FROM and "customer_id" in mapping.columns
    )
    return "good" if known else "ask"


def sheet_note(raw: RawTable, mapping: ColumnMapping, role: str | None = None) -> Phrase:
    """Return what is said under a sheet's name: its kind and rows, or why it is left out."""
    special = role_note(role)
    if special is not None and (mapping.skip or mapping.kind == "other"):
        return special
    if raw.header_row is None:
        return phrase("no table, left out")
    rows = raw.first_row + len(raw.cells) - 1 - raw.header_row
    if mapping.skip:
        return phrase("left out, {n:count} rows", n=rows)
    return phrase("{kind}, {n:count} rows", kind=TABLE_KINDS[mapping.kind], n=rows)


class EntryButton(QAbstractButton):
    """A row of the panel: a mark, a name, and a note under it."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", "inside")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def name(self) -> str:
        """Return what the entry is called."""
        raise NotImplementedError

    def note(self) -> str:
        """Return what is said under the name."""
        raise NotImplementedError

    def mark(self) -> tuple[str, str]:
        """Return icon and colour role of the mark."""
        raise NotImplementedError

    def retranslate(self, words: Words) -> None:
        """Say the texts again in the language of `words`."""
        self._words = words
        self.setAccessibleName(f"{self.name()}, {self.note()}")
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of two lines."""
        look = theme.current()
        lines = look.text_styles["body"].line + look.text_styles["caption"].line
        return QSize(look.size.data_files_panel, lines + look.space.s)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint mark, name and note."""
        look = theme.current()
        colour = look.colour
        painter = QPainter(self)
        fill = colour.selection if self.isChecked() else colour.hover if self.underMouse() else None
        if fill is not None:
            draw_box(painter, self.rect(), look.radius.control, fill)
        icon, role = self.mark()
        side = look.size.icon_small
        paint_icon(painter, icon, QRectF(look.space.m, 0, side, self.height()), getattr(colour, role))
        left = look.space.m + side + look.space.s
        width = self.width() - left - look.space.s
        line = look.text_styles["body"].line
        font = look.font("body", SEMIBOLD if self.isChecked() else None)
        tint = colour.muted if icon == "x" else colour.text
        draw_text(painter, QRectF(left, look.space.xs, width, line), self.name(), font, tint)
        below = QRectF(left, look.space.xs + line, width, look.text_styles["caption"].line)
        draw_text(painter, below, self.note(), look.font("caption"), colour.muted)


class SheetButton(EntryButton):
    """A sheet: state mark, name, kind and rows."""

    skip_asked = Signal(bool)

    def __init__(self, raw: RawTable, mapping: ColumnMapping, words: Words, role: str | None = None) -> None:
        super().__init__(words)
        self._raw, self._mapping, self._role = raw, mapping, role
        self.retranslate(words)

    def name(self) -> str:
        """Return what the sheet is called: its name, or encoding and delimiter of a text file."""
        raw = self._raw
        if raw.sheet:
            return raw.sheet
        return self._words.listing([encoding_name(raw.encoding), delimiter_name(raw.delimiter, self._words)])

    def note(self) -> str:
        """Return kind and rows, or why the sheet is left out."""
        return self._words(sheet_note(self._raw, self._mapping, self._role))

    def mark(self) -> tuple[str, str]:
        """Return icon and colour role of the sheet's state."""
        return _STATES[sheet_state(self._raw, self._mapping, self._role)]

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to leave the sheet out, or take it in again."""
        menu = QMenu(self)
        skip = not self._mapping.skip
        text = self._words("Leave this sheet out") if skip else self._words("Take this sheet in")
        menu.addAction(text, lambda: self.skip_asked.emit(skip))
        menu.popup(event.globalPos())


class PeopleButton(EntryButton):
    """The entry about customers with several IDs: how many suggestions wait, how many are settled."""

    def __init__(self, words: Words) -> None:
        super().__init__(words)
        self._waiting = self._merged = 0
        self.retranslate(words)

    def show_draft(self, draft: Draft) -> None:
        """Count what waits and what was put together."""
        aliases = draft.settings.general.aliases
        self._waiting = len(open_suggestions(draft.people, aliases))
        self._merged = sum(len(person.others) for person in persons(aliases))
        self.retranslate(self._words)

    def name(self) -> str:
        """Return the entry's name."""
        return self._words("One person, several IDs")

    def note(self) -> str:
        """Return what waits, else what was done."""
        if self._waiting:
            return self._words(phrase_n("{n:count} suggestion", "{n:count} suggestions", self._waiting))
        if self._merged:
            return self._words(phrase("{n:count} put together", n=self._merged))
        return self._words("nothing found")

    def mark(self) -> tuple[str, str]:
        """Return a question where suggestions wait."""
        return ("question", "warning") if self._waiting else ("users", "muted")


class _FileName(QWidget):
    """A file: outline of its kind, its name."""

    def __init__(self, name: str, sign: str = "") -> None:
        super().__init__()
        text = name.lower().endswith((".csv", ".tsv", ".txt"))
        self._name, self._sign = name, sign or ("file-text" if text else "table")
        self.setFixedHeight(theme.current().size.control)
        self.setToolTip(name)
        self.setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint outline and name."""
        look = theme.current()
        painter = QPainter(self)
        side = look.size.icon
        box = QRectF(look.space.s, 0, side, self.height())
        paint_icon(painter, self._sign, box, look.colour.muted)
        left = look.space.s + side + look.space.xs
        room = QRectF(left, 0, self.width() - left, self.height())
        draw_text(painter, room, self._name, look.font("body"), look.colour.text)


class _DropHint(QWidget):
    """The dashed box that says that files can be dropped."""

    def __init__(self, words: Words, choose: Callable[[], object], paste: Callable[[], object]) -> None:
        super().__init__()
        look = theme.current()
        column = QVBoxLayout(self)
        column.setContentsMargins(look.space.s, look.space.m, look.space.s, look.space.s)
        column.setSpacing(0)
        hint = Label(phrase("Drop more files here,"), words, role="caption", tone="muted")
        column.addWidget(hint, 0, Qt.AlignmentFlag.AlignHCenter)
        chooser = Button(phrase("choose files"), words, kind="link")
        paster = Button(phrase("paste a table"), words, kind="link")
        chooser.clicked.connect(lambda: choose())
        paster.clicked.connect(lambda: paste())
        column.addWidget(chooser, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(paster, 0, Qt.AlignmentFlag.AlignHCenter)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dashed edge."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(look.colour.border_strong, look.line.border)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, look.radius.card, look.radius.card)


class FilesPanel(QWidget):
    """Files and sheets of a draft; `chosen` tells the position of the sheet that was clicked."""

    chosen = Signal(int)
    skip_asked = Signal(int, bool)

    def __init__(self, words: Words, choose: Callable[[], object], paste: Callable[[], object]) -> None:
        super().__init__()
        look = theme.current()
        self._words = words
        self.buttons: list[SheetButton] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(look.space.s, look.space.l, look.space.s + 1, look.space.m)
        outer.setSpacing(look.space.s)
        title = Label(phrase("Files and sheets"), words, role="body_medium")
        title.setContentsMargins(look.space.s, 0, 0, 0)
        outer.addWidget(title)
        inner = QWidget()
        self._list = QVBoxLayout(inner)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(theme.current().line.selected_card)
        self._list.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        area.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        outer.addWidget(area, 1)
        self.people = PeopleButton(words)
        self.people.setAutoExclusive(False)
        self.people.clicked.connect(lambda: self.chosen.emit(PEOPLE))
        outer.addWidget(self.people)
        outer.addWidget(_DropHint(words, choose, paste))
        self.setFixedWidth(look.size.data_files_panel)

    def show_draft(self, draft: Draft, current: int) -> None:
        """Show the files and sheets of a draft, one of them current."""
        focused = place_of_focus(self.buttons)
        while self._list.count() > 1:
            item = self._list.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = []
        self.people.show_draft(draft)
        self.people.setChecked(current == PEOPLE)
        last = archive = ""
        for place, (raw, mapping) in enumerate(zip(draft.raws, draft.mappings, strict=True)):
            box, _, member = raw.file.partition(IN_ARCHIVE)
            if member and box != archive:
                archive = box
                self._list.insertWidget(self._list.count() - 1, _FileName(box, "archive"))
            if str(raw.path) != last:
                last = str(raw.path)
                self._list.insertWidget(self._list.count() - 1, _FileName(member or box))
            button = SheetButton(raw, mapping, self._words, draft.role_of(place))
            button.setChecked(place == current)
            button.clicked.connect(lambda _on=False, place=place: self.chosen.emit(place))
            button.skip_asked.connect(lambda skip, place=place: self.skip_asked.emit(place, skip))
            self.buttons.append(button)
            self._list.insertWidget(self._list.count() - 1, button)
        give_focus(self.buttons, focused if current == PEOPLE or focused is None else current)

    def retranslate(self, words: Words) -> None:
        """Take the language of `words` for sheets to come."""
        self._words = words

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line at the right."""
        look = theme.current()
        line = look.line.border
        QPainter(self).fillRect(self.width() - line, 0, line, self.height(), look.colour.border)
