"""The start: drop or open files, recent projects and files, three samples."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from retention_desk.desktop import theme
from retention_desk.desktop.icons import paint_icon
from retention_desk.desktop.page import Desk
from retention_desk.desktop.project.recent_projects import SHOWN, Brief, brief_note, read_briefs
from retention_desk.desktop.samples import SAMPLES
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.cards import Box
from retention_desk.desktop.widgets.paint import draw_box, draw_text
from retention_desk.desktop.widgets.text import Label, Text, say
from retention_desk.desktop.workspace import Workspace
from retention_desk.foundation.project_results import ProjectBrief
from retention_desk.foundation.wording import Words, phrase


class LinkRow(QAbstractButton):
    """A row that opens something: outline, name, muted note."""

    def __init__(self, icon: str, name: Text, note: Text, words: Words) -> None:
        super().__init__()
        self._icon, self._name, self._note, self._words = icon, name, note, words
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retranslate(words)

    def say(self, name: Text, note: Text) -> None:
        """Say another name and note."""
        self._name, self._note = name, note
        self.retranslate(self._words)

    def retranslate(self, words: Words) -> None:
        """Say name and note again in the language of `words`."""
        self._words = words
        self.setAccessibleName(f"{say(self._name, words)}, {say(self._note, words)}")
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of two lines."""
        look = theme.current()
        lines = look.line_height("body") + look.line_height("caption")
        return QSize(look.size.inspector, lines + look.space.l)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter as on Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint outline, name and note."""
        look = theme.current()
        painter = QPainter(self)
        if self.underMouse() or self.isDown():
            draw_box(painter, self.rect(), look.radius.control, look.colour.hover)
        side, left = look.size.icon, look.space.s
        paint_icon(painter, self._icon, QRectF(left, 0, side, self.height()), look.colour.muted)
        left += side + look.space.m
        width, line = self.width() - left - look.space.s, look.line_height("body")
        upper = QRectF(left, look.space.s, width, line)
        font = look.font("body_medium")
        draw_text(painter, upper, say(self._name, self._words), font, look.colour.text)
        lower = QRectF(left, upper.bottom(), width, look.line_height("caption"))
        draw_text(painter, lower, say(self._note, self._words), look.font("caption"), look.colour.muted)


class StartPanel(QWidget):
    """What the home page shows before anything is open."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        look, words = theme.current(), desk.words
        self._words = words
        self._tell_again: Callable[[], object] = lambda: None
        workspace: Workspace = desk.session
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(look.space.card_gap)
        outer.addWidget(self._drop_card(workspace, words))
        projects = desk.window.preferences.recent_projects
        if projects:
            outer.addWidget(self._projects(workspace, words, projects))
        outer.addWidget(self._samples(workspace, words))
        recent = desk.window.preferences.recent_files
        if recent:
            outer.addWidget(self._recent(workspace, words, recent))
        outer.addStretch(1)

    def _drop_card(self, workspace: Workspace, words: Words) -> QWidget:
        look = theme.current()
        box = Box("raised")
        column = QVBoxLayout(box)
        pad = look.space.xxl + look.space.l
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(look.space.s)
        title = Label(phrase("Drop the exports you have: orders, customers, tickets."), words, role="section")
        note = Label(
            phrase(
                "Excel or CSV, in any language, as many files as you like. Two questions later there is "
                "a list of "
                "whom to contact this week, and why. Nothing leaves this computer."
            ),
            words,
            tone="muted",
            wrap=True,
        )
        for label in (title, note):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        note.setMaximumWidth(look.size.side_sheet)
        column.addWidget(title, 0, Qt.AlignmentFlag.AlignHCenter)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(note, 6)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addSpacing(look.space.s)
        buttons = QHBoxLayout()
        buttons.setSpacing(look.space.s)
        choose = Button(phrase("Choose files"), words, kind="primary", icon="folder-open")
        paste = Button(phrase("Paste a table"), words, icon="clipboard-text")
        choose.clicked.connect(lambda: workspace.choose_files())
        project = Button(phrase("Open project"), words, icon="briefcase")
        paste.clicked.connect(workspace.paste_table)
        project.clicked.connect(lambda: workspace.project_desk.choose())
        buttons.addStretch(1)
        buttons.addWidget(choose)
        buttons.addWidget(paste)
        buttons.addWidget(project)
        buttons.addStretch(1)
        column.addLayout(buttons)
        return box

    def _samples(self, workspace: Workspace, words: Words) -> QWidget:
        rows = [
            (
                LinkRow(sample.icon, sample.title, sample.note, words),
                partial(workspace.open_sample, sample.key),
            )
            for sample in SAMPLES
        ]
        return _list_card(phrase("Try a sample"), rows, words)

    def _projects(self, workspace: Workspace, words: Words, recent: tuple[str, ...]) -> QWidget:
        """Return the projects that were open before; what is in them follows as soon as it is read."""
        paths = [Path(name) for name in recent[:SHOWN]]
        rows = {path: LinkRow("briefcase", path.stem, str(path.parent), words) for path in paths}
        self._briefs: dict[Path, Brief] = {}

        def show(path: Path, brief: Brief) -> None:
            self._briefs[path] = brief
            if isValid(rows[path]):
                name = brief.name if isinstance(brief, ProjectBrief) else path.stem
                rows[path].say(name, brief_note(brief, self._words))

        def tell_again() -> None:
            for path, brief in tuple(self._briefs.items()):
                show(path, brief)

        self._tell_again = tell_again
        read_briefs(workspace.session.runner, paths, show)

        def open_again(path: Path) -> None:
            workspace.project_desk.open(path)

        opens = [(row, partial(open_again, path)) for path, row in rows.items()]
        return _list_card(phrase("Projects"), opens, words, columns=2)

    def retranslate(self, words: Words) -> None:
        """Say what is in the projects again in the language of `words`."""
        self._words = words
        self._tell_again()

    def _recent(self, workspace: Workspace, words: Words, recent: tuple[str, ...]) -> QWidget:
        rows = [
            (
                LinkRow("table", Path(name).name, str(Path(name).parent), words),
                partial(workspace.open_recent, Path(name)),
            )
            for name in recent[:4]
        ]
        return _list_card(phrase("Open again"), rows, words)


def _list_card(
    title: Text, rows: list[tuple[LinkRow, partial[None]]], words: Words, *, columns: int = 4
) -> QWidget:
    """Return a card of rows that open something, in lines of up to so many; a line is filled."""
    look = theme.current()
    box = Box("raised")
    column = QVBoxLayout(box)
    column.setContentsMargins(look.space.s, look.space.m, look.space.s, look.space.s)
    column.setSpacing(look.space.xs)
    heading = Label(title, words, role="section")
    heading.setContentsMargins(look.space.s, 0, 0, 0)
    column.addWidget(heading)
    grid = QGridLayout()
    grid.setSpacing(look.space.s)
    across = min(columns, len(rows))
    for place, (row, run) in enumerate(rows):
        row.clicked.connect(lambda _on=False, run=run: run())
        grid.addWidget(row, place // across, place % across)
        grid.setColumnStretch(place % across, 1)
    column.addLayout(grid)
    return box
