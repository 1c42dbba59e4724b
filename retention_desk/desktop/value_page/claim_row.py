"""A claim of the articles as a row: verdict, claim, figures; it unfolds to how it was asked."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.chart.analysis_chart import AnswerChart
from retention_desk.desktop.icons import paint_icon
from retention_desk.desktop.page import Desk
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.value_results import Claim, Verdict
from retention_desk.foundation.wording import NOTHING_SAID, Phrase, Words, phrase

VERDICTS: Final[dict[Verdict, tuple[Phrase, str, str]]] = {
    "holds": (phrase("Holds"), "check-circle", "positive"),
    "does_not": (phrase("Does not hold"), "x-circle", "warning"),
    "too_few": (phrase("Too few to tell"), "question", "info"),
    "missing": (phrase("Needs more data"), "minus-circle", "muted"),
}
"""Word, glyph and colour role of each verdict."""


class VerdictMark(QWidget):
    """The glyph of a verdict in its colour."""

    def __init__(self) -> None:
        super().__init__()
        self._verdict: Verdict = "missing"
        side = theme.current().size.icon
        self.setFixedSize(side, side)

    def show_verdict(self, verdict: Verdict) -> None:
        """Show another verdict."""
        self._verdict = verdict
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the glyph."""
        _word, icon, role = VERDICTS[self._verdict]
        paint_icon(QPainter(self), icon, self.rect(), getattr(theme.current().colour, role))


