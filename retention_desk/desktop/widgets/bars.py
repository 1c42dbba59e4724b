"""The bar on top of a page and the status bar at the foot of the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.icons import paint_icon
from retention_desk.desktop.jobs import JobProgress
from retention_desk.desktop.widgets.buttons import Button, MenuButton
from retention_desk.desktop.widgets.cards import Rule
from retention_desk.desktop.widgets.messages import MessagesButton
from retention_desk.desktop.widgets.paint import draw_box
from retention_desk.desktop.widgets.text import ElidedLabel, Label, Text, say
from retention_desk.foundation.wording import Phrase, Words, phrase


class TopBar(QWidget):
    """Project, as-of date and profile as menus; undo, redo and Export at the right.

    The page that owns the data fills the menus: ``bar.project.set_menu(menu)``, ``bar.project.say(…)``.
    """

    undo_asked = Signal()
    redo_asked = Signal()
    export_asked = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self.project = MenuButton(phrase("No project"), words, QMenu(self), tip=phrase("Project"))
        self.as_of = MenuButton(
            "", words, QMenu(self), prefix=phrase("As of"), plain=True, tip=phrase("As-of date")
        )
        self.profile = MenuButton("", words, QMenu(self), plain=True, tip=phrase("Profile"))
        self.undo = Button(None, words, kind="quiet", icon="arrow-u-up-left", tip=phrase("Undo"))
        self.redo = Button(None, words, kind="quiet", icon="arrow-u-up-right", tip=phrase("Redo"))
        self.export = Button(phrase("Export"), words, icon="export")
        self.undo.clicked.connect(self.undo_asked)
        self.redo.clicked.connect(self.redo_asked)
        self.export.clicked.connect(self.export_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.space.l, 0, look.space.l, look.line.border)
        row.setSpacing(look.space.s)
        menus = QHBoxLayout()
        menus.setSpacing(look.space.xs)
        for button in (self.project, self.as_of, self.profile):
            menus.addWidget(button)
        row.addLayout(menus)
        row.addStretch(1)
        rule = Rule(vertical=True)
        rule.setFixedHeight(look.space.l + look.space.xs)
        for widget in (self.undo, self.redo, rule, self.export):
            row.addWidget(widget)
        self.setFixedHeight(look.size.top_bar)
        self.show_history(None, None)
        self.show_project(None)

    def show_project(self, name: str | None, as_of: Text = "", profile: Text = "") -> None:
        """Show the project's name, its as-of date and its profile; None where nothing is open."""
        self.project.say(phrase("No project") if name is None else name)
        self.as_of.say(as_of)
        self.profile.say(profile)
        self.as_of.setVisible(bool(as_of))
        self.profile.setVisible(bool(profile))
        self.export.setEnabled(name is not None)

    def show_history(self, undo: Phrase | None, redo: Phrase | None) -> None:
        """Show which step undo and redo would take; None where there is none."""
        self.undo.setEnabled(undo is not None)
        self.redo.setEnabled(redo is not None)
        self.undo.say(None, phrase("Undo: {step}", step=undo) if undo else phrase("Undo"))
        self.redo.say(None, phrase("Redo: {step}", step=redo) if redo else phrase("Redo"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line under the bar."""
        look = theme.current()
        line = look.line.border
        QPainter(self).fillRect(0, self.height() - line, self.width(), line, look.colour.border)


class ProgressBar(QWidget):
    """A bar of the share done (0–1); without a share it shows a third."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share: float | None = 0.0
        look = theme.current()
        self.setFixedHeight(look.size.progress_height)
        self.setMinimumWidth(look.size.figure_card_min_width // 2)

    def set_share(self, share: float | None) -> None:
        """Show another share (0–1)."""
        self._share = share
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint track and bar."""
        look = theme.current()
        painter = QPainter(self)
        box = QRectF(self.rect())
        radius = box.height() / 2
        draw_box(painter, box, radius, look.colour.border)
        share = 1 / 3 if self._share is None else min(max(self._share, 0.0), 1.0)
        if share > 0:
            box.setWidth(max(box.width() * share, box.height()))
            draw_box(painter, box, radius, look.colour.accent)


class ProgressStrip(QWidget):
    """What is being done, how far, how long still, and Cancel."""

    cancel_asked = Signal()

    def __init__(self, words: Words, *, dense: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._words = words
        self._doing = ElidedLabel("", words, role="caption" if dense else "body", tone="muted")
        self._doing.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.bar = ProgressBar()
        self.bar.setFixedWidth(look.size.figure_card_min_width * 4 // 5)
        self._left = Label("", words, role="caption" if dense else "body", tone="muted")
        if dense:
            self.cancel = Button(None, words, kind="quiet", icon="x", tip=phrase("Cancel"), dense=True)
            side = look.size.status_bar - 2 * look.space.xs
            self.cancel.setFixedSize(side, side)
        else:
            self.cancel = Button(phrase("Cancel"), words, dense=True)
            self._doing.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            self._doing.set_tone("text")
        self.cancel.clicked.connect(self.cancel_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space.s if dense else look.space.m)
        row.addWidget(self._doing, 1)
        for widget in (self.bar, self._left, self.cancel):
            row.addWidget(widget)

    def show_progress(self, progress: JobProgress) -> None:
        """Show how far a job is."""
        self._doing.say(progress.doing or progress.title)
        self.bar.set_share(progress.share)
        self._left.say(time_left(progress.seconds_left) or "")

    def show_title(self, title: Text) -> None:
        """Show work that has only begun."""
        self._doing.say(title)
        self.bar.set_share(0.0)
        self._left.say("")


def time_left(seconds: float | None) -> Phrase | None:
    """Return how long work still takes: ``about 7 s left``, ``about 2 min left``."""
    if seconds is None:
        return None
    if seconds < 90:
        return phrase("about {n:count} s left", n=max(round(seconds), 1))
    return phrase("about {n:count} min left", n=round(seconds / 60))


class StatusBar(QWidget):
    """The line at the foot: what is open, what is selected, what runs, what is saved."""

    cancel_asked = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._words = words
        self._facts: list[Text] = []
        self._line = ElidedLabel("", words, role="caption", tone="muted")
        self._selection = Label("", words, role="caption", tone="muted")
        self.progress = ProgressStrip(words, dense=True)
        self.progress.setMinimumWidth(look.size.inspector + look.space.xl)
        self.progress.cancel_asked.connect(self.cancel_asked)
        self.progress.hide()
        self._check = _Tick()
        self._state = Label("", words, role="caption", tone="muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(look.space.l, look.line.border, look.space.l, 0)
        row.setSpacing(look.space.m)
        row.addWidget(self._line, 1)
        row.addWidget(self._selection)
        row.addWidget(self.progress)
        state = QHBoxLayout()
        state.setSpacing(look.space.s)
        state.addWidget(self._check)
        state.addWidget(self._state)
        row.addLayout(state)
        self.messages = MessagesButton(words)
        row.addWidget(self.messages)
        self.setFixedHeight(look.size.status_bar)
        self.show_state("")

    def show_facts(self, facts: Sequence[Text]) -> None:
        """Show facts from left to right, parted by dots."""
        self._facts = list(facts)
        self._line.say("  •  ".join(say(fact, self._words) for fact in self._facts))

    def show_selection(self, text: Text) -> None:
        """Show the sums of a table's selection; empty shows nothing."""
        self._selection.say(text)

    def show_state(self, text: Text, *, saved: bool = False) -> None:
        """Show the saved state at the right, with a tick where all is saved."""
        self._state.say(text)
        self._check.setVisible(saved)

    def show_progress(self, progress: JobProgress | None) -> None:
        """Show a running job, or hide the strip."""
        self.progress.setVisible(progress is not None)
        if progress is not None:
            self.progress.show_progress(progress)

    def retranslate(self, words: Words) -> None:
        """Say the facts again in the language of `words`."""
        self._words = words
        self.show_facts(self._facts)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the line above."""
        look = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour.sunken)
        painter.fillRect(0, 0, self.width(), look.line.border, look.colour.border)


class _Tick(QWidget):
    """A muted tick."""

    def __init__(self) -> None:
        super().__init__()
        side = theme.current().size.icon_small
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tick."""
        paint_icon(QPainter(self), "check", self.rect(), theme.current().colour.muted)