class ClaimHead(QAbstractButton):
    """The row itself: a click, Enter or Space unfolds it."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        look = theme.current()
        space = look.space
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setProperty("ring", "inside")
        # Labels on the ground of a button would take its text colour.
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._words = words
        self.mark = VerdictMark()
        self.verdict = Label("", words, role="body_medium")
        self.statement = Label("", words, wrap=True)
        self.statement.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.claimed = Label("", words, tone="muted")
        self.found = Label("", words, role="body_medium")
        self.interval = Label("", words, role="caption", tone="muted")
        self.n = Label("", words, tone="muted")
        for label, width in zip(self._cells(), column_widths(), strict=True):
            label.setFixedWidth(width)
        row = QHBoxLayout(self)
        row.setContentsMargins(space.l, space.s, space.l + look.size.icon_caret + space.m, space.s)
        row.setSpacing(space.m)
        row.addWidget(self.mark)
        row.addWidget(self.verdict)
        row.addWidget(self.statement, 1)
        row.addWidget(self.claimed)
        found = QVBoxLayout()
        found.setSpacing(0)
        found.addWidget(self.found)
        found.addWidget(self.interval)
        row.addLayout(found)
        row.addWidget(self.n)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for label in (self.claimed, self.found, self.interval, self.n):
            label.setAlignment(right)
        for label in (self.verdict, self.statement, self.claimed, self.found, self.interval, self.n):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def _cells(self) -> tuple[Label, ...]:
        return self.verdict, self.claimed, self.found, self.interval, self.n

    def show_claim(self, claim: Claim, words: Words) -> None:
        """Show a claim."""
        self._words = words
        word, _icon, role = VERDICTS[claim.verdict]
        self.mark.show_verdict(claim.verdict)
        self.verdict.say(word)
        self.verdict.set_tone(role)
        self.statement.say(claim.statement)
        self.claimed.say(amount_of(claim.claimed, claim.unit))
        self.found.say(amount_of(claim.value, claim.unit))
        self.interval.say(interval_of(claim))
        self.interval.setVisible(claim.low is not None)
        self.n.say(phrase("{n:count}", n=claim.n) if claim.verdict != "missing" else phrase("—"))
        self.retranslate(words)

    def retranslate(self, words: Words) -> None:
        """Say the row's name in the language of `words`."""
        self._words = words
        self.setAccessibleName(words.listing([self.verdict.spoken(), self.statement.spoken()]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Unfold on Enter as on Space; the arrows fold and unfold."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            if self.isChecked() != (event.key() == Qt.Key.Key_Right):
                self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the caret."""
        look, painter = theme.current(), QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), look.colour.hover)
        side = look.size.icon_caret
        box = QRectF(self.width() - look.space.l - side, (self.height() - side) / 2, side, side)
        paint_icon(painter, "caret-up" if self.isChecked() else "caret-down", box, look.colour.muted)


def column_widths() -> tuple[int, int, int, int, int]:
    """Return the widths of verdict, claimed, found, interval and n, in pixels."""
    look = theme.current()
    wide, narrow = look.size.indicator_row + look.space.l, look.size.rail_folded
    return wide, look.size.indicator_row, wide + look.space.l, wide + look.space.l, narrow


def amount_of(value: float | None, unit: str) -> Phrase:
    """Return a figure of a claim in its unit; a dash where it is not known."""
    if value is None:
        return phrase("—")
    return phrase("{x:share}", x=value) if unit == "share" else phrase("{x:number2} times", x=value)


def interval_of(claim: Claim) -> Phrase:
    """Return the interval of the user's own figure."""
    if claim.unit == "share":
        return phrase("{low:share} to {high:share}", low=claim.low, high=claim.high)
    return phrase("{low:number2} to {high:number2}", low=claim.low, high=claim.high)


class ClaimDetail(QWidget):
    """What the article says, how it was asked here, the numbers put in, and a chart of both."""

    customers_wanted = Signal()
    """The user wants to see who was measured."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        words, look = desk.words, theme.current()
        space = look.space
        grid = QGridLayout(self)
        left = space.l + look.size.icon + space.m
        grid.setContentsMargins(left, 0, space.l, space.l)
        grid.setHorizontalSpacing(space.m)
        grid.setVerticalSpacing(space.xs)
        grid.setColumnMinimumWidth(0, column_widths()[0])
        grid.setColumnStretch(1, 1)
        heads = (
            phrase("Article"),
            phrase("Source"),
            phrase("Method"),
            phrase("Your numbers"),
            phrase("Verdict"),
        )
        self.texts = [Label("", words, wrap=True) for _ in heads]
        self.heads = [Label(head, words, tone="muted") for head in heads]
        top = Qt.AlignmentFlag.AlignTop
        for place, (head, text) in enumerate(zip(self.heads, self.texts, strict=True)):
            grid.addWidget(head, place, 0, top)
            grid.addWidget(text, place, 1)
        self.chart = AnswerChart("claim_interval", desk)
        self.chart.view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        grid.addWidget(self.chart, len(heads), 1)
        self.customers = Button("", words, kind="link")
        self.customers.clicked.connect(self.customers_wanted)
        grid.addWidget(self.customers, len(heads) + 1, 1, Qt.AlignmentFlag.AlignLeft)

    def show_claim(self, claim: Claim) -> None:
        """Show a claim."""
        # The chart's title is the verdict; where there is no chart, it stands among the texts.
        verdict = claim.sentence if claim.value is None else NOTHING_SAID
        said = (claim.quoted, claim.source, claim.method, claim.formula, verdict)
        for head, label, text in zip(self.heads, self.texts, said, strict=True):
            label.say(text)
            for widget in (head, label):
                widget.setVisible(bool(text.text))
        self.chart.show_answer(claim)
        self.customers.say(phrase("Show the {n:count} customers measured", n=len(claim.customers)))
        self.customers.setVisible(bool(claim.customers))


class ClaimRow(QWidget):
    """Head and detail of one claim."""

    unfolded = Signal(object)
    """Claim that the user unfolded."""
    customers_wanted = Signal(object)
    """Claim whose customers the user wants to see."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._claim: Claim | None = None
        self.head = ClaimHead(desk.words)
        self.detail: ClaimDetail | None = None
        self.head.toggled.connect(self._fold)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.head)

    def show_claim(self, claim: Claim) -> None:
        """Show a claim, folded or unfolded as it was."""
        self._claim = claim
        self.head.show_claim(claim, self._desk.words)
        if self.detail is not None:
            self.detail.show_claim(claim)

    def _fold(self, unfolded: bool) -> None:
        if self._claim is None:
            return
        if self.detail is None:
            self.detail = ClaimDetail(self._desk)
            self.detail.customers_wanted.connect(lambda: self.customers_wanted.emit(self._claim))
            self._column.addWidget(self.detail)
            self.detail.show_claim(self._claim)
        self.detail.setVisible(unfolded)
        if unfolded:
            self.unfolded.emit(self._claim)
